#include "bench/evaluate_sets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "model/policy/catalogue.h"

namespace iamirror::bench {
namespace {

using namespace model;

constexpr std::size_t requests_of_a_set = 4'096, heavy_octets = 128 * 1024;
const std::string own = "111122223333", other = "444455556666";

std::string document(const std::string& statements) {
    return R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}";
}

Policy parsed(const std::string& text) {
    const Result<Policy> policy = parse_policy(text);
    if (!policy) {
        std::fprintf(stderr, "%s\n%s\n", describe(policy.error()).c_str(), text.c_str());
        std::exit(1);
    }
    return *policy;
}

std::string quoted(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "\"" : ", \"") + text + '"';
    return "[" + out + "]";
}

std::string allow(const std::vector<std::string>& actions, const std::vector<std::string>& resources,
                  const std::string& more = "") {
    return R"({"Effect": "Allow", "Action": )" + quoted(actions) + R"(, "Resource": )" + quoted(resources) + more + "}";
}

std::string deny(const std::vector<std::string>& actions, const std::vector<std::string>& resources,
                 const std::string& more) {
    return R"({"Effect": "Deny", "Action": )" + quoted(actions) + R"(, "Resource": )" + quoted(resources) + more + "}";
}

std::string when(const std::string& test, const std::string& key, const std::vector<std::string>& values) {
    return R"(, "Condition": {")" + test + R"(": {")" + key + R"(": )" + quoted(values) + "}}";
}

const std::string everyone = R"(, "Principal": "*")";

std::vector<std::string> typical_documents() {
    return {
        document(allow({"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"},
                       {"arn:aws:s3:::data/*", "arn:aws:s3:::reports/${aws:PrincipalTag/team}/*"}) +
                 "," + allow({"s3:ListBucket", "s3:GetBucketLocation"}, {"arn:aws:s3:::data", "arn:aws:s3:::reports"})),
        document(allow({"ec2:Describe*", "cloudwatch:Get*", "cloudwatch:List*", "logs:Describe*", "logs:Get*"}, {"*"})),
        document(allow({"kms:Decrypt", "kms:GenerateDataKey"}, {"arn:aws:kms:eu-west-1:" + own + ":key/*"},
                       when("StringEquals", "kms:ViaService", {"s3.eu-west-1.amazonaws.com"})) +
                 "," + allow({"kms:Describe*", "kms:List*"}, {"*"})),
        document(allow({"iam:Get*", "iam:List*"}, {"*"}) + "," +
                 deny({"s3:DeleteObject", "s3:DeleteBucket"}, {"*"},
                      when("BoolIfExists", "aws:MultiFactorAuthPresent", {"false"}))),
        document(allow({"sqs:SendMessage", "sqs:ReceiveMessage", "sns:Publish"}, {"arn:aws:sqs:*:*:work-*", "*"}) +
                 "," +
                 allow({"s3:DeleteObject"}, {"arn:aws:s3:::data/tmp/*"},
                       when("IpAddress", "aws:SourceIp", {"10.0.0.0/8", "203.0.113.0/24"}))),
    };
}

// "service:Verb*" of every service that has such actions, as ReadOnlyAccess lists them.
std::string reading_everything(const std::vector<std::string>& verbs, std::size_t octets) {
    std::vector<std::string> patterns;
    std::size_t sum = 0;
    for (const CatalogueService& service : catalogue().services())
        for (const std::string& verb : verbs) {
            const std::string pattern = std::string(service.prefix) + ":" + verb + "*";
            if (sum > octets || catalogue().expand(pattern).empty()) continue;
            patterns.push_back(pattern);
            sum += pattern.size() + 4;
        }
    return allow(patterns, {"*"});
}

// Action by action, as SecurityAudit does.
std::string auditing(std::size_t octets) {
    std::vector<std::string> names;
    std::size_t sum = 0;
    for (ActionId id = 0; id < catalogue().size() && sum < octets; id += 3) {
        const AccessLevel level = catalogue().action(id).level;
        if (level != AccessLevel::read && level != AccessLevel::list) continue;
        names.push_back(catalogue().full_name(id));
        sum += names.back().size() + 4;
    }
    return allow(names, {"*"});
}

std::string many_statements(std::size_t octets, std::size_t first) {
    std::string out = allow({"s3:ListAllMyBuckets"}, {"*"});
    for (std::size_t i = first; out.size() < octets; ++i) {
        const std::string bucket = "arn:aws:s3:::team-" + std::to_string(i);
        out += "," + allow({"s3:Get*", "s3:List*", "s3:PutObject"}, {bucket, bucket + "/*"},
                           i % 4 == 0 ? when("StringEquals", "aws:PrincipalTag/team", {"t" + std::to_string(i)}) : "");
        out += "," + allow({"sqs:*"}, {"arn:aws:sqs:eu-west-1:" + own + ":team-" + std::to_string(i) + "-*"});
    }
    return out;
}

std::vector<std::string> heavy_documents() {
    constexpr std::size_t part = heavy_octets / 8;
    std::vector<std::string> out{
        document(reading_everything({"Describe", "Get", "List", "BatchGet", "Search", "View", "Lookup"}, 3 * part)),
        document(auditing(2 * part)), document(many_statements(3 * part / 2, 0)),
        document(many_statements(3 * part / 2, 1'000))};
    // what the first ones were too short for is in the last
    std::size_t left = heavy_octets;
    for (const std::string& text : out) left -= std::min(left, text.size());
    out.push_back(document(many_statements(left, 2'000)));
    return out;
}

Policies named(const std::vector<std::string>& documents) {
    Policies out;
    for (const std::string& text : documents) out.push_back({"policy-" + std::to_string(out.size()), parsed(text)});
    return out;
}

OrganizationLevels levels_of(const std::string& full, const std::vector<std::string>& documents) {
    OrganizationLevels out;
    for (const std::string& text : documents)
        out.push_back({"level-" + std::to_string(out.size()), {{"Full", parsed(full)}, {"own", parsed(text)}}});
    return out;
}

Policy bucket_policy() {
    const std::vector<std::string> both{"arn:aws:s3:::data", "arn:aws:s3:::data/*"};
    return parsed(document(
        deny({"s3:*"}, both, everyone + when("Bool", "aws:SecureTransport", {"false"})) + "," +
        allow({"s3:GetObject"}, {"arn:aws:s3:::data/shared/*"},
              R"(, "Principal": {"AWS": ["arn:aws:iam::)" + other + R"(:root", "arn:aws:iam::)" + own +
                  R"(:role/reader"]})") +
        "," +
        allow({"s3:ListBucket"}, {"arn:aws:s3:::data"},
              everyone + when("StringEquals", "aws:PrincipalOrgID", {"o-1"})) +
        "," +
        deny({"s3:PutObject"}, {"arn:aws:s3:::data/*"},
             everyone + when("StringNotEqualsIfExists", "s3:x-amz-server-side-encryption", {"aws:kms", "AES256"}))));
}

Layers layers_around(const std::vector<std::string>& identity) {
    const std::string full = document(allow({"*"}, {"*"}));
    Layers out{.identity = named(identity)};
    out.boundary = named({document(allow({"s3:*", "kms:*", "ec2:*", "iam:Get*", "sqs:*", "logs:*"}, {"*"}))});
    out.service_control = levels_of(
        full,
        {document(deny({"organizations:LeaveOrganization", "iam:CreateUser"}, {"*"}, "")),
         document(deny({"*"}, {"*"}, when("StringNotEquals", "aws:RequestedRegion", {"eu-west-1", "eu-central-1"}))),
         document(deny({"s3:PutBucketPolicy", "s3:PutAccountPublicAccessBlock"}, {"*"},
                       when("ArnNotLike", "aws:PrincipalArn", {"arn:aws:iam::*:role/admin-*"})))});
    const std::string everyone_full = document(allow({"*"}, {"*"}, everyone));
    out.resource_control = levels_of(
        everyone_full,
        {document(deny({"s3:*"}, {"*"}, everyone + when("StringNotEqualsIfExists", "aws:PrincipalOrgID", {"o-1"}))),
         document(deny({"s3:*", "sqs:*"}, {"*"}, everyone + when("Bool", "aws:SecureTransport", {"false"}))),
         document(deny({"s3:PutBucketAcl"}, {"*"}, everyone))});
    out.resource = bucket_policy();
    out.bucket = BucketSettings{.owner = own, .block = {.restrict_public_buckets = true}};
    return out;
}

template <typename Values>
const auto& pick(const Values& values, std::mt19937& random) {
    return values[random() % std::size(values)];
}

AccessRequest random_request(std::mt19937& random) {
    static const std::vector<std::string> actions{
        "s3:GetObject",       "s3:GetObject",    "s3:PutObject",   "s3:DeleteObject",       "s3:ListBucket",
        "s3:GetBucketAcl",    "s3:PutBucketAcl", "kms:Decrypt",    "ec2:DescribeInstances", "iam:GetRole",
        "s3:PutBucketPolicy", "sqs:SendMessage", "iam:CreateUser", "logs:GetLogEvents",     "s3:GetObjectVersion"};
    static const std::vector<std::string> buckets{"data", "reports", "team-7", "team-1010", "elsewhere"};
    static const std::vector<std::string> folders{"", "shared/", "tmp/", "blue/", "a/b/c/"};
    static const std::vector<std::string> addresses{"10.1.2.3", "203.0.113.9", "198.51.100.7", "2001:db8::1"};
    AccessRequest out{.principal = *parse_principal("arn:aws:sts::" + (random() % 5 == 0 ? other : own) +
                                                    ":assumed-role/reader/session-" + std::to_string(random() % 50)),
                      .action = pick(actions, random)};
    const std::string number = std::to_string(random() % 1'000);
    if (out.action.starts_with("s3:")) {
        out.resource = {"arn:aws:s3:::" + pick(buckets, random), own};
        if (out.action.find("Object") != std::string::npos)
            out.resource.arn += "/" + pick(folders, random) + "file-" + number;
    } else if (out.action.starts_with("kms:")) {
        out.resource = {"arn:aws:kms:eu-west-1:" + own + ":key/" + number, own};
    } else if (out.action.starts_with("sqs:")) {
        out.resource = {"arn:aws:sqs:eu-west-1:" + own + ":team-" + number + "-in", own};
    } else if (out.action.starts_with("iam:")) {
        out.resource = {"arn:aws:iam::" + own + ":role/r" + number, own};
    } else {
        out.resource = {"*", own};
    }
    out.context = {{"aws:sourceip", {pick(addresses, random)}},
                   {"aws:securetransport", {random() % 10 == 0 ? "false" : "true"}},
                   {"aws:requestedregion", {random() % 8 == 0 ? "us-east-1" : "eu-west-1"}},
                   {"aws:principalorgid", {"o-1"}},
                   {"aws:principaltag/team", {random() % 2 == 0 ? "blue" : "t" + std::to_string(random() % 20)}}};
    if (random() % 2 == 0) out.context.set("aws:multifactorauthpresent", {"true"});
    if (random() % 3 == 0) out.context.set("s3:x-amz-server-side-encryption", {"AES256"});
    if (random() % 3 == 0) out.context.set("kms:viaservice", {"s3.eu-west-1.amazonaws.com"});
    return out;
}

PolicySet set_of(const std::string& name, const std::vector<std::string>& identity) {
    PolicySet out{.name = name, .layers = layers_around(identity)};
    for (const std::string& text : identity) out.identity_octets += text.size();
    std::mt19937 random(42);
    for (std::size_t i = 0; i < requests_of_a_set; ++i) out.requests.push_back(random_request(random));
    return out;
}

// The forms that most conditions have, with values of which some are everywhere and some only here.
std::string generated_condition(std::mt19937& random) {
    const std::string number = std::to_string(random() % 200);
    switch (random() % 9) {
        case 0:
            return when("StringEquals", "aws:RequestedRegion", {"eu-west-1", "eu-central-1"});
        case 1:
            return when("StringEquals", "aws:PrincipalTag/team", {"team-" + number});
        case 2:
            return when("StringEquals", "aws:ResourceTag/team", {"${aws:PrincipalTag/team}"});
        case 3:
            return when("NotIpAddress", "aws:SourceIp", {"10." + number + ".0.0/16", "203.0.113.0/24"});
        case 4:
            return when("Bool", "aws:MultiFactorAuthPresent", {"true"});
        case 5:
            return when("StringNotEqualsIfExists", "aws:SourceVpce", {"vpce-" + number});
        case 6:
            return when("ArnLike", "aws:PrincipalArn", {"arn:aws:iam::*:role/team-" + number + "-*"});
        case 7:
            return when("ForAllValues:StringLike", "aws:TagKeys", {"team", "cost-*"});
        default:
            return when("NumericLessThan", "aws:MultiFactorAuthAge", {std::to_string(300 * (1 + random() % 12))});
    }
}

// Of a size and form that depend on the seed alone.
std::string generated_document(std::uint64_t seed, const std::string& account) {
    std::mt19937 random(static_cast<std::uint32_t>(seed));
    const auto& services = catalogue().services();
    std::string out;
    for (std::size_t i = 1 + random() % 4; i > 0; --i) {
        std::vector<std::string> actions;
        const std::string service(services[random() % services.size()].prefix);
        for (std::size_t j = 1 + random() % 8; j > 0; --j)
            actions.push_back(service + ":" + pick(std::vector<std::string>{"Get", "List", "Describe", "Put"}, random) +
                              std::string(1, static_cast<char>('A' + random() % 26)) + "*");
        const std::string resource = "arn:aws:" + service + ":*:" + account + ":thing/" + std::to_string(random() % 99);
        out += (out.empty() ? "" : ",") + allow(actions,
                                                {random() % 3 == 0 ? std::string("*") : resource + "/*", resource},
                                                random() % 4 == 0 ? generated_condition(random) : "");
    }
    return document(out);
}

}  // namespace

std::vector<PolicySet> policy_sets() {
    const std::vector<std::string> typical = typical_documents();
    return {set_of("small", {typical.front()}), set_of("typical", typical), set_of("heavy", heavy_documents())};
}

std::vector<std::string> documents_of_account(std::size_t account) {
    constexpr std::size_t of_aws = 25, rolled_out = 15, all = 50;
    std::mt19937 random(static_cast<std::uint32_t>(account));
    std::vector<std::string> out;
    const std::string id = std::to_string(100'000'000'000 + account);
    while (out.size() < of_aws) out.push_back(generated_document(random() % 1'500, "*"));
    while (out.size() < of_aws + rolled_out) out.push_back(generated_document(10'000 + random() % 40, "*"));
    while (out.size() < all) out.push_back(generated_document(20'000 + random() % 300, id));
    return out;
}

}  // namespace iamirror::bench
