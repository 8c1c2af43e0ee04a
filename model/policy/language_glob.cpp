#include "model/policy/language_glob.h"

#include <algorithm>

#include "model/policy/internal/code_points.h"

namespace iamirror::model {
namespace {

constexpr int colons_of_arn = 5;

char32_t within_segment(char32_t token) {
    if (token == Glob::any_run) return Glob::segment_run;
    return token == Glob::any_character ? char32_t{Glob::segment_character} : token;
}

}  // namespace

Glob& Glob::add_pattern(std::string_view pattern) {
    for (const char32_t c : internal::code_points(pattern)) {
        tokens_ += c == U'*' ? char32_t{any_run} : c == U'?' ? char32_t{any_character} : c;
    }
    return *this;
}

Glob& Glob::add_text(std::string_view text) {
    tokens_ += internal::code_points(text);
    return *this;
}

Glob Glob::for_arns() const {
    const auto is_star = [](char32_t token) { return token == any_run; };
    Glob out = *this;
    if (!tokens_.empty() && std::all_of(tokens_.begin(), tokens_.end(), is_star)) return out;
    int colons = 0;
    for (char32_t& token : out.tokens_) {
        if (colons == colons_of_arn) break;
        token = within_segment(token);
        if (token == U':') ++colons;
    }
    if (colons == colons_of_arn) return out;
    if (tokens_.empty() || !is_star(tokens_.back())) {
        out.tokens_ = {char32_t{nothing}};
        return out;
    }
    while (++colons < colons_of_arn) out.tokens_ += {U':', char32_t{segment_run}};
    out.tokens_ += {U':', char32_t{any_run}};
    return out;
}

Glob Glob::ignoring_case() const {
    Glob out = *this;
    out.ignores_case_ = true;
    return out;
}

bool Glob::takes(char32_t token, char32_t character) const {
    if (token < any_run) {
        return token == character || (ignores_case_ && internal::fold_case(token) == internal::fold_case(character));
    }
    if (token == segment_run || token == segment_character) return character != U':';
    return token != nothing;
}

// Only the last run is ever widened: one before it in the same segment could take no more than it does, and of the
// segments before it the text's colons leave no choice.
bool Glob::matches(std::string_view text) const {
    constexpr auto none = std::u32string::npos;
    std::size_t at = 0, next = 0, run = none, run_end = 0;
    while (at < text.size()) {
        const internal::CodePoint c = internal::code_point_at(text, at);
        if (next < tokens_.size() && is_run(tokens_[next])) {
            run = next++;
            run_end = at;
        } else if (next < tokens_.size() && takes(tokens_[next], c.value)) {
            ++next;
            at += c.length;
        } else {
            if (run == none) return false;
            const internal::CodePoint more = internal::code_point_at(text, run_end);
            if (!takes(tokens_[run], more.value)) return false;
            run_end += more.length;
            at = run_end;
            next = run + 1;
        }
    }
    while (next < tokens_.size() && is_run(tokens_[next])) ++next;
    return next == tokens_.size();
}

}  // namespace iamirror::model
