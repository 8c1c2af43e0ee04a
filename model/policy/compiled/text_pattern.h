// A glob ready to be compared with many texts: the forms that policies are full of ("*", one text, what begins with
// one) are told apart once, and all others are matched octet by octet where they are ASCII.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/policy/language_glob.h"

namespace iamirror::model::compiled {

// The same texts as the glob's, which is the definition.
class TextPattern {
  public:
    explicit TextPattern(const Glob& glob);

    bool matches(std::string_view text) const {
        switch (form_) {
            case Form::all:
                return true;
            case Form::literal:
                return text == octets_;
            case Form::prefix:
                return text.starts_with(octets_);
            case Form::literal_without_case:
            case Form::octets:
            case Form::glob:
                break;
        }
        return matches_slowly(text);
    }

    bool is_all() const { return form_ == Form::all; }
    bool is_literal() const { return form_ == Form::literal; }
    // What each match begins with, octet by octet; "" where that is not so simple.
    std::string_view head() const;
    const std::string& octets() const { return octets_; }  // of a literal its text

  private:
    enum class Form : std::uint8_t { all, literal, prefix, literal_without_case, octets, glob };
    static Form form_of(const Glob& glob);
    bool matches_slowly(std::string_view text) const;

    Form form_;
    std::string octets_;  // ASCII; a wildcard is an octet above it
    Glob glob_;           // of the form `glob` alone
};

// Tokens as Glob has them, made anew for a request: what a pattern with variables comes to. Matching takes no memory.
bool matches(std::u32string_view tokens, bool ignores_case, std::string_view text);
// Glob::for_arns() in place.
void make_for_arns(std::u32string& tokens);
// Characters that stand for themselves.
void append_text(std::u32string& tokens, std::string_view text);

}  // namespace iamirror::model::compiled
