// Policies made ready for deciding many requests, and what is equal in them held once: patterns of actions, lists of
// resources and principals, Condition blocks, statements, whole documents. In an organization most documents are copies
// of few, as AWS's managed policies are.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/policy/compiled/action_facts.h"
#include "model/policy/compiled/action_finder.h"
#include "model/policy/compiled/action_table.h"
#include "model/policy/compiled/condition_block.h"
#include "model/policy/compiled/interned.h"
#include "model/policy/compiled/keys.h"
#include "model/policy/compiled/policy_index.h"
#include "model/policy/compiled/principal_list.h"
#include "model/policy/compiled/resource_list.h"
#include "model/policy/policy.h"

namespace iamirror::model::compiled {

// Grows with what is put into it and forgets nothing. Not for several threads at once, except through a const
// reference, which is all that deciding needs. `known` outlives it.
class Store {
  public:
    explicit Store(const Catalogue& known = catalogue());
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    Number add(const Policy& policy);
    Number add_text(std::string_view text);  // a name for the answer

    const CompiledPolicy& policy(Number number) const { return policies_.at(number); }
    const CompiledStatement& statement(Number number) const { return statements_.at(number); }
    const ActionSet& actions(Number number) const { return action_sets_[number]; }
    const OtherActions& others(Number number) const { return others_[number]; }
    const ActionTable& patterns() const { return patterns_; }
    const ResourceList& resources(Number number) const { return resources_.at(number); }
    const PrincipalList& principals(Number number) const { return principals_.at(number); }
    const ConditionBlock& conditions(Number number) const { return conditions_.at(number); }
    const std::string& text(Number number) const { return texts_.at(number); }
    const Keys& keys() const { return keys_; }
    const Catalogue& known() const { return patterns_.known(); }
    std::optional<ActionId> find_action(std::string_view name) const { return finder_.find(name); }
    const ActionFacts& facts(ActionId action) const { return facts_[action]; }

    struct Sizes {
        std::size_t policies, statements, action_sets, resource_lists, principal_lists, condition_blocks, keys;
    };
    Sizes sizes() const;  // how many different ones there are

  private:
    ResourceHead head_of(const CompiledStatement& statement) const;
    CompiledPolicy compile(const std::vector<PolicyEntry>& entries) const;
    CompiledStatement compile(const Statement& statement, bool has_variables);
    Number add(const Statement& statement, bool has_variables);
    Number add_actions(const Statement& statement);
    Number add_others(const Statement& statement);
    Number add_resources(const std::vector<std::string>& patterns, bool has_variables);

    Keys keys_;
    ActionTable patterns_;
    ActionFinder finder_;
    std::vector<ActionFacts> facts_;  // by action
    std::vector<ActionSet> action_sets_;
    std::unordered_multimap<std::size_t, Number> action_sets_by_hash_;
    std::vector<OtherActions> others_;
    Interned<ResourceList> resources_;
    Interned<PrincipalList> principals_;
    Interned<ConditionBlock> conditions_;
    Interned<CompiledStatement> statements_;
    Interned<std::string> texts_;
    Interned<CompiledPolicy> policies_;
};

}  // namespace iamirror::model::compiled
