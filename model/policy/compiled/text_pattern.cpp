#include "model/policy/compiled/text_pattern.h"

#include <algorithm>

#include "model/internal/caseless.h"
#include "model/policy/internal/code_points.h"

namespace iamirror::model::compiled {
namespace {

using internal::code_point_at;
using internal::CodePoint;

constexpr char32_t last_ascii = 0x7F;

// What the walk below asks of a pattern's units; octets hold wildcards as 0x80 and above, in the order of Glob::Token.
char32_t token_of(char32_t unit) {
    return unit;
}
char32_t token_of(char unit) {
    const auto octet = static_cast<unsigned char>(unit);
    return octet <= last_ascii ? char32_t{octet} : char32_t{Glob::any_run} + (octet - 0x80U);
}

bool takes(char32_t token, bool ignores_case, char32_t character) {
    if (token == character) return true;
    if (token < Glob::any_run) return ignores_case && internal::fold_case(token) == internal::fold_case(character);
    if (token == Glob::segment_run || token == Glob::segment_character) return character != U':';
    return token != Glob::nothing;
}

// Where the last run began, and how far it reaches by now.
struct Run {
    std::size_t at = std::string::npos, end = 0;
};

template <typename Units>
bool walk(Units pattern, bool ignores_case, std::string_view text) {
    std::size_t at = 0, next = 0;
    Run run;
    while (at < text.size()) {
        const char32_t token = next < pattern.size() ? token_of(pattern[next]) : char32_t{Glob::nothing};
        const CodePoint c = code_point_at(text, at);
        if (Glob::is_run(token)) {
            run = {next++, at};
        } else if (takes(token, ignores_case, c.value)) {
            ++next;
            at += c.length;
        } else {
            if (run.at == std::string::npos) return false;
            const CodePoint more = code_point_at(text, run.end);
            if (!takes(token_of(pattern[run.at]), false, more.value)) return false;
            at = run.end += more.length;
            next = run.at + 1;
        }
    }
    while (next < pattern.size() && Glob::is_run(token_of(pattern[next]))) ++next;
    return next == pattern.size();
}

char octet_of(char32_t token) {
    return static_cast<char>(token <= last_ascii ? token : 0x80U + (token - Glob::any_run));
}

}  // namespace

// With regard to case a text of ASCII is matched by the same octets alone; other characters may be written in two ways.
TextPattern::Form TextPattern::form_of(const Glob& glob) {
    const std::u32string& tokens = glob.tokens();
    const auto is_plain = [](char32_t token) { return token <= last_ascii; };
    const bool is_ascii = std::all_of(tokens.begin(), tokens.end(),
                                      [&](char32_t token) { return is_plain(token) || token >= Glob::any_run; });
    if (!is_ascii) return Form::glob;
    const auto plain =
        static_cast<std::size_t>(std::find_if_not(tokens.begin(), tokens.end(), is_plain) - tokens.begin());
    if (plain == tokens.size()) return glob.ignores_case() ? Form::literal_without_case : Form::literal;
    if (glob.ignores_case()) return Form::glob;
    const auto is_star = [](char32_t token) { return token == Glob::any_run; };
    if (!std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(plain), tokens.end(), is_star)) return Form::octets;
    return plain == 0 ? Form::all : Form::prefix;
}

TextPattern::TextPattern(const Glob& glob) : form_(form_of(glob)) {
    if (form_ == Form::glob) {
        glob_ = glob;
        return;
    }
    for (const char32_t token : glob.tokens()) octets_ += octet_of(token);
    if (form_ == Form::prefix) octets_.resize(octets_.find(octet_of(Glob::any_run)));
}

std::string_view TextPattern::head() const {
    if (form_ == Form::literal || form_ == Form::prefix) return octets_;
    if (form_ != Form::octets) return {};
    const auto is_wild = [](char octet) { return static_cast<unsigned char>(octet) > last_ascii; };
    const auto end = std::find_if(octets_.begin(), octets_.end(), is_wild);
    return std::string_view(octets_).substr(0, static_cast<std::size_t>(end - octets_.begin()));
}

bool TextPattern::matches_slowly(std::string_view text) const {
    if (form_ == Form::literal_without_case) return compare_caseless(octets_, text) == 0;
    if (form_ == Form::glob) return walk(std::u32string_view(glob_.tokens()), glob_.ignores_case(), text);
    return walk(std::string_view(octets_), false, text);
}

bool matches(std::u32string_view tokens, bool ignores_case, std::string_view text) {
    return walk(tokens, ignores_case, text);
}

void make_for_arns(std::u32string& tokens) {
    constexpr std::ptrdiff_t colons_of_arn = 5;
    const auto is_star = [](char32_t token) { return token == Glob::any_run; };
    if (!tokens.empty() && std::all_of(tokens.begin(), tokens.end(), is_star)) return;
    std::ptrdiff_t colons = 0;
    for (auto token = tokens.begin(); token != tokens.end() && colons < colons_of_arn; ++token) {
        if (*token == Glob::any_run) *token = Glob::segment_run;
        if (*token == Glob::any_character) *token = Glob::segment_character;
        if (*token == U':') ++colons;
    }
    if (colons == colons_of_arn) return;
    if (tokens.empty() || tokens.back() != Glob::segment_run) {
        tokens.assign(1, Glob::nothing);
        return;
    }
    for (; colons + 1 < colons_of_arn; ++colons) tokens += {U':', char32_t{Glob::segment_run}};
    tokens += {U':', char32_t{Glob::any_run}};
}

void append_text(std::u32string& tokens, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        tokens += c.value;
        at += c.length;
    }
}

}  // namespace iamirror::model::compiled
