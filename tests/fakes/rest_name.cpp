#include <map>
#include <vector>

#include "model/base/text.h"
#include "tests/fakes/query_call.h"

namespace iamirror::testing {

namespace {

// What stands behind the question mark of a request about a bucket, and what the reference calls it.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
const std::map<std::string_view, std::string>& bucket_parts() {
    static const std::map<std::string_view, std::string> parts{{"location", "BucketLocation"},
                                                               {"tagging", "BucketTagging"},
                                                               {"policy", "BucketPolicy"},
                                                               {"policyStatus", "BucketPolicyStatus"},
                                                               {"acl", "BucketAcl"},
                                                               {"ownershipControls", "BucketOwnershipControls"},
                                                               {"publicAccessBlock", "PublicAccessBlock"},
                                                               {"versioning", "BucketVersioning"},
                                                               {"encryption", "BucketEncryption"},
                                                               {"logging", "BucketLogging"}};
    return parts;
}

std::string verb(const std::string& method) {
    return method == "GET" ? "Get" : method == "PUT" ? "Put" : method == "DELETE" ? "Delete" : "";
}

// "/v20180820/accesspoint/NAME/policy"
std::string control_name(const std::string& method, const std::vector<std::string_view>& path) {
    if (path[2] == "configuration") return verb(method) + "PublicAccessBlock";
    if (path[2] != "accesspoint") return "";
    if (path.size() == 3) return "ListAccessPoints";
    if (path.size() == 4) return (method == "PUT" ? "Create" : verb(method)) + "AccessPoint";
    return verb(method) + (path[4] == "policy" ? "AccessPointPolicy" : "AccessPointPolicyStatus");
}

}  // namespace

std::string rest_name(const Request& request) {
    const std::size_t mark = std::min(request.target.find('?'), request.target.size());
    const auto path = split(std::string_view(request.target).substr(0, mark), '/');
    if (path.size() > 2 && path[1] == "v20180820") return control_name(request.method, path);
    if (path.size() < 2 || path[1].empty()) return request.method == "GET" ? "ListBuckets" : "";
    if (path.size() > 2 && !path[2].empty()) return "";
    const std::string query = request.target.substr(std::min(mark + 1, request.target.size()));
    const auto part = bucket_parts().find(std::string_view(query).substr(0, query.find_first_of("=&")));
    if (part != bucket_parts().end()) return verb(request.method) + part->second;
    return request.method == "HEAD" ? "HeadBucket" : "";
}

}  // namespace iamirror::testing
