#include "model/policy/compiled/text_template.h"

#include <optional>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/compiled/text_pattern.h"
#include "model/policy/evaluation/variable.h"

namespace iamirror::model::compiled {
namespace {

constexpr std::string_view opening = "${";

std::u32string plain_tokens(std::string_view text, bool has_wildcards) {
    Glob glob;
    has_wildcards ? glob.add_pattern(text) : glob.add_text(text);
    return glob.tokens();
}

// "key, 'default'"; what has no quotes around it is no default, and the whole then a key that nobody has.
std::optional<std::string_view> fallback_of(std::string_view inside, std::size_t comma) {
    if (comma == std::string_view::npos) return std::nullopt;
    const std::string_view quoted = trim(inside.substr(comma + 1));
    if (quoted.size() < 2 || quoted.front() != '\'' || quoted.back() != '\'') return std::nullopt;
    return quoted.substr(1, quoted.size() - 2);
}

TemplatePiece read_variable(std::string_view inside, Keys& keys) {
    if (inside == "*" || inside == "?" || inside == "$") return {plain_tokens(inside, false)};
    const std::size_t comma = inside.find(',');
    const auto fallback = fallback_of(inside, comma);
    const std::string_view name = trim(fallback ? inside.substr(0, comma) : inside);
    return {plain_tokens(fallback.value_or(""), false), keys.add(name), fallback.has_value()};
}

void read_into(TextTemplate& out, std::string_view text, bool has_wildcards, Keys& keys) {
    while (!text.empty()) {
        const std::size_t begin = text.find(opening);
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        const bool is_last = end == std::string_view::npos;
        out.push_back({plain_tokens(is_last ? text : text.substr(0, begin), has_wildcards)});
        if (is_last) return;
        out.push_back(read_variable(text.substr(begin + opening.size(), end - begin - opening.size()), keys));
        text.remove_prefix(end + 1);
    }
}

}  // namespace

bool holds_variable(std::string_view text) {
    return text.find(opening) != std::string_view::npos;
}

TextTemplate read_template(std::string_view text, bool has_wildcards, Keys& keys) {
    TextTemplate out;
    read_into(out, text, has_wildcards, keys);
    return out;
}

TextTemplate read_arn_template(std::string_view text, Keys& keys) {
    const std::string_view resource = arn_segment(text, 5);
    TextTemplate out{{Glob(text.substr(0, text.size() - resource.size())).tokens()}};
    if (resource.empty()) {
        out.front().tokens = Glob(text).for_arns().tokens();
        return out;
    }
    make_for_arns(out.front().tokens);
    read_into(out, resource, true, keys);
    return out;
}

Filling fill_in(const TextTemplate& text, const KeySource& source, std::u32string& out) {
    out.clear();
    Filling state = Filling::done;
    for (const TemplatePiece& piece : text) {
        const KeyView found = piece.key == no_key ? KeyView{} : source.at(piece.key);
        if (found.state == KeyValues::State::present && found.values.size() == 1) {
            append_text(out, found.values.front());
        } else if (found.state == KeyValues::State::unknown) {
            if (state == Filling::done) state = Filling::unknown;
        } else if (piece.key == no_key || piece.has_fallback) {
            out += piece.tokens;
        } else {
            state = Filling::no_value;
        }
        if (piece.key != no_key && out.size() > max_filled_characters) return Filling::no_value;
    }
    return state;
}

}  // namespace iamirror::model::compiled
