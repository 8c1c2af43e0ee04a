#include <algorithm>

#include "model/policy/compiled/condition_block.h"

namespace iamirror::model::compiled {
namespace {

using State = LineResult::State;

State state_of(bool holds) {
    return holds ? State::yes : State::no;
}

// What a key's values come to: none of them being enough, or all being needed, by the operator.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
class Tally {
  public:
    explicit Tally(const ConditionOperator& op)
        : needs_all_(op.quantifier == Quantifier::for_all_values ||
                     (op.quantifier == Quantifier::none && op.is_negated)),
          is_negated_(op.is_negated) {}

    void add(bool is_met) {
        const bool passes = is_met != is_negated_;
        all_ = all_ && passes;
        any_ = any_ || passes;
    }
    State result() const { return state_of(needs_all_ ? all_ : any_); }

  private:
    bool needs_all_, is_negated_, all_ = true, any_ = false;
};

template <typename Value>
bool holds(Comparison comparison, const Value& value, const Value& wanted) {
    switch (comparison) {
        case Comparison::equal:
            return value == wanted;
        case Comparison::less:
            return value < wanted;
        case Comparison::less_or_equal:
            return value <= wanted;
        case Comparison::greater:
            return value > wanted;
        case Comparison::greater_or_equal:
            return value >= wanted;
    }
    return false;
}

// Values that have to be read first: one that cannot be leaves the line open, unless nothing is compared with it.
template <typename Value, typename Read, typename Meets>
State compare_read(const ConditionOperator& op, const KeyView& found, const std::vector<Value>& wanted, Read read,
                   Meets meets) {
    Tally tally(op);
    for (const std::string& text : found.values) {
        const auto value = read(text);
        if (!value && !wanted.empty()) return State::unreadable;
        tally.add(std::any_of(wanted.begin(), wanted.end(), [&](const Value& one) { return meets(*value, one); }));
    }
    return tally.result();
}

class Comparing {
  public:
    Comparing(const ConditionLine& line, const KeySource& source, const KeyView& found, std::u32string& scratch)
        : line_(line), source_(source), found_(found), scratch_(scratch) {}

    LineResult operator()(const std::vector<TextPattern>& wanted) const {
        Tally tally(line_.op);
        for (const std::string& value : found_.values)
            tally.add(std::any_of(wanted.begin(), wanted.end(),
                                  [&](const TextPattern& pattern) { return pattern.matches(value); }));
        return {tally.result()};
    }

    // A variable only the request knows leaves the line open, and what comes behind it is not looked at.
    LineResult operator()(const std::vector<TextTemplate>& wanted) const {
        LineResult out;
        for (const TextTemplate& text : wanted) {
            const Filling filling = fill_in(text, source_, scratch_);
            out.lacks_value = out.lacks_value || filling == Filling::no_value;
            out.state = State::unknown;
            if (filling == Filling::unknown) return out;
        }
        Tally tally(line_.op);
        for (const std::string& value : found_.values) {
            tally.add(std::any_of(wanted.begin(), wanted.end(),
                                  [&](const TextTemplate& text) { return is_filled_match(text, value); }));
        }
        out.state = tally.result();
        return out;
    }

    LineResult operator()(const std::vector<Decimal>& wanted) const { return {ordered(wanted, read_decimal)}; }
    LineResult operator()(const std::vector<std::int64_t>& wanted) const { return {ordered(wanted, read_date)}; }
    LineResult operator()(const std::vector<char>& wanted) const { return {ordered(wanted, read_bool)}; }
    LineResult operator()(const std::vector<std::string>& wanted) const { return {ordered(wanted, read_base64)}; }
    LineResult operator()(const std::vector<Network>& wanted) const {
        return {compare_read(line_.op, found_, wanted, read_network,
                             [](const Network& value, const Network& one) { return one.contains(value); })};
    }

  private:
    bool is_filled_match(const TextTemplate& text, const std::string& value) const {
        if (fill_in(text, source_, scratch_) != Filling::done) return false;
        if (line_.op.kind == ValueKind::arn) make_for_arns(scratch_);
        return matches(scratch_, line_.op.kind == ValueKind::text_without_case, value);
    }

    template <typename Value, typename Read>
    State ordered(const std::vector<Value>& wanted, Read read) const {
        return compare_read(line_.op, found_, wanted, read, [&](const Value& value, const Value& one) {
            return holds(line_.op.comparison, value, one);
        });
    }

    const ConditionLine& line_;
    const KeySource& source_;
    const KeyView& found_;
    std::u32string& scratch_;
};

bool holds_if_missing(const ConditionOperator& op) {
    if (op.if_exists || op.quantifier == Quantifier::for_all_values) return true;
    return op.is_negated && op.quantifier == Quantifier::none;
}

bool is_wanted_absent(const ConditionLine& line, bool is_absent) {
    const auto& wanted = std::get<std::vector<char>>(line.values);
    return std::find(wanted.begin(), wanted.end(), static_cast<char>(is_absent)) != wanted.end();
}

}  // namespace

LineResult compare(const ConditionLine& line, const KeySource& source, std::u32string& scratch) {
    if (!line.is_readable) return {State::unreadable};
    const KeyView found = source.at(line.key);
    if (found.state == KeyValues::State::unknown) return {State::unknown};
    const bool is_absent = found.state == KeyValues::State::absent;
    if (line.op.kind == ValueKind::presence) return {state_of(is_wanted_absent(line, is_absent))};
    if (is_absent) return {state_of(holds_if_missing(line.op))};
    return std::visit(Comparing(line, source, found, scratch), line.values);
}

}  // namespace iamirror::model::compiled
