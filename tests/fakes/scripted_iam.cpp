#include "tests/fakes/scripted_iam.h"

#include <algorithm>
#include <optional>

#include "model/base/text.h"
#include "tests/fakes/query_call.h"

namespace iamirror::testing {

namespace {

std::string answer_of(const std::string& action, const std::string& result) {
    return "<" + action + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">" +
           xml_element(action + "Result", result) +
           "<ResponseMetadata><RequestId>5c21f7ad-0000-4000-8000-000000000001</RequestId></ResponseMetadata></" +
           action + "Response>";
}

std::string padded(long number) {
    std::string digits = std::to_string(number);
    return std::string(12 - std::min<std::size_t>(digits.size(), 12), '0') + digits;
}

std::string summary_entry(const std::string& key, long value) {
    return xml_element("entry", xml_element("key", key) + xml_element("value", std::to_string(value)));
}

// An account without a bucket. The answers of REST have no wrapper.
std::optional<Response> empty_s3(const Call& call) {
    const auto answer = [](int status, const std::string& body) {
        return Response{.status = status, .headers = {{"Content-Type", "application/xml"}}, .body = body};
    };
    if (call.action == "ListBuckets")
        return answer(200, xml_element("ListAllMyBucketsResult", xml_element("Buckets", "")));
    if (call.action == "ListAccessPoints")
        return answer(200, xml_element("ListAccessPointsResult", xml_element("AccessPointList", "")));
    if (call.action == "GetPublicAccessBlock")
        return answer(404,
                      xml_element("ErrorResponse",
                                  xml_element("Error", xml_element("Code", "NoSuchPublicAccessBlockConfiguration") +
                                                           xml_element("Message", "there is none"))));
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
        result = xml_element("Arn", "arn:aws:iam::" + account_.account_id + ":user/auditor") +
                 xml_element("UserId", "AIDAEXAMPLEEXAMPLE000") + xml_element("Account", account_.account_id);
    } else if (call.action == "GetAccountSummary") {
        result = xml_element("SummaryMap", summary_entry("Roles", account_.roles) + summary_entry("Users", 0) +
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
    return xml_element("IsTruncated", is_truncated ? "true" : "false") +
           (is_truncated ? xml_element("Marker", "AB+/" + std::to_string(end)) : "") + xml_element(list, members);
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
    std::string xml =
        xml_element("Path", "/") + xml_element("RoleName", name) + xml_element("RoleId", "AROA" + padded(number)) +
        xml_element("Arn", "arn:aws:iam::" + account_.account_id + ":role/" + name) +
        xml_element("CreateDate", "2026-01-01T00:00:00Z") + xml_element("AssumeRolePolicyDocument", trust);
    if (!with_details) {
        return xml_element("member",
                           xml + xml_element("Description", "generation " + std::to_string(account_.generation)) +
                               xml_element("MaxSessionDuration", "3600"));
    }
    xml += xml_element("InstanceProfileList", "") +
           xml_element("RolePolicyList", xml_element("member", xml_element("PolicyName", "data") +
                                                                   xml_element("PolicyDocument", inline_policy))) +
           xml_element("AttachedManagedPolicies",
                       xml_element("member", xml_element("PolicyName", "ReadOnlyAccess") +
                                                 xml_element("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"))) +
           xml_element("Tags", xml_element("member", xml_element("Key", "generation") +
                                                         xml_element("Value", std::to_string(account_.generation)))) +
           xml_element("RoleLastUsed", "");
    return xml_element("member", xml);
}

}  // namespace iamirror::testing
