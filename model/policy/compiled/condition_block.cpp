#include "model/policy/compiled/condition_block.h"

#include <algorithm>

#include "model/base/text.h"

namespace iamirror::model::compiled {
namespace {

using Texts = std::vector<std::string>;

// As a policy with variables would write what is plain text in this one.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${")) {
        out.append(text.substr(0, at)).append("${$}{");
        text.remove_prefix(at + 2);
    }
    return out.append(text);
}

ConditionTest test_of(const std::string& name, const std::string& key, const Texts& values, bool has_variables) {
    ConditionTest out{name, to_lower_ascii(key), values};
    if (!has_variables) std::transform(values.begin(), values.end(), out.values.begin(), escaped);
    std::sort(out.values.begin(), out.values.end());
    out.values.erase(std::unique(out.values.begin(), out.values.end()), out.values.end());
    return out;
}

// Into the type that `read` gives; false where one of them is none.
template <typename Value, typename Read>
bool read_all(const Texts& texts, Read read, TypedValues& out) {
    std::vector<Value> values;
    for (const std::string& text : texts) {
        auto value = read(text);
        if (!value) return false;
        values.push_back(std::move(*value));
    }
    out = std::move(values);
    return true;
}

TextPattern pattern_of(ValueKind kind, const std::string& text) {
    if (kind == ValueKind::pattern) return TextPattern(Glob(text));
    if (kind == ValueKind::arn) return TextPattern(Glob(text).for_arns());
    const Glob literal = Glob().add_text(text);
    return TextPattern(kind == ValueKind::text_without_case ? literal.ignoring_case() : literal);
}

void read_texts(const Texts& texts, bool has_variables, Keys& keys, ConditionLine& line) {
    const ValueKind kind = line.op.kind;
    if (!has_variables || std::none_of(texts.begin(), texts.end(), holds_variable)) {
        std::vector<TextPattern> patterns;
        for (const std::string& text : texts) patterns.push_back(pattern_of(kind, text));
        line.values = std::move(patterns);
        return;
    }
    std::vector<TextTemplate> templates;
    const bool has_wildcards = kind == ValueKind::pattern || kind == ValueKind::arn;
    for (const std::string& text : texts) templates.push_back(read_template(text, has_wildcards, keys));
    line.values = std::move(templates);
}

void read_values(const Texts& texts, bool has_variables, Keys& keys, ConditionLine& line) {
    switch (line.op.kind) {
        case ValueKind::number:
            line.is_readable = read_all<Decimal>(texts, read_decimal, line.values);
            return;
        case ValueKind::date:
            line.is_readable = read_all<std::int64_t>(texts, read_date, line.values);
            return;
        case ValueKind::boolean:
        case ValueKind::presence:
            line.is_readable = read_all<char>(texts, read_bool, line.values);
            return;
        case ValueKind::binary:
            line.is_readable = read_all<std::string>(texts, read_base64, line.values);
            return;
        case ValueKind::network:
            line.is_readable = read_all<Network>(texts, read_network, line.values);
            return;
        case ValueKind::text:
        case ValueKind::text_without_case:
        case ValueKind::pattern:
        case ValueKind::arn:
            read_texts(texts, has_variables, keys, line);
    }
}

}  // namespace

ConditionBlock read_conditions(const Conditions& conditions, bool has_variables, Keys& keys) {
    ConditionBlock out;
    for (const auto& [name, lines] : conditions) {
        const std::optional<ConditionOperator> op = find_operator(name);
        out.has_unknown_operator = out.has_unknown_operator || !op;
        if (!op) continue;
        for (const auto& [key, values] : lines) {
            ConditionLine line{.op = *op, .key = keys.add(key), .test = test_of(name, key, values, has_variables)};
            read_values(values, has_variables, keys, line);
            out.lines.push_back(std::move(line));
        }
    }
    return out;
}

}  // namespace iamirror::model::compiled
