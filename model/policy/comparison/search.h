// Looks for a request that one side allows and the other does not, among all requests of a scene.
//
// Such a request is matched by a rule of each group of the one side and by none of its denies; and either a deny of the
// other side matches it, or no rule of one of the other's groups does. Each way to choose leaves rules that must match
// and rules that must not. Those that must not are taken one by one: the resource is outside, or a test fails.
#pragma once

#include <functional>
#include <string>

#include "model/policy/comparison/rule_space.h"

namespace iamirror::model {

// Requests that are all as wanted, as far as the search can tell.
struct Box {
    LanguageId actions = LanguageId::all;
    LanguageId resources = LanguageId::all;
    Demands demands;
};

// One kind of action, with what of each rule concerns it.
struct ActionCase {
    std::string name;  // of the catalogue; "": any of `actions`
    LanguageId actions = LanguageId::all;
    ResourceKind kind = ResourceKind::any;
    std::vector<RuleId> rules;             // ascending
    std::vector<LanguageId> rule_actions;  // beside them: those of `actions` that the rule names
};

enum class Finding { nothing, found, unsure };

class Search {
  public:
    // `try_box` says whether a request of the box is confirmed; it is called until it is.
    using TryBox = std::function<bool(const ActionCase&, const Box&, const std::vector<RuleId>& matching)>;
    Search(RuleSpace& space, LanguageTable& table, const Side& allowing, const Side& refusing, std::size_t& steps,
           TryBox try_box)
        : space_(space),
          table_(table),
          allowing_(allowing),
          refusing_(refusing),
          steps_(steps),
          try_box_(std::move(try_box)) {}

    // `steps` counts down over all searches; at nought the rest is unsure.
    Finding run(const ActionCase& action);
    bool is_out_of_steps() const { return steps_ == 0; }
    bool is_out_of_languages() const { return has_unknown_; }

  private:
    void choose(std::size_t group, const Box& box);
    void choose_refusal(const Box& box);
    void avoid(std::vector<RuleId> rules, const Box& box);
    void avoid_from(const std::vector<RuleId>& rules, std::size_t at, const Box& box);
    void avoid_one(const std::vector<RuleId>& rules, std::size_t at, const Box& box);
    bool match(RuleId rule, Box& box);
    bool can_match(RuleId rule, const Box& box);
    Box marked(const Box& box);
    void finish(const Box& box);
    bool is_over();
    bool has_same_resources(RuleId rule) const;
    bool is_certain(RuleId rule, const Box& box);
    std::vector<RuleId> relevant(const std::vector<RuleId>& rules) const;
    LanguageId actions_of(RuleId rule) const;
    LanguageId surely(RuleId rule) const;
    LanguageId usable(LanguageId id);

    RuleSpace& space_;
    LanguageTable& table_;
    const Side& allowing_;
    const Side& refusing_;
    std::size_t& steps_;
    TryBox try_box_;
    const ActionCase* case_ = nullptr;
    std::vector<RuleId> matching_;
    bool is_marked_ = false;
    bool is_found_ = false, is_unsure_ = false, has_unknown_ = false;
};

}  // namespace iamirror::model
