#include "model/translate/s3_actions.h"

#include <algorithm>
#include <array>
#include <string>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

constexpr std::array<std::string_view, 8> object_actions = {
    "abortmultipartupload",
    "bypassgovernanceretention",
    "listmultipartuploadparts",
    "objectowneroverridetobucketowner",
    "replicatedelete",
    "replicateobject",
    "replicatetags",
    "restoreobject",
};
constexpr std::array<std::string_view, 2> listing_actions = {"listbucket", "listbucketversions"};
// Settings of a bucket whose names do not say so.
constexpr std::array<std::string_view, 15> bucket_actions = {
    "getaccelerateconfiguration",  "getanalyticsconfiguration",  "getencryptionconfiguration",
    "getinventoryconfiguration",   "getlifecycleconfiguration",  "getmetricsconfiguration",
    "getreplicationconfiguration", "initiatereplication",        "putaccelerateconfiguration",
    "putanalyticsconfiguration",   "putencryptionconfiguration", "putinventoryconfiguration",
    "putlifecycleconfiguration",   "putmetricsconfiguration",    "putreplicationconfiguration",
};

bool begins(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

S3Level s3_level(std::string_view action) {
    const std::string name = to_lower_ascii(action);
    if (name.find_first_of("*?") != std::string::npos) return S3Level::unknown;
    if (is_in(listing_actions, name)) return S3Level::listing;
    if (is_in(object_actions, name)) return S3Level::object;
    const bool names_bucket = name.find("bucket") != std::string::npos;
    if (names_bucket || is_in(bucket_actions, name)) return S3Level::bucket;
    for (const std::string_view verb : {"getobject", "putobject", "deleteobject", "updateobject"}) {
        if (begins(name, verb)) return S3Level::object;
    }
    return S3Level::unknown;
}

}  // namespace iamirror::model
