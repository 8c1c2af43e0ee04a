#include "tests/model/policy/oracle/operators.h"

#include <map>

#include "tests/model/policy/oracle/arn_match.h"
#include "tests/model/policy/oracle/value.h"
#include "tests/model/policy/oracle/variable.h"

namespace iamirror::oracle {

namespace {

const std::map<std::string, Operator>& operators() {
    static const std::map<std::string, Operator> all = {
        {"StringEquals", {Family::text, false}},
        {"StringNotEquals", {Family::text, true}},
        {"StringEqualsIgnoreCase", {Family::text_any_case, false}},
        {"StringNotEqualsIgnoreCase", {Family::text_any_case, true}},
        {"StringLike", {Family::like, false}},
        {"StringNotLike", {Family::like, true}},
        {"NumericEquals", {Family::number, false}},
        {"NumericNotEquals", {Family::number, true}},
        {"NumericLessThan", {Family::number, false, Order::less}},
        {"NumericLessThanEquals", {Family::number, false, Order::less_equal}},
        {"NumericGreaterThan", {Family::number, false, Order::greater}},
        {"NumericGreaterThanEquals", {Family::number, false, Order::greater_equal}},
        {"DateEquals", {Family::date, false}},
        {"DateNotEquals", {Family::date, true}},
        {"DateLessThan", {Family::date, false, Order::less}},
        {"DateLessThanEquals", {Family::date, false, Order::less_equal}},
        {"DateGreaterThan", {Family::date, false, Order::greater}},
        {"DateGreaterThanEquals", {Family::date, false, Order::greater_equal}},
        {"Bool", {Family::boolean, false}},
        {"BinaryEquals", {Family::binary, false}},
        {"IpAddress", {Family::network, false}},
        {"NotIpAddress", {Family::network, true}},
        {"ArnEquals", {Family::arn, false}},
        {"ArnLike", {Family::arn, false}},
        {"ArnNotEquals", {Family::arn, true}},
        {"ArnNotLike", {Family::arn, true}},
        {"Null", {Family::null, false}},
    };
    return all;
}

template <typename Value>
bool in_order(const Facts& facts, Order order, const Value& given, const Value& wanted) {
    if (order == Order::equal) {
        return given == wanted;
    }
    if (given == wanted) {
        return (order == Order::less_equal && !facts.mutated(Mutation::r17_less_than_or_equal_is_less)) ||
               order == Order::greater_equal;
    }
    return (given < wanted) == (order == Order::less || order == Order::less_equal);
}

bool same_text(const Facts& facts, const Operator& how, const std::string& given, const Filled& wanted) {
    if (wanted.without_value) {
        return false;  // R12
    }
    const bool any_case =
        how.family == Family::text_any_case || facts.mutated(Mutation::r17_string_equals_ignores_case);
    Pattern pattern = wanted.pattern;
    for (Symbol& one : pattern) {
        one.letter = any_case ? lower(std::string(1, one.letter))[0] : one.letter;
    }
    return matches(pattern, any_case ? lower(given) : given);
}

bool same_arn(const Facts& facts, const std::string& given, const Filled& wanted) {
    if (wanted.without_value) {
        return false;
    }
    if (facts.mutated(Mutation::r17_arn_is_one_text)) {
        return matches(wanted.pattern, given);
    }
    Pattern pattern = wanted.pattern;
    if (facts.mutated(Mutation::r56_arn_like_has_no_wildcards)) {
        for (Symbol& one : pattern) {
            one.kind = Symbol::Kind::literal;
        }
    }
    return arn_matches(facts, pattern, given);
}

bool same_network(const Facts& facts, const std::string& given, const std::string& wanted) {
    Network range = *network(wanted);
    if (facts.mutated(Mutation::r17_network_is_address)) {
        range.bits = static_cast<unsigned>(range.address.size()) * 8;
    }
    return contains(range, *network(given));
}

}  // namespace

std::optional<Operator> find_operator(const std::string& name) {
    const auto found = operators().find(name);
    return found == operators().end() ? std::nullopt : std::optional<Operator>(found->second);
}

bool takes_variables(Family family) {
    return family == Family::text || family == Family::text_any_case || family == Family::like || family == Family::arn;
}

bool is_readable(Family family, const std::string& value) {
    switch (family) {
        case Family::number:
            return number(value).has_value();
        case Family::date:
            return seconds_of_date(value).has_value();
        case Family::boolean:
            return boolean(value).has_value();
        case Family::binary:
            return is_base64(value);
        case Family::network:
            return network(value).has_value();
        case Family::text:
        case Family::text_any_case:
        case Family::like:
        case Family::arn:
        case Family::null:
            return true;
    }
    return true;
}

bool is_policy_value(Family family, const std::string& value) {
    return family == Family::null ? boolean(value).has_value() : is_readable(family, value);
}

bool compare(const Facts& facts, const Operator& how, const std::string& given, const std::string& wanted,
             bool variables) {
    switch (how.family) {
        case Family::text:
        case Family::text_any_case:
            return same_text(facts, how, given, fill_in(facts, wanted, {variables, false}));
        case Family::like:
            return same_text(facts, how, given, fill_in(facts, wanted, {variables, true}));
        case Family::arn:
            return same_arn(facts, given, fill_in(facts, wanted, {variables, true}));
        case Family::number:
            return in_order(facts, how.order, *number(given), *number(wanted));
        case Family::date:
            return facts.mutated(Mutation::r17_date_is_text)
                       ? in_order(facts, how.order, given, wanted)
                       : in_order(facts, how.order, *seconds_of_date(given), *seconds_of_date(wanted));
        case Family::boolean:
            return *boolean(given) == *boolean(wanted);
        case Family::binary:
            return given == wanted;
        case Family::network:
            return same_network(facts, given, wanted);
        case Family::null:
            break;
    }
    return false;
}

}  // namespace iamirror::oracle
