// Sets of texts that globs make, with exact intersection, union and difference: what "allow b/*, deny b/secret/*"
// leaves, whether one set of resources covers another, and a text that is in the one and not in the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy/language_glob.h"

namespace iamirror::model {

namespace internal {
struct Automaton;
enum class SetOperation;
}  // namespace internal

enum class Answer { no, yes, unknown };

// How large what an operation makes may become; beyond it the answer is "unknown" (nullopt), never a wrong one. The
// greatest policy that IAM takes (20,480 characters of an SCP) needs no more states than characters, unless it puts
// many `*` and `?` beside each other.
struct LanguageLimits {
    std::size_t states = std::size_t{1} << 15;        // of one automaton, also on the way to its minimal form
    std::size_t table_states = std::size_t{1} << 22;  // of all that a LanguageTable holds
};

// A value, cheap to copy, in a canonical form: equal if and only if the same texts are in it. Texts are sequences of
// characters (see Glob).
class Language {
  public:
    Language() = default;  // none()
    static Language none();
    static Language all();
    static Language literal(std::string_view text);
    // All that begins so.
    static Language prefix(std::string_view text);

    static std::optional<Language> of(const Glob& glob, const LanguageLimits& limits = {});
    static std::optional<Language> of(std::string_view glob, const LanguageLimits& limits = {});
    // As actions are compared: A to Z are as a to z.
    static std::optional<Language> of_glob_nocase(std::string_view glob, const LanguageLimits& limits = {});
    // Segment by segment of the ARN: Glob::for_arns().
    static std::optional<Language> of_arn_pattern(std::string_view pattern, const LanguageLimits& limits = {});

    bool is_empty() const { return form_ == Form::none; }
    bool is_all() const { return form_ == Form::all; }
    bool matches(std::string_view text) const;

    // A shortest member, of letters and digits where there is a choice; nullopt if there is none.
    std::optional<std::string> witness() const;
    // Up to `count` different members, near to where the language ends and far from it; the same for the same seed.
    std::vector<std::string> members(std::size_t count, std::uint64_t seed) const;

    // Of the members that begin so, what follows: of "b/*" after "b", "/*".
    Language derivative(std::string_view prefix) const;

    // Of its automaton; 0 for what needs none: nothing, all, one text, all that begins with one.
    std::size_t states() const;
    std::size_t hash() const;
    bool operator==(const Language& other) const;

    friend std::optional<Language> intersection(const Language&, const Language&, const LanguageLimits&);
    friend std::optional<Language> union_of(const Language&, const Language&, const LanguageLimits&);
    friend std::optional<Language> difference(const Language&, const Language&, const LanguageLimits&);
    friend Answer covers(const Language&, const Language&, const LanguageLimits&);
    friend Answer intersects(const Language&, const Language&, const LanguageLimits&);

  private:
    enum class Form : std::uint8_t { none, all, literal, prefix, automaton };
    Language(Form form, std::string text) : form_(form), text_(std::move(text)) {}
    explicit Language(internal::Automaton automaton);  // in the form that is meant for it

    using Shared = std::shared_ptr<const internal::Automaton>;
    Shared automaton() const;
    bool is_text() const { return form_ == Form::literal || form_ == Form::prefix; }

    // What their forms alone prove; false where an automaton must tell.
    static bool is_within(const Language& inner, const Language& outer);
    static bool are_apart(const Language& a, const Language& b);
    static std::optional<Language> product(const Language& a, const Language& b, internal::SetOperation operation,
                                           const LanguageLimits& limits);
    static Answer has_member(const Language& a, const Language& b, internal::SetOperation operation,
                             const LanguageLimits& limits);

    Form form_ = Form::none;
    std::string text_;  // well-formed UTF-8
    Shared automaton_;
};

std::optional<Language> intersection(const Language& a, const Language& b, const LanguageLimits& limits = {});
std::optional<Language> union_of(const Language& a, const Language& b, const LanguageLimits& limits = {});
// What is in `a` and not in `b`.
std::optional<Language> difference(const Language& a, const Language& b, const LanguageLimits& limits = {});
std::optional<Language> complement(const Language& a, const LanguageLimits& limits = {});

// Whether all of `inner` is in `outer`. Needs less than the difference, as it stops at the first text that is not.
Answer covers(const Language& outer, const Language& inner, const LanguageLimits& limits = {});
Answer intersects(const Language& a, const Language& b, const LanguageLimits& limits = {});

}  // namespace iamirror::model
