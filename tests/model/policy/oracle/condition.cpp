#include "tests/model/policy/oracle/condition.h"

#include <algorithm>
#include <set>

#include "tests/model/policy/oracle/value.h"
#include "tests/model/policy/oracle/variable.h"

namespace iamirror::oracle {

namespace {

struct Test {
    std::string name;  // of the operator, as written
    Operator how;
    std::string key;
    std::vector<std::string> values;
    bool variables = false;
    bool for_all = false;
    bool for_any = false;
    bool if_exists = false;
};

// Nothing if there is no such operator.
std::optional<Test> read_test(const std::string& name, const std::string& key, const nlohmann::json& values) {
    Test test{.name = name, .key = key, .values = texts_of(values)};
    std::string base = name;
    test.for_all = starts_with(base, "ForAllValues:");
    test.for_any = starts_with(base, "ForAnyValue:");
    base = test.for_all ? base.substr(13) : test.for_any ? base.substr(12) : base;
    test.if_exists = ends_with(base, "IfExists");
    base = test.if_exists ? base.substr(0, base.size() - 8) : base;
    const std::optional<Operator> how = find_operator(base);
    if (!how || (how->family == Family::null && base != name)) {
        return std::nullopt;
    }
    test.how = *how;
    return test;
}

// One value of the request against all of the policy: R13.
bool value_passes(const Facts& facts, const Test& test, const std::string& given) {
    bool any = false;
    bool all = true;
    for (const std::string& wanted : test.values) {
        const bool same = compare(facts, test.how, given, wanted, test.variables);
        any = any || same;
        all = all && same;
    }
    if (!test.how.negated) {
        return any;
    }
    return facts.mutated(Mutation::r13_negated_values_are_any) ? !all : !any;
}

Truth truth(bool holds) {
    return holds ? Truth::yes : Truth::no;
}

bool null_holds(const Facts& facts, const Test& test, bool missing) {
    bool holds = false;
    for (const std::string& value : test.values) {
        holds = holds || *boolean(value) == missing;
    }
    return facts.mutated(Mutation::r15_null_is_reversed) ? !holds : holds;
}

bool missing_holds(const Facts& facts, const Test& test) {
    if (facts.mutated(Mutation::r51_missing_tag_is_any) && lower(test.key).find("tag/") != std::string::npos) {
        return true;
    }
    if (test.if_exists) {
        return !facts.mutated(Mutation::r15_if_exists_missing_is_false);
    }
    if (test.for_all) {
        return !facts.mutated(Mutation::r16_for_all_missing_is_false);
    }
    return test.how.negated && !test.for_any && !facts.mutated(Mutation::r14_negated_missing_is_false);
}

// R12 and the mutation of it.
bool lacks_a_value(const Facts& facts, const Test& test) {
    return takes_variables(test.how.family) &&
           std::any_of(test.values.begin(), test.values.end(), [&](const std::string& value) {
               return fill_in(facts, value, {test.variables, false}).without_value;
           });
}

Truth present_holds(const Facts& facts, const Test& test, const std::vector<std::string>& given) {
    for (const std::string& value : given) {
        if (!is_readable(test.how.family, value)) {
            return Truth::broken;
        }
    }
    if (facts.mutated(Mutation::r12_negated_needs_a_value) && test.how.negated && lacks_a_value(facts, test)) {
        return Truth::no;
    }
    const auto passes = [&](const std::string& value) { return value_passes(facts, test, value); };
    // A negated operator without ForAnyValue wants every value to differ.
    const bool every = test.for_all || (test.how.negated && !test.for_any);
    return truth(every ? std::all_of(given.begin(), given.end(), passes)
                       : std::any_of(given.begin(), given.end(), passes));
}

bool is_unknown(const Facts& facts, const Test& test, const Key& key) {
    bool unknown = key.state == Key::State::unknown;
    const bool compares = key.state == Key::State::present && takes_variables(test.how.family);
    for (const std::string& value : test.values) {
        unknown = unknown || (compares && fill_in(facts, value, {test.variables, false}).unknown);
    }
    return unknown;
}

std::string atom(const Test& test) {
    const std::set<std::string> values(test.values.begin(), test.values.end());
    nlohmann::json atom{{"operator", test.name}, {"key", lower(test.key)}, {"values", values}};
    for (const std::string& value : values) {
        if (!test.variables && value.find("${") != std::string::npos) {
            atom["variables"] = false;  // plain text in a policy of an old version: another test
        }
    }
    return atom.dump();
}

Truth test_holds(Facts& facts, const Test& test) {
    for (const std::string& value : test.values) {
        if (!is_policy_value(test.how.family, value)) {
            return Truth::broken;
        }
    }
    const Key key = facts.key(test.key);
    if (is_unknown(facts, test, key)) {
        return truth(facts.assume(atom(test)));
    }
    const bool missing = key.state == Key::State::absent || key.values.empty();
    if (test.how.family == Family::null) {
        return truth(null_holds(facts, test, missing));
    }
    return missing ? truth(missing_holds(facts, test)) : present_holds(facts, test, key.values);
}

}  // namespace

Truth condition_holds(Facts& facts, bool variables, const nlohmann::json& condition) {
    bool all = true;
    bool broken = false;
    for (const auto& [name, keys] : condition.items()) {
        for (const auto& [key, values] : keys.items()) {
            std::optional<Test> test = read_test(name, key, values);
            if (!test && facts.mutated(Mutation::r5_unknown_operator_holds)) {
                continue;
            }
            Truth one = Truth::broken;
            if (test) {
                test->variables = variables;
                one = test_holds(facts, *test);
            }
            all = all && one != Truth::no;
            broken = broken || one == Truth::broken;
        }
    }
    return !all ? Truth::no : broken ? Truth::broken : Truth::yes;
}

}  // namespace iamirror::oracle
