#include "model/policy/compiled/action_facts.h"

#include <algorithm>
#include <array>
#include <string>

#include "model/base/text.h"

namespace iamirror::model::compiled {
namespace {

struct Given {
    std::string_view action;
    std::uint8_t by_bucket, by_object;
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping
constexpr std::array<Given, 12> given_by_acl{{{"s3:listbucket", acl_read, 0},
                                              {"s3:listbucketversions", acl_read, 0},
                                              {"s3:listbucketmultipartuploads", acl_read, 0},
                                              {"s3:putobject", acl_write, 0},
                                              {"s3:getbucketacl", acl_read_acp, 0},
                                              {"s3:putbucketacl", acl_write_acp, 0},
                                              {"s3:getobject", 0, acl_read},
                                              {"s3:getobjectversion", 0, acl_read},
                                              {"s3:getobjectacl", 0, acl_read_acp},
                                              {"s3:getobjectversionacl", 0, acl_read_acp},
                                              {"s3:putobjectacl", 0, acl_write_acp},
                                              {"s3:putobjectversionacl", 0, acl_write_acp}}};

constexpr std::array<std::string_view, 4> trust_verbs{"sts:assumerole", "sts:tagsession", "sts:setsourceidentity",
                                                      "sts:setcontext"};
constexpr std::array<std::string_view, 3> of_bucket_policy{"s3:getbucketpolicy", "s3:putbucketpolicy",
                                                           "s3:deletebucketpolicy"};

void add_types(const CatalogueAction& action, const Catalogue& known, ActionFacts& out) {
    out.has_no_resource = action.resources.empty();
    if (action.service != "s3") return;
    for (const std::uint16_t index : action.resources) {
        out.acts_on_bucket = out.acts_on_bucket || known.resource(index).type == "bucket";
        out.acts_on_object = out.acts_on_object || known.resource(index).type == "object";
    }
    out.is_of_bucket_or_object = out.acts_on_bucket || out.acts_on_object;
}

}  // namespace

ActionFacts facts_of(std::string_view action, std::optional<ActionId> id, const Catalogue& known) {
    const std::string lower = to_lower_ascii(action);
    ActionFacts out;
    if (id) add_types(known.action(*id), known, out);
    const CatalogueService* service = known.find_service(lower.substr(0, lower.find(':')));
    out.is_under_resource_control = service != nullptr && service->has_resource_control;
    out.may_be_trusted = std::any_of(trust_verbs.begin(), trust_verbs.end(),
                                     [&](std::string_view verb) { return lower.starts_with(verb); });
    out.is_of_bucket_policy =
        std::find(of_bucket_policy.begin(), of_bucket_policy.end(), lower) != of_bucket_policy.end();
    for (const Given& given : given_by_acl) {
        if (given.action != lower) continue;
        out.bucket_acl = given.by_bucket;
        out.object_acl = given.by_object;
    }
    return out;
}

std::vector<ActionFacts> facts_of_all(const Catalogue& known) {
    std::vector<ActionFacts> out;
    out.reserve(known.size());
    for (ActionId id = 0; id < known.size(); ++id) out.push_back(facts_of(known.full_name(id), id, known));
    return out;
}

}  // namespace iamirror::model::compiled
