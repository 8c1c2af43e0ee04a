// What AWS's services know: actions with their access level, the types of resource each acts on, condition keys.
// A moment's state of https://docs.aws.amazon.com/service-authorization/latest/reference/ (version() and date() say
// which), so an action that is not in it may still be legal: AWS adds some every week.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace iamirror::model {

class ActionGlob;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
enum class AccessLevel { list, read, write, tagging, permissions_management, unknown };

// As AWS writes it: "List", "Permissions management"; "Unknown" for what the catalogue does not know.
std::string_view name(AccessLevel level);

// Dense, 0 to size() - 1, in the order of service and name without regard to case. Changes with the catalogue.
using ActionId = std::uint32_t;

enum class KeyType { string, numeric, date, boolean, binary, ip_address, arn };

// "s3:x-amz-acl"; "aws:ResourceTag/${TagKey}" and "s3:ExistingObjectTag/<key>" stand for as many as there are tags.
struct CatalogueKey {
    std::string_view name;
    KeyType type = KeyType::string;
    bool has_several_values = false;  // ForAllValues and ForAnyValue are for these
    bool operator==(const CatalogueKey&) const = default;
};

struct CatalogueResource {
    std::string_view type;                // "object"; several forms of ARN make several entries
    std::string_view arn;                 // "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
    std::span<const std::uint16_t> keys;  // for Catalogue::key
};

struct CatalogueAction {
    std::string_view service, name;  // "s3", "GetObject"
    AccessLevel level = AccessLevel::unknown;
    std::span<const std::uint16_t> resources;  // for Catalogue::resource; empty: only Resource "*" matches the action
    std::span<const std::uint16_t> keys;       // for Catalogue::key; those of its resources too, beside the global ones
};

struct CatalogueService {
    std::string_view prefix;            // "s3"
    bool has_resource_control = false;  // resource control policies act on it
    ActionId first = 0, end = 0;        // its actions are [first, end)
};

// A catalogue as it was read. Everything views into the text and into `lists`.
struct CatalogueContents {
    std::string_view version, date;
    std::vector<CatalogueKey> keys;  // the first `global_keys` of them every service knows ("aws:SourceIp")
    std::size_t global_keys = 0;
    std::vector<CatalogueResource> resources;
    std::vector<CatalogueAction> actions;
    std::vector<CatalogueService> services;
    std::vector<std::unique_ptr<std::uint16_t[]>> lists;
};

// Immutable: threads may share it. Prefixes, actions and keys are found without regard to case, as IAM compares them.
class Catalogue {
  public:
    explicit Catalogue(CatalogueContents contents) : contents_(std::move(contents)) {}

    std::string_view version() const { return contents_.version; }  // of the published source
    std::string_view date() const { return contents_.date; }        // "2026-09-26"

    std::size_t size() const { return contents_.actions.size(); }
    const CatalogueAction& action(ActionId id) const { return contents_.actions[id]; }
    std::string full_name(ActionId id) const;  // "s3:GetObject"
    const CatalogueResource& resource(std::uint16_t index) const { return contents_.resources[index]; }
    const CatalogueKey& key(std::uint16_t index) const { return contents_.keys[index]; }
    std::span<const CatalogueService> services() const { return contents_.services; }
    std::span<const CatalogueKey> global_keys() const;

    // "S3:getobject". nullopt where the catalogue does not know it.
    std::optional<ActionId> find(std::string_view action) const;
    const CatalogueService* find_service(std::string_view prefix) const;  // nullptr where it is not known
    bool knows_service(std::string_view prefix) const { return find_service(prefix) != nullptr; }
    // "aws:ResourceTag/team" gives the key that stands for it. nullptr where it is not known.
    const CatalogueKey* find_key(std::string_view name) const;

    // The actions a pattern of Action or NotAction matches, ascending: `*` is any run of characters, `?` one, in the
    // service and across the colon too. Time is bounded whatever the pattern: what is longer than any action is refused
    // by its length.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    std::vector<ActionId> expand(std::string_view pattern) const;

  private:
    ActionId lower_bound(const CatalogueService& service, std::string_view wanted) const;
    void expand_in(const CatalogueService& service, const ActionGlob& glob, std::vector<ActionId>& out) const;
    std::vector<ActionId> expand_across(const ActionGlob& glob) const;

    CatalogueContents contents_;
};

// Reads the format that policy/catalogue/make.py documents. `parts` end at line ends and outlive the contents.
// ErrorKind::invalid_input, and `resource` is the line ("line 17").
Result<CatalogueContents> read_catalogue(std::span<const std::string_view> parts);

// The built-in one, read on first use (about ten milliseconds), by whichever thread comes first.
const Catalogue& catalogue();

}  // namespace iamirror::model
