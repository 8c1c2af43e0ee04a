#include "model/policy/expand.h"

#include "model/base/text.h"
#include "model/policy/action_glob.h"

namespace iamirror::model {

namespace {

std::string place_of(std::size_t statement) {
    return "Statement[" + std::to_string(statement) + ']';
}

ActionDoubt doubt_of(std::string_view pattern, const Catalogue& known) {
    const auto colon = pattern.find(':');
    if (colon == std::string_view::npos) return ActionDoubt::no_service;
    const auto service = pattern.substr(0, colon);
    if (ActionGlob{service}.is_literal() && !known.knows_service(service)) return ActionDoubt::unknown_service;
    return ActionGlob{pattern}.is_literal() ? ActionDoubt::unknown_action : ActionDoubt::matches_nothing;
}

std::string message_of(ActionDoubt doubt, std::string_view pattern, const Catalogue& known) {
    const auto quoted = '"' + printable(pattern) + '"';
    const auto dated = "the catalogue of " + std::string{known.date()};
    switch (doubt) {
        case ActionDoubt::no_service:
            return quoted + " has no service before a colon, so it names no action";
        case ActionDoubt::unknown_service:
            return quoted + ": " + dated + " does not know this service";
        case ActionDoubt::unknown_action:
            return quoted + ": " + dated + " does not know this action of the service";
        case ActionDoubt::matches_nothing:
            return quoted + " matches no action in " + dated;
        case ActionDoubt::no_action:
            return "neither Action nor NotAction, so it names no action";
        case ActionDoubt::both_elements:
            return "both Action and NotAction, which IAM refuses: it names no action here";
        case ActionDoubt::unknown_effect:
            break;
    }
    return "the Effect is neither Allow nor Deny, so it names no action";
}

// The actions of one effect, each with what named it first.
class Names {
  public:
    explicit Names(std::size_t size) : taken_(size) {}

    bool is_full() const { return count_ == taken_.size(); }

    void add(const NamedAction& named) {
        auto& place = taken_[named.action];
        if (place) return;
        place = named;
        ++count_;
    }

    std::vector<NamedAction> in_order() const {
        std::vector<NamedAction> out;
        out.reserve(count_);
        for (const auto& place : taken_)
            if (place) out.push_back(*place);
        return out;
    }

  private:
    std::vector<std::optional<NamedAction>> taken_;
    std::size_t count_ = 0;
};

class Expander {
  public:
    explicit Expander(const Catalogue& known) : known_(known), allowed_(known.size()), denied_(known.size()) {}

    void take(const Statement& statement, std::uint32_t index) {
        const bool is_allow = statement.effect == "Allow";
        const auto doubt = doubt_about(statement);
        if (doubt) return tell(*doubt, statement, place_of(index), "");
        auto& names = is_allow ? allowed_ : denied_;
        if (statement.action) take_actions(statement, index, names);
        if (statement.not_action) take_complement(statement, index, names);
    }

    NamedActions finish() && { return {allowed_.in_order(), denied_.in_order(), std::move(findings_)}; }

  private:
    static std::optional<ActionDoubt> doubt_about(const Statement& statement) {
        if (statement.effect != "Allow" && statement.effect != "Deny") return ActionDoubt::unknown_effect;
        if (statement.action && statement.not_action) return ActionDoubt::both_elements;
        if (!statement.action && !statement.not_action) return ActionDoubt::no_action;
        return std::nullopt;
    }

    void tell(ActionDoubt doubt, const Statement& statement, std::string place, const std::string& pattern) {
        findings_.push_back({doubt, statement.effect, std::move(place), pattern, message_of(doubt, pattern, known_)});
    }

    // The actions of one pattern; a finding where there are none.
    std::vector<ActionId> expand_one(const Statement& statement, const std::string& pattern, const std::string& place) {
        auto ids = known_.expand(pattern);
        if (ids.empty()) tell(doubt_of(pattern, known_), statement, place, pattern);
        return ids;
    }

    void take_actions(const Statement& statement, std::uint32_t index, Names& names) {
        for (std::uint32_t entry = 0; entry < statement.action->size(); ++entry) {
            const auto place = place_of(index) + ".Action[" + std::to_string(entry) + ']';
            const auto ids = expand_one(statement, (*statement.action)[entry], place);
            if (names.is_full()) continue;
            for (const auto id : ids) names.add({id, index, entry});
        }
    }

    void take_complement(const Statement& statement, std::uint32_t index, Names& names) {
        std::vector<bool> left_out(names.is_full() ? 0 : known_.size());
        for (std::size_t entry = 0; entry < statement.not_action->size(); ++entry) {
            const auto place = place_of(index) + ".NotAction[" + std::to_string(entry) + ']';
            const auto ids = expand_one(statement, (*statement.not_action)[entry], place);
            if (names.is_full()) continue;
            for (const auto id : ids) left_out[id] = true;
        }
        for (ActionId id = 0; id < left_out.size(); ++id)
            if (!left_out[id]) names.add({id, index, whole_list});
    }

    const Catalogue& known_;
    Names allowed_, denied_;
    std::vector<ActionFinding> findings_;
};

}  // namespace

std::string_view name(ActionDoubt doubt) {
    switch (doubt) {
        case ActionDoubt::no_service:
            return "no_service";
        case ActionDoubt::unknown_service:
            return "unknown_service";
        case ActionDoubt::unknown_action:
            return "unknown_action";
        case ActionDoubt::matches_nothing:
            return "matches_nothing";
        case ActionDoubt::no_action:
            return "no_action";
        case ActionDoubt::both_elements:
            return "both_elements";
        case ActionDoubt::unknown_effect:
            break;
    }
    return "unknown_effect";
}

NamedActions expand(const Policy& policy, const Catalogue& known) {
    Expander expander{known};
    for (std::uint32_t i = 0; i < policy.statements.size(); ++i) expander.take(policy.statements[i], i);
    return std::move(expander).finish();
}

std::string_view pattern_of(const Policy& policy, const NamedAction& named) {
    if (named.entry == whole_list) return "NotAction";
    return (*policy.statements[named.statement].action)[named.entry];
}

}  // namespace iamirror::model
