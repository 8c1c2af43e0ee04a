#include "tests/fakes/scripted_s3.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace iamirror::testing {

namespace {

// The canonical id that owns the scripted account's buckets.
constexpr const char* owner_id = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

std::string root(const std::string& name, const std::string& content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + name +
           " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</" + name + ">";
}

Response answer(const std::string& body, const char* type = "application/xml") {
    return {.status = 200,
            .headers = {{"x-amz-id-2", "Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg=="},
                        {"x-amz-request-id", "656C76696E6727732072657175657374"},
                        {"Content-Type", type}},
            .body = body};
}

Response absent(const std::string& code, const std::string& bucket) {
    Response response =
        answer("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
               xml_element("Error", xml_element("Code", code) + xml_element("Message", "It does not exist") +
                                        xml_element("BucketName", bucket) +
                                        xml_element("RequestId", "656C76696E6727732072657175657374")));
    response.status = 404;
    return response;
}

std::string tagging(const std::string& bucket) {
    std::string tags;
    for (const auto& [key, value] :
         std::map<std::string, std::string>{{"cost-center", "4711"}, {"owner", "data-platform"}, {"name", bucket}})
        tags += xml_element("Tag", xml_element("Key", key) + xml_element("Value", value));
    return root("Tagging", xml_element("TagSet", tags));
}

std::string policy(const std::string& bucket) {
    return R"({"Version":"2012-10-17","Statement":[{"Sid":"TLSOnly","Effect":"Deny","Principal":"*","Action":"s3:*",)"
           R"("Resource":["arn:aws:s3:::)" +
           bucket + R"(","arn:aws:s3:::)" + bucket +
           R"(/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"Read","Effect":"Allow","Principal":)"
           R"({"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::)" +
           bucket + R"(/*"}]})";
}

std::string acl(const std::string&) {
    const std::string owner = xml_element("ID", owner_id);
    return root("AccessControlPolicy",
                xml_element("Owner", owner) +
                    xml_element("AccessControlList",
                                xml_element("Grant",
                                            "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                                            "xsi:type=\"CanonicalUser\">" +
                                                owner + "</Grantee>" + xml_element("Permission", "FULL_CONTROL"))));
}

std::string encryption(const std::string&) {
    return root(
        "ServerSideEncryptionConfiguration",
        xml_element("Rule", xml_element("ApplyServerSideEncryptionByDefault", xml_element("SSEAlgorithm", "AES256")) +
                                xml_element("BucketKeyEnabled", "false")));
}

std::string blocks(const std::string&) {
    std::string all;
    for (const char* name : {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"})
        all += xml_element(name, "true");
    return root("PublicAccessBlockConfiguration", all);
}

std::string logging(const std::string& bucket) {
    return root("BucketLoggingStatus", xml_element("LoggingEnabled", xml_element("TargetBucket", "access-logs") +
                                                                         xml_element("TargetPrefix", bucket + "/")));
}

// What a bucket has, and what S3 says where it has not.
struct Reading {
    std::string (*body)(const std::string& bucket);
    const char* absent_code = nullptr;  // of a bucket without; null: every bucket has it
};

const std::map<std::string_view, Reading>& readings() {
    static const std::map<std::string_view, Reading> all{
        {"GetBucketLocation", {[](const std::string&) { return root("LocationConstraint", ""); }}},
        {"GetBucketTagging", {tagging, "NoSuchTagSet"}},
        {"GetBucketPolicy", {policy, "NoSuchBucketPolicy"}},
        {"GetBucketPolicyStatus",
         {[](const std::string&) { return root("PolicyStatus", xml_element("IsPublic", "false")); },
          "NoSuchBucketPolicy"}},
        {"GetBucketAcl", {acl}},
        {"GetBucketOwnershipControls", {[](const std::string&) {
             return root("OwnershipControls",
                         xml_element("Rule", xml_element("ObjectOwnership", "BucketOwnerEnforced")));
         }}},
        {"GetPublicAccessBlock", {blocks}},
        {"GetBucketVersioning",
         {[](const std::string&) { return root("VersioningConfiguration", xml_element("Status", "Enabled")); }}},
        {"GetBucketEncryption", {encryption}},
        {"GetBucketLogging", {logging}}};
    return all;
}

// The number in "/bucket-000000000042", -1 where there is none.
long number_in(std::string_view path) {
    long number = -1;
    const std::string_view digits = path.substr(std::min(path.find_last_of('-') + 1, path.size()));
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

std::string ScriptedS3::bucket_name(long number) {
    const std::string digits = std::to_string(number);
    return "bucket-" + std::string(12 - std::min<std::size_t>(digits.size(), 12), '0') + digits;
}

Response ScriptedS3::operator()(const Request& request) const {
    const Call call = parse_call(request);
    if (call.action == "ListBuckets") return bucket_page(call);
    const bool is_of_bucket = call.path.rfind("/bucket-", 0) == 0;
    return is_of_bucket ? reading(call, number_in(call.path)) : rest_(request);
}

Response ScriptedS3::bucket_page(const Call& call) const {
    const std::string token = call.parameter("continuation-token"), asked = call.parameter("max-buckets");
    const long size = std::min<long>(account_.largest_page, asked.empty() ? account_.largest_page : std::stol(asked));
    const long begin = token.empty() ? 0 : number_in(token);
    const long end = std::min(begin + size, account_.buckets);
    std::string buckets;
    for (long number = begin; number < end; ++number) {
        const bool is_placed = account_.unplaced_each == 0 || number % account_.unplaced_each != 0;
        buckets += xml_element("Bucket", xml_element("Name", bucket_name(number)) +
                                             xml_element("CreationDate", "2026-01-01T00:00:00.000Z") +
                                             (is_placed ? xml_element("BucketRegion", account_.region) : ""));
    }
    return answer(
        root("ListAllMyBucketsResult",
             xml_element("Owner", xml_element("ID", owner_id)) + xml_element("Buckets", buckets) +
                 (end < account_.buckets ? xml_element("ContinuationToken", "a+/=-" + std::to_string(end)) : "")));
}

Response ScriptedS3::reading(const Call& call, long number) const {
    const auto found = readings().find(call.action);
    if (found == readings().end()) return error_response(400, "InvalidRequest", "no such reading: " + call.action);
    const std::string bucket = call.path.substr(1);
    if (number < 0 || number >= account_.buckets || bucket != bucket_name(number))
        return absent("NoSuchBucket", bucket);
    const Reading& asked = found->second;
    const bool is_bare = number % 3 == 2;
    if (is_bare && call.action == "GetBucketLogging") return answer(root("BucketLoggingStatus", ""));
    if (is_bare && asked.absent_code != nullptr) return absent(asked.absent_code, bucket);
    return answer(asked.body(bucket), call.action == "GetBucketPolicy" ? "application/json" : "application/xml");
}

}  // namespace iamirror::testing
