#include "model/policy/evaluate.h"

#include <algorithm>
#include <map>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/catalogue.h"
#include "model/policy/evaluation/consent.h"
#include "model/policy/evaluation/layer_result.h"
#include "model/policy/evaluation/resource_kind.h"
#include "model/policy/evaluation/s3_access.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

bool is_outsider(const RequestPrincipal& principal) {
    return principal.kind == Kind::service || principal.kind == Kind::provider || principal.kind == Kind::anonymous;
}

class Evaluation {
  public:
    Evaluation(const AccessRequest& request, const Layers& layers)
        : request_(request),
          layers_(layers),
          facts_(request, layers.access_point ? layers.access_point->arn : "",
                 layers.access_point ? layers.access_point->network_origin : ""),
          bucket_arn_(resource_of(request.action, request.resource.arn)),
          bench_{facts_, formulas_, decision_.findings} {}

    Decision run() {
        decision_.findings = {};
        if (!catalogue().find(request_.action)) decision_.findings.insert("unknown_action");
        read_layers();
        Formula allowed = agreed();
        allowed = demand(allowed, "scp");
        allowed = demand(allowed, "endpoint");
        Formula denied = never;
        for (const auto& [name, result] : results_) denied = formulas_.either(denied, result.deny);
        decide(formulas_.both(allowed, formulas_.negation(denied)), denied);
        return std::move(decision_);
    }

  private:
    // ---- what each layer says

    void read_layers() {
        const RequestPrincipal& principal = request_.principal;
        const bool has_identity = !is_outsider(principal) && principal.kind != Kind::root;
        const LayerRules own{.arns = both_arns()};
        LayerRules with_principal = own;
        with_principal.has_principal = true;
        if (has_identity) {
            read("identity", layers_.identity, own);
            if (layers_.boundary) read("permissions_boundary", *layers_.boundary, own);
            if (layers_.session) read("session", *layers_.session, own);
        }
        if (layers_.endpoint) read("endpoint", *layers_.endpoint, with_principal);
        const bool is_exempt = is_service_linked(principal);
        if (layers_.service_control && !is_exempt && !is_outsider(principal))
            results_["scp"] = read_levels("scp", *layers_.service_control, own, bench_);
        // RCPFullAWSAccess cannot be detached, so that only what denies counts.
        // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
        if (layers_.resource_control && !is_exempt && is_under_resource_control(request_.action))
            results_["rcp"] = read_levels("rcp", *layers_.resource_control, with_principal, bench_);
        if (layers_.resource) read_resource_policy();
        if (layers_.access_point) read_access_point();
    }

    void read(const std::string& layer, const Policies& policies, const LayerRules& rules) {
        results_[layer] = read_policies(layer, policies, rules, bench_);
    }

    void read_one(const std::string& layer, const Policy& policy, const std::string& arn) {
        LayerResult result{.layer = layer};
        read_policy("", policy, resource_rules(arn), bench_, result);
        results_[layer] = std::move(result);
    }

    LayerRules resource_rules(const std::string& arn) const {
        return {.has_principal = true,
                .has_resource = !is_trust() && arn_segment(request_.resource.arn, 2) != "ecr",
                .never_spares = layers_.boundary.has_value(),
                .arns = usable({arn})};
    }

    // The owner's root user can always read, mend and remove a bucket's policy, whatever it denies.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
    void read_resource_policy() {
        read_one("resource", *layers_.resource, bucket_arn_);
        const std::string action = to_lower_ascii(request_.action);
        const bool is_of_policy =
            action == "s3:getbucketpolicy" || action == "s3:putbucketpolicy" || action == "s3:deletebucketpolicy";
        if (!is_of_policy || request_.principal.kind != Kind::root) return;
        if (request_.principal.account != bucket_owner(layers_, facts_)) return;
        results_["resource"].deny = never;
        results_["resource"].denying.clear();
    }

    void read_access_point() {
        decision_.findings.insert("access_point_arn");
        if (!layers_.access_point->policy) return;
        read_one("access_point", *layers_.access_point->policy, access_point_arn());
    }

    // ---- what the request is about

    std::string access_point_arn() const {
        const std::string_view resource = arn_segment(request_.resource.arn, 5);
        const std::size_t slash = resource.find('/');
        if (bucket_arn_ == "*") return "*";
        if (slash == std::string_view::npos) return layers_.access_point->arn;
        return layers_.access_point->arn + "/object/" + std::string(resource.substr(slash + 1));
    }

    // Those that the action can act on at all.
    std::vector<std::string> usable(std::vector<std::string> arns) const {
        std::erase_if(arns, [&](const std::string& arn) { return !can_act_on(request_.action, arn); });
        return arns;
    }

    std::vector<std::string> both_arns() const {
        if (!layers_.access_point) return usable({bucket_arn_});
        return usable({bucket_arn_, access_point_arn()});
    }

    bool is_trust() const { return is_of_trust(request_.action, request_.resource.arn); }

    // ---- who must agree

    Formula allow_of(const std::string& layer, Formula if_absent) const {
        const auto found = results_.find(layer);
        return found == results_.end() ? if_absent : found->second.allow;
    }

    PrincipalSide principal_side() const {
        if (request_.principal.kind == Kind::root) return {.identity = always};
        const bool is_federated = request_.principal.kind == Kind::federated_user;
        return {.identity = allow_of("identity", never),
                .boundary = allow_of("permissions_boundary", always),
                .session = allow_of("session", is_federated ? never : always)};
    }

    Relation relation_to(const std::string& owner) const {
        if (is_outsider(request_.principal)) return Relation::outsider;
        return request_.principal.account == owner ? Relation::same_account : Relation::cross_account;
    }

    Grants grants_of(const std::string& layer) const {
        const auto found = results_.find(layer);
        return found == results_.end() ? Grants{} : found->second.grants;
    }

    // The settings of bucket and access point add up.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
    bool is_restricted(const std::optional<Policy>& policy, bool is_of_access_point) const {
        const bool restricts = (layers_.bucket && layers_.bucket->block.restrict_public_buckets) ||
                               (layers_.access_point && layers_.access_point->block.restrict_public_buckets);
        if (!restricts || !policy || request_.principal.kind == Kind::service) return false;
        return !is_of_an_owner() && is_public(*policy, is_of_access_point);
    }
    bool is_of_an_owner() const {
        if (is_outsider(request_.principal)) return false;
        const std::string& account = request_.principal.account;
        return account == bucket_owner(layers_, facts_) ||
               (layers_.access_point && account == arn_segment(layers_.access_point->arn, 4));
    }

    static void drop(ResourceSide& side) {
        side.was_blocked = side.policy.account != never || side.policy.role != never || side.policy.direct != never;
        side.policy = {};
    }

    ResourceSide resource_side() const {
        const bool is_object = arn_segment(request_.resource.arn, 5).find('/') != std::string_view::npos;
        const std::string bucket = bucket_owner(layers_, facts_);
        const std::string owner = is_object ? object_owner(layers_, facts_) : bucket;
        ResourceSide side{.layer = "resource",
                          .policy = grants_of("resource"),
                          .relation = relation_to(owner),
                          .must_consent = needs_own_policy(request_.action, request_.resource.arn)};
        const PrincipalMatch acl = match_acl(layers_, facts_);
        side.acl = {.account = truth(acl.account), .direct = truth(acl.direct)};
        if (is_restricted(layers_.resource, false)) drop(side);
        if (owner != bucket) {
            side.layer = "acl";
            side.policy = {};
        }
        return side;
    }

    ResourceSide access_point_side() const {
        const AccessPointSettings& point = *layers_.access_point;
        const std::string owner(arn_segment(point.arn, 4));
        ResourceSide side{.layer = "access_point", .policy = grants_of("access_point"), .relation = relation_to(owner)};
        if (point.network_origin != "VPC" && is_restricted(point.policy, true)) drop(side);
        return side;
    }

    // Nobody unnamed, nothing in the clear, and from its VPC only where it is bound to one.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations.html
    Formula may_take_access_point() {
        if (request_.principal.kind == Kind::anonymous) return never;
        const KeyValues secure = facts_.key("aws:SecureTransport");
        if (secure.state == KeyValues::State::present && secure.values == std::vector<std::string>{"false"})
            return never;
        if (layers_.access_point->network_origin != "VPC") return always;
        Formula out = never;
        for (const char* name : {"aws:sourcevpc", "aws:sourcevpce"}) {
            const KeyValues values = facts_.key(name);
            if (values.state == KeyValues::State::present) return always;
            if (values.state == KeyValues::State::unknown)
                out = formulas_.either(out, formulas_.test({"Null", name, {"false"}}));
        }
        return out;
    }

    // Principal and resource agree; through an access point it and the bucket both must.
    Formula agreed() {
        const PrincipalSide own = principal_side();
        const Consent bucket = consent(own, resource_side(), formulas_);
        by_ = bucket.by;
        lacking_ = bucket.lacking;
        if (!layers_.access_point) return bucket.allowed;
        const Consent point = consent(own, access_point_side(), formulas_);
        by_.insert(point.by.begin(), point.by.end());
        lacking_.insert(point.lacking.begin(), point.lacking.end());
        const Formula may = may_take_access_point();
        if (may == never) lacking_.insert("access_point");
        return formulas_.both(may, formulas_.both(bucket.allowed, point.allowed));
    }

    Formula demand(Formula allowed, const std::string& layer) {
        const Formula wanted = allow_of(layer, always);
        if (wanted == never) lacking_.insert(layer);
        return formulas_.both(allowed, wanted);
    }

    // ---- the answer

    void decide(Formula allowed, Formula denied) {
        if (formulas_.is_too_large()) {
            decision_.findings.insert("condition_too_large");
            decision_.verdict = Verdict::allowed_if;
        } else if (allowed == never) {
            decision_.denial = denied == always ? Denial::explicit_deny : Denial::implicit;
        } else {
            decision_.verdict = allowed == always ? Verdict::allowed : Verdict::allowed_if;
            if (allowed != always) decision_.condition = formulas_.products(allowed);
            if (allowed != always && !decision_.condition) decision_.findings.insert("condition_too_large");
        }
        if (decision_.denial == Denial::explicit_deny) {
            tell_denying();
        } else if (decision_.denial == Denial::implicit) {
            tell_lacking();
        } else {
            tell_allowing();
        }
    }

    void tell_denying() {
        for (const auto& [name, result] : results_) {
            if (result.deny == never) continue;
            decision_.by.push_back(name);
            tell(result.denying);
        }
    }

    // Where nothing lacks, what allows and what denies depend on the same tests.
    void tell_lacking() {
        decision_.by.assign(lacking_.begin(), lacking_.end());
        if (lacking_.empty()) tell_denying();
    }

    void tell_allowing() {
        decision_.by.assign(by_.begin(), by_.end());
        for (const std::string& name : decision_.by)
            if (const auto found = results_.find(name); found != results_.end()) tell(found->second.allowing);
    }

    void tell(const std::vector<DecidingStatement>& statements) {
        decision_.statements.insert(decision_.statements.end(), statements.begin(), statements.end());
    }

    const AccessRequest& request_;
    const Layers& layers_;
    Facts facts_;
    std::string bucket_arn_;
    Formulas formulas_;
    Decision decision_;
    Workbench bench_;
    std::map<std::string, LayerResult> results_;
    std::set<std::string> by_, lacking_;
};

}  // namespace

Decision evaluate(const AccessRequest& request, const Layers& layers) {
    return Evaluation(request, layers).run();
}

}  // namespace iamirror::model
