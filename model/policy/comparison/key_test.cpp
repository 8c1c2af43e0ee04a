#include "model/policy/comparison/key_test.h"

#include <algorithm>
#include <tuple>

#include "model/policy/evaluation/values.h"

namespace iamirror::model {
namespace {

bool is_of_itself(const KeyTest& line, const std::string& value, const Scene& scene) {
    const bool is_variable = value.starts_with("${") && value.ends_with("}") && is_textual(line.op.kind);
    if (!is_variable || !line.has_variables || value.find('}') + 1 != value.size()) return false;
    return canonical_key(scene, value.substr(2, value.size() - 3)) == line.key;
}

}  // namespace

std::strong_ordering KeyTest::operator<=>(const KeyTest& other) const {
    return std::tie(key, written, values, has_variables) <=>
           std::tie(other.key, other.written, other.values, other.has_variables);
}

bool is_textual(ValueKind kind) {
    return kind == ValueKind::text || kind == ValueKind::text_without_case || kind == ValueKind::pattern ||
           kind == ValueKind::arn;
}

bool needs_all(const ConditionOperator& op) {
    return op.quantifier == Quantifier::for_all_values || (op.quantifier == Quantifier::none && op.is_negated);
}

bool if_missing(const ConditionOperator& op) {
    if (op.if_exists || op.quantifier == Quantifier::for_all_values) return true;
    return op.is_negated && op.quantifier == Quantifier::none;
}

bool null_holds(const KeyTest& line, bool absent) {
    return std::any_of(line.values.begin(), line.values.end(),
                       [&](const std::string& text) { return read_bool(text) == absent; });
}

std::vector<FilledText> read_values(const KeyTest& line, const Scene& scene, const VariableValues* values) {
    std::vector<FilledText> out;
    const ValueKind kind = line.op.kind;
    const bool has_wildcards = kind == ValueKind::pattern || kind == ValueKind::arn;
    const TextReading how{line.has_variables && takes_variables(kind), has_wildcards, values};
    for (const std::string& value : line.values) {
        FilledText filled = fill_text(value, how);
        // whatever it is, it equals itself
        if (filled.is_open && is_of_itself(line, value, scene)) filled = fill_text("*", {false, true, nullptr});
        out.push_back(std::move(filled));
    }
    return out;
}

LanguageId language_of(const KeyTest& line, const std::vector<FilledText>& all, LanguageTable& table) {
    std::vector<LanguageId> parts;
    for (const FilledText& wanted : all) {
        if (!wanted.has_value) continue;
        if (line.op.kind == ValueKind::arn) {
            parts.push_back(table.of(wanted.glob.for_arns()));
        } else if (line.op.kind == ValueKind::text_without_case) {
            parts.push_back(table.of(wanted.glob.ignoring_case()));
        } else {
            parts.push_back(table.of(wanted.glob));
        }
    }
    return table.union_of(parts);
}

bool passes(const KeyTest& line, const std::vector<FilledText>& all, const std::string& value) {
    if (line.op.kind == ValueKind::presence) return true;
    bool is_met = false;
    for (std::size_t i = 0; i < all.size() && !is_met; ++i) {
        const FilledText& wanted = all[i];
        is_met = wanted.has_value && compare(line.op, wanted.glob, line.values[i], value).value_or(false);
    }
    return is_met != line.op.is_negated;
}

}  // namespace iamirror::model
