// A request out of a box, as a person would write it; that it is one, the direct evaluator says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/comparison/search.h"

namespace iamirror::model {

class WitnessMaker {
  public:
    using IsWitness = std::function<bool(const AccessRequest&)>;
    // All outlive it.
    WitnessMaker(const Rules& rules, const Scene& scene, const VariableValues& values, RuleSpace& space,
                 LanguageTable& table, const IsWitness& is_witness)
        : rules_(rules), scene_(scene), values_(values), space_(space), table_(table), is_witness_(is_witness) {}

    // One that is confirmed, and needs every key of its context. nullopt: none of a few was.
    std::optional<AccessRequest> make(const ActionCase& action, const Box& box, const std::vector<RuleId>& matching);

  private:
    std::optional<std::string> action_of(const ActionCase& action, const Box& box, const std::vector<RuleId>& matching);
    std::vector<std::string> resources_of(const std::string& action, const Box& box,
                                          const std::vector<RuleId>& matching, const std::string& account);
    std::vector<RequestPrincipal> principals(const Box& box, const std::string& account);
    std::string account_of(const Box& box, const std::string& fallback);
    bool is_demanded(const Box& box, const std::string& key) const;
    std::string asked(const Box& box, const std::string& key, const std::vector<std::string>& wishes);
    RequestContext context(const Box& box);
    void shrink(AccessRequest& request) const;

    const Rules& rules_;
    const Scene& scene_;
    const VariableValues& values_;
    RuleSpace& space_;
    LanguageTable& table_;
    const IsWitness& is_witness_;
};

}  // namespace iamirror::model
