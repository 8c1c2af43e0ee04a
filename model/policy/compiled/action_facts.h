// What deciding a request asks of its action besides the policies, for all actions of the catalogue at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/policy/catalogue.h"

namespace iamirror::model::compiled {

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions
enum AclPermission : std::uint8_t { acl_read = 1, acl_write = 2, acl_read_acp = 4, acl_write_acp = 8 };

struct ActionFacts {
    bool has_no_resource = false;         // only Resource "*" reaches it
    bool is_of_bucket_or_object = false;  // of S3, and on one of the two
    bool acts_on_bucket = false, acts_on_object = false;
    bool is_under_resource_control = false;
    bool may_be_trusted = false;                  // on a role: its trust policy decides
    bool is_of_bucket_policy = false;             // reads, writes or removes it
    std::uint8_t bucket_acl = 0, object_acl = 0;  // permissions that give it
};

// `id`: of the action in the catalogue, if it knows it. `action` is in any case.
ActionFacts facts_of(std::string_view action, std::optional<ActionId> id, const Catalogue& known);
std::vector<ActionFacts> facts_of_all(const Catalogue& known);

}  // namespace iamirror::model::compiled
