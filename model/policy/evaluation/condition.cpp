#include "model/policy/evaluation/condition.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/values.h"
#include "model/policy/evaluation/variable.h"

namespace iamirror::model {
namespace {

// A line of a Condition block: one operator, one key, its values.
struct Line {
    const std::string& name;
    const std::string& key;
    const std::vector<std::string>& values;
};

// A value of the policy when its variables are filled in.
struct Wanted {
    Glob glob;
    std::string_view text;
};

// "${" that is plain text in its policy, as one with variables would write it.
void escape_variables(std::string& text) {
    constexpr std::string_view begin = "${", escaped = "${$}{";
    for (std::size_t at = 0; (at = text.find(begin, at)) != std::string::npos; at += escaped.size())
        text.replace(at, begin.size(), escaped);
}

class Test {
  public:
    Test(const Line& line, const ConditionOperator& op, const Facts& facts, Formulas& formulas, FindingCodes& findings)
        : line_(line), op_(op), facts_(facts), formulas_(formulas), findings_(findings) {}

    Outcome run(bool has_variables) {
        const bool can_be_read = std::all_of(line_.values.begin(), line_.values.end(),
                                             [&](const std::string& text) { return is_readable(op_.kind, text); });
        if (!can_be_read) return {always, true};
        const KeyValues found = facts_.key(line_.key);
        if (found.state == KeyValues::State::unknown) return {unknown(has_variables), false};
        if (op_.kind == ValueKind::presence) return {truth(is_wanted_absent(found)), false};
        if (found.state == KeyValues::State::absent) return {truth(if_missing()), false};
        if (!fill_in(has_variables)) return {unknown(has_variables), false};
        return compare_all(found.values);
    }

  private:
    Formula unknown(bool has_variables) {
        ConditionTest test{line_.name, to_lower_ascii(line_.key), line_.values};
        if (!has_variables)
            for (std::string& value : test.values) escape_variables(value);
        std::sort(test.values.begin(), test.values.end());
        test.values.erase(std::unique(test.values.begin(), test.values.end()), test.values.end());
        return formulas_.test(test);
    }

    bool is_wanted_absent(const KeyValues& found) const {
        const bool is_absent = found.state == KeyValues::State::absent;
        return std::any_of(line_.values.begin(), line_.values.end(),
                           [&](const std::string& text) { return read_bool(text) == is_absent; });
    }

    bool if_missing() const {
        if (op_.if_exists || op_.quantifier == Quantifier::for_all_values) return true;
        return op_.is_negated && op_.quantifier == Quantifier::none;
    }

    // False where a variable is only known to the request. A value whose variable has none matches nothing.
    bool fill_in(bool has_variables) {
        const bool may_hold = has_variables && takes_variables(op_.kind);
        const bool has_wildcards = op_.kind == ValueKind::pattern || op_.kind == ValueKind::arn;
        for (const std::string& text : line_.values) {
            const Substituted filled = substitute(text, facts_, {may_hold, has_wildcards});
            if (filled.state == Substituted::State::unknown) return false;
            if (filled.state == Substituted::State::no_value) findings_.insert("variable_without_value");
            if (filled.state == Substituted::State::done) wanted_.push_back({filled.glob, text});
        }
        return true;
    }

    // Whether one value of the request passes: one of the policy's suffices, or, negated, none may match.
    std::optional<bool> passes(const std::string& value) const {
        bool is_met = false;
        for (const Wanted& wanted : wanted_) {
            const std::optional<bool> meets = compare(op_, wanted.glob, wanted.text, value);
            if (!meets) return std::nullopt;
            is_met = is_met || *meets;
        }
        return is_met != op_.is_negated;
    }

    // Without a quantifier several values of a request are taken as one that may be any of them: a positive operator
    // asks whether any passes, a negated one whether all do.
    Outcome compare_all(const std::vector<std::string>& values) const {
        const bool needs_all =
            op_.quantifier == Quantifier::for_all_values || (op_.quantifier == Quantifier::none && op_.is_negated);
        bool all = true, any = false;
        for (const std::string& value : values) {
            const std::optional<bool> passed = passes(value);
            if (!passed) return {always, true};
            all = all && *passed;
            any = any || *passed;
        }
        return {truth(needs_all ? all : any), false};
    }

    const Line& line_;
    const ConditionOperator& op_;
    const Facts& facts_;
    Formulas& formulas_;
    FindingCodes& findings_;
    std::vector<Wanted> wanted_;
};

}  // namespace

Outcome evaluate_conditions(const Conditions& conditions, const Facts& facts, bool has_variables, Formulas& formulas,
                            FindingCodes& findings) {
    Outcome out;
    for (const auto& [name, keys] : conditions) {
        const std::optional<ConditionOperator> op = find_operator(name);
        if (!op) findings.insert("unknown_operator");
        out.is_unreadable = out.is_unreadable || !op;
        if (!op) continue;
        for (const auto& [key, values] : keys) {
            const Line line{name, key, values};
            const Outcome one = Test(line, *op, facts, formulas, findings).run(has_variables);
            if (one.is_unreadable) findings.insert("unparsable_value");
            out.is_unreadable = out.is_unreadable || one.is_unreadable;
            out.when = formulas.both(out.when, one.when);
        }
    }
    return out;
}

}  // namespace iamirror::model
