// One decision: reads the layers, lets principal and resource agree, and tells who had a part in it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "model/policy/compiled/agreement.h"
#include "model/policy/compiled/evaluator.h"

namespace iamirror::model::compiled {

// Memory that outlives the decision.
struct Workplace {
    Scratch& scratch;
    LayerResults& results;
    std::string& access_point_arn;
    CompiledDecision& decision;
};

template <typename Algebra>
class Decider {
  public:
    Decider(const Store& store, const PreparedRequest& request, const CompiledLayers& layers, Algebra& algebra,
            const Workplace& work);
    void run();

  private:
    void find_arns();
    void read_layers();
    void read_principal_layers();
    void read_resource_policy();
    void read_access_point();
    Rules rules(bool has_principal) const;
    Rules resource_rules(std::span<const std::string_view> arns) const;

    bool is_account_of(std::string_view owner) const;
    Relation relation_to(std::string_view owner) const;
    std::string_view bucket_owner() const;
    std::string_view object_owner() const;
    bool is_blocked(bool is_public) const;
    PolicyGrants acl_grants() const;
    void add_acl(const CompiledAcl& acl, std::uint8_t wanted, bool ignores_groups, PolicyGrants& out) const;

    PrincipalSide principal_side() const;
    Granting bucket_side() const;
    Granting access_point_side() const;
    Formula may_take_access_point();
    Formula agreed();
    Formula demand(Formula allowed, Layer layer);

    void tell(Formula allowed, Formula denied);
    void tell_denying();
    void tell_allowing();

    const Store& store_;
    const PreparedRequest& request_;
    const CompiledLayers& layers_;
    Algebra& algebra_;
    Workplace work_;
    KeySource keys_;
    StatementMatcher<Algebra> matcher_;
    LayerReader<Algebra> reader_;
    std::array<std::string_view, 2> arns_;      // the bucket's or whatever resource it is, the access point's
    std::span<const std::string_view> usable_;  // of arns_: what the action can act on
    std::span<const std::string_view> of_resource_, of_access_point_;
    LayerBits by_ = 0, lacking_ = 0;
};

extern template class Decider<Booleans>;
extern template class Decider<Formulas>;

}  // namespace iamirror::model::compiled
