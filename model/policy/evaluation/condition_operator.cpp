#include "model/policy/evaluation/condition_operator.h"

#include <map>
#include <string>

#include "model/base/text.h"
#include "model/policy/evaluation/values.h"

namespace iamirror::model {
namespace {

using enum ValueKind;
using enum Comparison;

const std::map<std::string, ConditionOperator, std::less<>>& operators() {
    static const std::map<std::string, ConditionOperator, std::less<>> table{
        {"stringequals", {text, equal, false}},
        {"stringnotequals", {text, equal, true}},
        {"stringequalsignorecase", {text_without_case, equal, false}},
        {"stringnotequalsignorecase", {text_without_case, equal, true}},
        {"stringlike", {pattern, equal, false}},
        {"stringnotlike", {pattern, equal, true}},
        {"numericequals", {number, equal, false}},
        {"numericnotequals", {number, equal, true}},
        {"numericlessthan", {number, less, false}},
        {"numericlessthanequals", {number, less_or_equal, false}},
        {"numericgreaterthan", {number, greater, false}},
        {"numericgreaterthanequals", {number, greater_or_equal, false}},
        {"dateequals", {date, equal, false}},
        {"datenotequals", {date, equal, true}},
        {"datelessthan", {date, less, false}},
        {"datelessthanequals", {date, less_or_equal, false}},
        {"dategreaterthan", {date, greater, false}},
        {"dategreaterthanequals", {date, greater_or_equal, false}},
        {"bool", {boolean, equal, false}},
        {"binaryequals", {binary, equal, false}},
        {"ipaddress", {network, equal, false}},
        {"notipaddress", {network, equal, true}},
        {"arnequals", {arn, equal, false}},
        {"arnlike", {arn, equal, false}},
        {"arnnotequals", {arn, equal, true}},
        {"arnnotlike", {arn, equal, true}},
        {"null", {presence, equal, false}},
    };
    return table;
}

bool take_prefix(std::string& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.erase(0, prefix.size());
    return true;
}

bool take_suffix(std::string& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.resize(text.size() - suffix.size());
    return true;
}

template <typename T>
std::optional<bool> ordered(Comparison comparison, const std::optional<T>& wanted, const std::optional<T>& value) {
    if (!wanted || !value) return std::nullopt;
    switch (comparison) {
        case equal:
            return *value == *wanted;
        case less:
            return *value < *wanted;
        case less_or_equal:
            return *value <= *wanted;
        case greater:
            return *value > *wanted;
        case greater_or_equal:
            return *value >= *wanted;
    }
    return std::nullopt;
}

std::optional<bool> within(const std::optional<Network>& network, const std::optional<Network>& address) {
    if (!network || !address) return std::nullopt;
    return network->contains(*address);
}

}  // namespace

std::optional<ConditionOperator> find_operator(std::string_view name) {
    std::string rest = to_lower_ascii(name);
    ConditionOperator found;
    Quantifier quantifier = Quantifier::none;
    if (take_prefix(rest, "forallvalues:")) quantifier = Quantifier::for_all_values;
    if (quantifier == Quantifier::none && take_prefix(rest, "foranyvalue:")) quantifier = Quantifier::for_any_value;
    const bool if_exists = take_suffix(rest, "ifexists");
    const auto base = operators().find(rest);
    if (base == operators().end()) return std::nullopt;
    found = base->second;
    found.if_exists = if_exists;
    found.quantifier = quantifier;
    if (found.kind == presence && (if_exists || quantifier != Quantifier::none)) return std::nullopt;
    return found;
}

bool takes_variables(ValueKind kind) {
    return kind == text || kind == text_without_case || kind == pattern || kind == arn;
}

std::optional<bool> compare(const ConditionOperator& op, const Glob& wanted, std::string_view written,
                            std::string_view value) {
    switch (op.kind) {
        case text:
        case pattern:
            return wanted.matches(value);
        case text_without_case:
            return wanted.ignoring_case().matches(value);
        case arn:
            return wanted.for_arns().matches(value);
        case number:
            return ordered(op.comparison, read_decimal(written), read_decimal(value));
        case date:
            return ordered(op.comparison, read_date(written), read_date(value));
        case boolean:
            return ordered(op.comparison, read_bool(written), read_bool(value));
        case binary:
            return ordered(op.comparison, read_base64(written), read_base64(value));
        case network:
            return within(read_network(written), read_network(value));
        case presence:
            break;  // asks for no value
    }
    return std::nullopt;
}

bool is_readable(ValueKind kind, std::string_view written) {
    switch (kind) {
        case number:
            return read_decimal(written).has_value();
        case date:
            return read_date(written).has_value();
        case boolean:
        case presence:
            return read_bool(written).has_value();
        case binary:
            return read_base64(written).has_value();
        case network:
            return read_network(written).has_value();
        case text:
        case text_without_case:
        case pattern:
        case arn:
            break;
    }
    return true;
}

}  // namespace iamirror::model
