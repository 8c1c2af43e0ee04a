#include "tests/fakes/scripted_iam.h"

#include <algorithm>
#include <optional>

#include "model/base/text.h"
#include "tests/fakes/query_call.h"

namespace iamirror::testing {

namespace {

std::string element(const std::string& name, const std::string& content) {
    return "<" + name + ">" + content + "</" + name + ">";
}

std::string answer_of(const std::string& action, const std::string& result) {
    return "<" + action + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">" +
           element(action + "Result", result) +
           "<ResponseMetadata><RequestId>5c21f7ad-0000-4000-8000-000000000001</RequestId></ResponseMetadata></" +
           action + "Response>";
}

std::string padded(long number) {
    std::string digits = std::to_string(number);
    return std::string(12 - std::min<std::size_t>(digits.size(), 12), '0') + digits;
}

std::string summary_entry(const std::string& key, long value) {
    return element("entry", element("key", key) + element("value", std::to_string(value)));
}

// An account without a bucket. The answers of REST have no wrapper.
std::optional<Response> empty_s3(const Call& call) {
    const auto answer = [](int status, const std::string& body) {
        return Response{.status = status, .headers = {{"Content-Type", "application/xml"}}, .body = body};
    };
    if (call.action == "ListBuckets") return answer(200, element("ListAllMyBucketsResult", element("Buckets", "")));
    if (call.action == "ListAccessPoints")
        return answer(200, element("ListAccessPointsResult", element("AccessPointList", "")));
    if (call.action == "GetPublicAccessBlock")
        return answer(
            404, element("ErrorResponse", element("Error", element("Code", "NoSuchPublicAccessBlockConfiguration") +
                                                               element("Message", "there is none"))));
    return std::nullopt;
}

}  // namespace

Response ScriptedIam::operator()(const Request& request) const {
    const Call call = parse_call(request);
    if (const auto answer = empty_s3(call)) {
        return *answer;
    }
    std::string result;
    if (call.action == "GetCallerIdentity") {
        result = element("Arn", "arn:aws:iam::" + account_.account_id + ":user/auditor") +
                 element("UserId", "AIDAEXAMPLEEXAMPLE000") + element("Account", account_.account_id);
    } else if (call.action == "GetAccountSummary") {
        result = element("SummaryMap", summary_entry("Roles", account_.roles) + summary_entry("Users", 0) +
                                           summary_entry("Groups", 0) + summary_entry("Policies", 0) +
                                           summary_entry("InstanceProfiles", 0));
    } else if (call.action == "GetAccountAuthorizationDetails") {
        result = roles_page(call.action, "RoleDetailList", call.parameter("Marker"));
    } else if (call.action == "ListRoles") {
        result = roles_page(call.action, "Roles", call.parameter("Marker"));
    } else if (call.action.rfind("List", 0) == 0) {
        result = "<IsTruncated>false</IsTruncated>";
    } else {
        return error_response(400, "InvalidAction", "could not find operation " + call.action);
    }
    return {.status = 200, .headers = {{"Content-Type", "text/xml"}}, .body = answer_of(call.action, result)};
}

std::string ScriptedIam::roles_page(const std::string& action, const std::string& list,
                                    const std::string& marker) const {
    const long begin = marker.empty() ? 0 : std::stol(marker.substr(marker.rfind('/') + 1));
    const long end = std::min(begin + account_.largest_page, account_.roles);
    std::string members;
    for (long number = begin; number < end; ++number) {
        members += role(number, action == "GetAccountAuthorizationDetails");
    }
    const bool is_truncated = end < account_.roles;
    return element("IsTruncated", is_truncated ? "true" : "false") +
           (is_truncated ? element("Marker", "AB+/" + std::to_string(end)) : "") + element(list, members);
}

// The size of a real one: about 1.5 kB with its trust, one inline policy and one attachment.
std::string ScriptedIam::role(long number, bool with_details) const {
    const std::string name = "role-" + padded(number);
    const std::string trust =
        percent_encode(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::)" +
                       account_.account_id + R"(:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{)" +
                       R"("sts:ExternalId":")" + name + R"("}}}]})");
    const std::string inline_policy =
        percent_encode(R"({"Version":"2012-10-17","Statement":[{"Sid":"Data","Effect":"Allow","Action":[)"
                       R"("s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::)" +
                       name + R"(","arn:aws:s3:::)" + name + R"(/*"]}]})");
    std::string xml = element("Path", "/") + element("RoleName", name) + element("RoleId", "AROA" + padded(number)) +
                      element("Arn", "arn:aws:iam::" + account_.account_id + ":role/" + name) +
                      element("CreateDate", "2026-01-01T00:00:00Z") + element("AssumeRolePolicyDocument", trust);
    if (!with_details) {
        return element("member", xml + element("Description", "generation " + std::to_string(account_.generation)) +
                                     element("MaxSessionDuration", "3600"));
    }
    xml += element("InstanceProfileList", "") +
           element("RolePolicyList",
                   element("member", element("PolicyName", "data") + element("PolicyDocument", inline_policy))) +
           element("AttachedManagedPolicies",
                   element("member", element("PolicyName", "ReadOnlyAccess") +
                                         element("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"))) +
           element("Tags", element("member", element("Key", "generation") +
                                                 element("Value", std::to_string(account_.generation)))) +
           element("RoleLastUsed", "");
    return element("member", xml);
}

}  // namespace iamirror::testing
