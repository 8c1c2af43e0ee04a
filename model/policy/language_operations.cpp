// The algebra of languages: first what their forms prove, then their automata side by side.
#include "model/policy/internal/automaton.h"
#include "model/policy/language.h"

namespace iamirror::model {

using internal::SetOperation;

bool Language::is_within(const Language& inner, const Language& outer) {
    if (inner.is_empty() || outer.is_all() || inner == outer) return true;
    if (inner.form_ == Form::literal) return outer.matches(inner.text_);
    return inner.form_ == Form::prefix && outer.form_ == Form::prefix && inner.text_.starts_with(outer.text_);
}

bool Language::are_apart(const Language& a, const Language& b) {
    if (a.is_empty() || b.is_empty()) return true;
    if (a.form_ == Form::literal) return !b.matches(a.text_);
    if (b.form_ == Form::literal) return !a.matches(b.text_);
    return a.form_ == Form::prefix && b.form_ == Form::prefix && !a.text_.starts_with(b.text_) &&
           !b.text_.starts_with(a.text_);
}

std::optional<Language> Language::product(const Language& a, const Language& b, SetOperation operation,
                                          const LanguageLimits& limits) {
    const auto made = internal::product(*a.automaton(), *b.automaton(), operation, internal::Budget(limits.states));
    if (!made) return std::nullopt;
    return Language(internal::minimize(*made));
}

Answer Language::has_member(const Language& a, const Language& b, SetOperation operation,
                            const LanguageLimits& limits) {
    const auto found = internal::has_member(*a.automaton(), *b.automaton(), operation, internal::Budget(limits.states));
    if (!found) return Answer::unknown;
    return *found ? Answer::yes : Answer::no;
}

std::optional<Language> intersection(const Language& a, const Language& b, const LanguageLimits& limits) {
    if (Language::is_within(a, b)) return a;
    if (Language::is_within(b, a)) return b;
    if (Language::are_apart(a, b)) return Language::none();
    return Language::product(a, b, SetOperation::intersection, limits);
}

std::optional<Language> union_of(const Language& a, const Language& b, const LanguageLimits& limits) {
    if (Language::is_within(a, b)) return b;
    if (Language::is_within(b, a)) return a;
    return Language::product(a, b, SetOperation::union_of, limits);
}

std::optional<Language> difference(const Language& a, const Language& b, const LanguageLimits& limits) {
    if (Language::is_within(a, b)) return Language::none();
    if (Language::are_apart(a, b)) return a;
    return Language::product(a, b, SetOperation::difference, limits);
}

std::optional<Language> complement(const Language& a, const LanguageLimits& limits) {
    return difference(Language::all(), a, limits);
}

Answer covers(const Language& outer, const Language& inner, const LanguageLimits& limits) {
    if (Language::is_within(inner, outer)) return Answer::yes;
    if (Language::are_apart(inner, outer)) return Answer::no;
    switch (Language::has_member(inner, outer, SetOperation::difference, limits)) {
        case Answer::no:
            return Answer::yes;
        case Answer::yes:
            return Answer::no;
        default:
            return Answer::unknown;
    }
}

Answer intersects(const Language& a, const Language& b, const LanguageLimits& limits) {
    if (Language::are_apart(a, b)) return Answer::no;
    if (Language::is_within(a, b) || Language::is_within(b, a)) return Answer::yes;
    return Language::has_member(a, b, SetOperation::intersection, limits);
}

}  // namespace iamirror::model
