#include "model/policy/compiled/decider.h"

#include "model/policy/compiled/findings.h"

namespace iamirror::model::compiled {
namespace {

using Kind = RequestPrincipal::Kind;

KeySource source_of(const PreparedRequest& request, const CompiledLayers& layers) {
    KeySource out{.entries = request.keys(), .is_open = request.request().is_open};
    out.of_access_point.fill({nullptr, 0, true});
    if (layers.access_point) out.of_access_point = layers.access_point->keys();
    return out;
}

// Reads, writes and removes a bucket's policy whatever it denies: the owner's root user.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
void drop_denials(LayerSays& says, std::vector<DecidingNumber>& denying) {
    says.deny = never;
    denying.resize(says.denying_begin);
    says.denying_end = says.denying_begin;
}

}  // namespace

template <typename Algebra>
Decider<Algebra>::Decider(const Store& store, const PreparedRequest& request, const CompiledLayers& layers,
                          Algebra& algebra, const Workplace& work)
    : store_(store),
      request_(request),
      layers_(layers),
      algebra_(algebra),
      work_(work),
      keys_(source_of(request, layers)),
      matcher_(store, request, keys_, algebra, work.scratch),
      reader_(store, layers, matcher_, work.results) {}

template <typename Algebra>
void Decider<Algebra>::run() {
    if (!request_.action()) matcher_.findings = unknown_action;
    find_arns();
    read_layers();
    Formula allowed = agreed();
    allowed = demand(allowed, Layer::service_control);
    allowed = demand(allowed, Layer::endpoint);
    Formula denied = never;
    for (const LayerSays& says : work_.results.says)
        if (says.is_present) denied = algebra_.either(denied, says.deny);
    tell(algebra_.both(allowed, algebra_.negation(denied)), denied);
}

// ---- what each layer says

// Through an access point its ARN and the bucket's both count, as far as the action can act on them.
template <typename Algebra>
void Decider<Algebra>::find_arns() {
    arns_[0] = request_.arn();
    std::size_t count = 1;
    if (layers_.access_point) {
        std::string& arn = work_.access_point_arn;
        const std::string_view part = request_.resource_part();
        const std::size_t slash = part.find('/');
        arn.assign(request_.arn() == "*" ? std::string_view("*") : std::string_view(layers_.access_point->arn));
        if (slash != std::string_view::npos && request_.arn() != "*")
            arn.append("/object/").append(part.substr(slash + 1));
        arns_[count++] = arn;
    }
    const bool is_first = request_.can_act_on_resource();
    const bool is_second = count == 2 && request_.can_act_on(arns_[1]);
    const std::span<const std::string_view> all(arns_);
    usable_ = all.subspan(is_first ? 0 : 1, (is_first ? 1U : 0U) + (is_second ? 1U : 0U));
    of_resource_ = all.first(is_first ? 1 : 0);
    of_access_point_ = all.subspan(1, is_second ? 1 : 0);
}

template <typename Algebra>
Rules Decider<Algebra>::rules(bool has_principal) const {
    return {rules_bit(has_principal, true), has_principal, false, usable_};
}

template <typename Algebra>
Rules Decider<Algebra>::resource_rules(std::span<const std::string_view> arns) const {
    const bool has_resource = !request_.is_trust() && !request_.is_of_registry();
    return {rules_bit(true, has_resource), true, layers_.boundary.has_value(), arns};
}

template <typename Algebra>
void Decider<Algebra>::read_layers() {
    read_principal_layers();
    if (layers_.endpoint) reader_.read(Layer::endpoint, *layers_.endpoint, rules(true));
    const bool is_exempt = request_.is_service_linked();
    if (layers_.service_control && !is_exempt && !request_.is_outsider())
        reader_.read(Layer::service_control, *layers_.service_control, rules(false));
    if (layers_.resource_control && !is_exempt && request_.facts().is_under_resource_control)
        reader_.read(Layer::resource_control, *layers_.resource_control, rules(true));
    if (layers_.resource) read_resource_policy();
    if (layers_.access_point) read_access_point();
}

template <typename Algebra>
void Decider<Algebra>::read_principal_layers() {
    if (request_.is_outsider() || request_.request().principal.kind == Kind::root) return;
    reader_.read(Layer::identity, layers_.identity, rules(false));
    if (layers_.boundary) reader_.read(Layer::boundary, *layers_.boundary, rules(false));
    if (layers_.session) reader_.read(Layer::session, *layers_.session, rules(false));
}

template <typename Algebra>
void Decider<Algebra>::read_resource_policy() {
    reader_.read(Layer::resource, *layers_.resource, resource_rules(of_resource_));
    const RequestPrincipal& principal = request_.request().principal;
    if (request_.facts().is_of_bucket_policy && principal.kind == Kind::root && principal.account == bucket_owner())
        drop_denials(work_.results.of(Layer::resource), work_.results.denying);
}

template <typename Algebra>
void Decider<Algebra>::read_access_point() {
    matcher_.findings = static_cast<Findings>(matcher_.findings | access_point_finding);
    if (layers_.access_point_policy)
        reader_.read(Layer::access_point, *layers_.access_point_policy, resource_rules(of_access_point_));
}

// ---- whose it is, and what is public

template <typename Algebra>
std::string_view Decider<Algebra>::bucket_owner() const {
    if (layers_.bucket && !layers_.bucket->owner.empty()) return layers_.bucket->owner;
    return request_.resource_account();
}

template <typename Algebra>
std::string_view Decider<Algebra>::object_owner() const {
    const bool is_told = layers_.object && !layers_.object->owner.empty();
    return is_told && layers_.bucket && layers_.bucket->has_acls ? layers_.object->owner : bucket_owner();
}

template <typename Algebra>
bool Decider<Algebra>::is_account_of(std::string_view owner) const {
    return !request_.is_outsider() && request_.request().principal.account == owner;
}

template <typename Algebra>
Relation Decider<Algebra>::relation_to(std::string_view owner) const {
    if (request_.is_outsider()) return Relation::outsider;
    return is_account_of(owner) ? Relation::same_account : Relation::cross_account;
}

// The settings of bucket and access point add up.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
template <typename Algebra>
bool Decider<Algebra>::is_blocked(bool is_public) const {
    const bool restricts = (layers_.bucket && layers_.bucket->restricts_public) ||
                           (layers_.access_point && layers_.access_point->restricts_public);
    if (!restricts || !is_public || request_.request().principal.kind == Kind::service) return false;
    return !is_account_of(bucket_owner()) && !(layers_.access_point && is_account_of(layers_.access_point->account));
}

template <typename Algebra>
void Decider<Algebra>::add_acl(const CompiledAcl& acl, std::uint8_t wanted, bool ignores_groups,
                               PolicyGrants& out) const {
    using enum CompiledAcl::Grant::Grantee;
    const RequestPrincipal& principal = request_.request().principal;
    for (const CompiledAcl::Grant& grant : acl.grants) {
        if ((grant.permissions & wanted) == 0) continue;
        const bool is_own = grant.grantee == account && grant.account == principal.account;
        const bool has_account = !principal.account.empty();
        // Any AWS account, or the one that is named: it still has to let its own people in.
        if ((grant.grantee == authenticated && !ignores_groups && has_account) || (is_own && has_account))
            out.account = always;
        if ((grant.grantee == everyone && !ignores_groups) || (is_own && principal.kind == Kind::root) ||
            (grant.grantee == log_delivery && principal.name == "logging.s3.amazonaws.com"))
            out.direct = always;
    }
}

template <typename Algebra>
PolicyGrants Decider<Algebra>::acl_grants() const {
    PolicyGrants out;
    if (!layers_.bucket || !layers_.bucket->has_acls) return out;
    const bool ignores_groups =
        layers_.bucket->ignores_public_acls || (layers_.access_point && layers_.access_point->ignores_public_acls);
    add_acl(layers_.bucket->acl, request_.facts().bucket_acl, ignores_groups, out);
    if (layers_.object) add_acl(layers_.object->acl, request_.facts().object_acl, ignores_groups, out);
    return out;
}

// ---- who must agree

template <typename Algebra>
PrincipalSide Decider<Algebra>::principal_side() const {
    const Kind kind = request_.request().principal.kind;
    if (kind == Kind::root) return {.identity = always};
    const auto allow = [&](Layer layer, Formula if_absent) {
        const LayerSays& says = work_.results.of(layer);
        return says.is_present ? says.allow : if_absent;
    };
    return {.identity = allow(Layer::identity, never),
            .boundary = allow(Layer::boundary, always),
            .session = allow(Layer::session, kind == Kind::federated_user ? never : always)};
}

template <typename Algebra>
Granting Decider<Algebra>::bucket_side() const {
    const std::string_view bucket = bucket_owner(), owner = request_.is_object() ? object_owner() : bucket;
    Granting side{.policy = work_.results.of(Layer::resource).grants,
                  .acl = acl_grants(),
                  .relation = relation_to(owner),
                  .must_consent = request_.is_trust() || request_.is_of_key()};
    if (is_blocked(layers_.is_resource_public)) {
        side.was_blocked = !side.policy.is_empty();
        side.policy = {};
    }
    if (owner == bucket) return side;
    // Of an object that another account wrote the bucket's policy can only deny.
    side.layer = Layer::acl;
    side.policy = {};
    return side;
}

template <typename Algebra>
Granting Decider<Algebra>::access_point_side() const {
    const CompiledAccessPoint& point = *layers_.access_point;
    Granting side{.layer = Layer::access_point,
                  .policy = work_.results.of(Layer::access_point).grants,
                  .relation = relation_to(point.account)};
    if (point.network_origin != "VPC" && is_blocked(point.is_public)) {
        side.was_blocked = !side.policy.is_empty();
        side.policy = {};
    }
    return side;
}

// Nobody unnamed, nothing in the clear, and from its VPC only where it is bound to one.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations.html
template <typename Algebra>
Formula Decider<Algebra>::may_take_access_point() {
    if (request_.request().principal.kind == Kind::anonymous) return never;
    const KeyView secure = keys_.at(KnownKey::secure_transport);
    if (secure.values.size() == 1 && secure.values.front() == "false") return never;
    if (layers_.access_point->network_origin != "VPC") return always;
    Formula out = never;
    for (const KnownKey key : {KnownKey::source_vpc, KnownKey::source_vpc_endpoint}) {
        const KeyView found = keys_.at(key);
        if (found.state == KeyValues::State::present) return always;
        if (found.state != KeyValues::State::unknown) continue;
        const char* name = key == KnownKey::source_vpc ? "aws:sourcevpc" : "aws:sourcevpce";
        out = algebra_.either(out, test(algebra_, {"Null", name, {"false"}}));
    }
    return out;
}

template <typename Algebra>
Formula Decider<Algebra>::agreed() {
    const PrincipalSide own = principal_side();
    const Agreement bucket = agree(own, bucket_side(), algebra_);
    by_ = bucket.by;
    lacking_ = bucket.lacking;
    if (!layers_.access_point) return bucket.allowed;
    const Agreement point = agree(own, access_point_side(), algebra_);
    const Formula may = may_take_access_point();
    by_ = static_cast<LayerBits>(by_ | point.by);
    lacking_ = static_cast<LayerBits>(lacking_ | point.lacking | (may == never ? bit(Layer::access_point) : 0));
    return algebra_.both(may, algebra_.both(bucket.allowed, point.allowed));
}

template <typename Algebra>
Formula Decider<Algebra>::demand(Formula allowed, Layer layer) {
    const LayerSays& says = work_.results.of(layer);
    if (!says.is_present) return allowed;
    if (says.allow == never) lacking_ = static_cast<LayerBits>(lacking_ | bit(layer));
    return algebra_.both(allowed, says.allow);
}

// ---- the answer

template <typename Algebra>
void Decider<Algebra>::tell(Formula allowed, Formula denied) {
    CompiledDecision& out = work_.decision;
    out.verdict = Verdict::denied;
    out.denial = Denial::none;
    out.by = 0;
    out.condition = allowed;
    out.statements.clear();
    if (algebra_.is_too_large()) {
        matcher_.findings = static_cast<Findings>(matcher_.findings | condition_too_large);
        out.verdict = Verdict::allowed_if;
    } else if (allowed == never) {
        out.denial = denied == always ? Denial::explicit_deny : Denial::implicit;
    } else {
        out.verdict = allowed == always ? Verdict::allowed : Verdict::allowed_if;
    }
    out.findings = matcher_.findings;
    if (out.denial == Denial::none) return tell_allowing();
    if (out.denial == Denial::implicit) out.by = lacking_;
    // Where nothing lacks, what allows and what denies depend on the same tests.
    if (out.by == 0) tell_denying();
}

template <typename Algebra>
void Decider<Algebra>::tell_denying() {
    CompiledDecision& out = work_.decision;
    const LayerResults& results = work_.results;
    for (std::size_t i = 0; i < layer_count; ++i) {
        const LayerSays& says = results.says[i];
        if (says.deny == never) continue;
        out.by = static_cast<LayerBits>(out.by | bit(static_cast<Layer>(i)));
        out.statements.insert(out.statements.end(), results.denying.begin() + says.denying_begin,
                              results.denying.begin() + says.denying_end);
    }
}

template <typename Algebra>
void Decider<Algebra>::tell_allowing() {
    CompiledDecision& out = work_.decision;
    const LayerResults& results = work_.results;
    out.by = by_;
    for (std::size_t i = 0; i < layer_count; ++i) {
        const LayerSays& says = results.says[i];
        if ((by_ & bit(static_cast<Layer>(i))) == 0) continue;
        out.statements.insert(out.statements.end(), results.allowing.begin() + says.allowing_begin,
                              results.allowing.begin() + says.allowing_end);
    }
}

template class Decider<Booleans>;
template class Decider<Formulas>;

}  // namespace iamirror::model::compiled
