// One direction of a comparison: whether one side allows what the other does not.
#pragma once

#include <set>
#include <string>
#include <tuple>

#include "model/policy/compare.h"
#include "model/policy/comparison/action_cases.h"
#include "model/policy/comparison/witness.h"

namespace iamirror::model {

class Direction {
  public:
    // Layers as a witness is decided with, but for own policies of what is asked for; they and the table outlive it.
    Direction(const Layers& allowing, const Layers& refusing, ComparisonType type, const ComparisonLimits& limits,
              LanguageTable& table);
    Direction(const Direction&) = delete;
    Direction& operator=(const Direction&) = delete;

    Surplus run();

  private:
    struct Sides {
        Side allowing, refusing;
        ActionScope scope;
        std::vector<ActionCase> known;
        std::optional<std::vector<ActionCase>> unknown;
    };

    Decision decide(const AccessRequest& request, const Layers& layers) const;
    bool confirm(const AccessRequest& request);
    Sides& sides_of(const Scene& scene);
    void look_in(const Scene& scene);
    bool look_with(const Scene& scene, const VariableValues* values);
    bool look_at(Search& search, Sides& sides, bool is_known);
    void note_doubts(const Search& search, const RuleSpace& space, bool is_proof);
    std::string doubts() const;

    const Layers& allowing_;
    const Layers& refusing_;
    const ComparisonType type_;
    const ComparisonLimits limits_;
    LanguageTable& table_;
    std::size_t steps_;
    Rules rules_;
    std::map<std::tuple<bool, bool, ActionScope>, Sides> sides_;  // by consent, own policy and actions of the scene
    std::set<std::string> variables_, doubtful_keys_;
    WitnessMaker::IsWitness is_witness_;
    bool is_unsure_ = false, has_large_language_ = false;
    Surplus out_;
};

}  // namespace iamirror::model
