// Signing for S3, which the official cases leave out: keys and sub-resources that go wrong elsewhere, held against
// botocore's signer.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "aws/internal/protocols.h"
#include "aws/operations/s3.h"
#include "aws/operations/s3_control.h"
#include "aws/protocol_rest_xml.h"
#include "aws/sigv4.h"
#include "model/base/digest.h"
#include "model/base/text.h"
#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

const std::vector<std::string>& keys() {
    static const std::vector<std::string> list{"plain.txt",
                                               "a b",
                                               "a+b",
                                               "a%2Fb",
                                               "a%20b",
                                               "100%",
                                               "a=b",
                                               "a*b",
                                               "a~b",
                                               "a'b",
                                               "(a)",
                                               "a!b",
                                               "a@b",
                                               "a:b",
                                               "a;b",
                                               "a,b",
                                               "a&b",
                                               "a?b",
                                               "a#b",
                                               "a$b",
                                               "a\"b",
                                               "<a>",
                                               "[a]",
                                               "{a}",
                                               "a|b",
                                               "a\\b",
                                               "a^b",
                                               "a`b",
                                               "/a",
                                               "//a",
                                               "a//b",
                                               "a/",
                                               "a/./b",
                                               "a/../b",
                                               "..",
                                               ".",
                                               "é",
                                               "€",
                                               "😀",
                                               "e\u0301",
                                               "\t",
                                               "\x01",
                                               std::string(1024, 'k'),
                                               [] {
                                                   std::string text;
                                                   for (int i = 0; i < 256; ++i) text += "😀";
                                                   return text;
                                               }()};
    return list;
}

const std::vector<std::string> queries{"policy",
                                       "acl",
                                       "tagging",
                                       "publicAccessBlock",
                                       "uploads=",
                                       "versions&prefix=",
                                       "list-type=2&prefix=a%2Fb&delimiter=%2F",
                                       "list-type=2&continuation-token=a%2Bb%2F%3D%3D",
                                       "marker=%F0%9F%98%80&max-keys=1",
                                       "versionId=a.b~c",
                                       "b=2&a=1&a=0"};

struct S3Case {
    HttpRequest request;
    bool has_token = false;
};

// The path as the protocol makes it of a key.
std::string encode_key(const std::string& key) {
    const Operation get_object{.service = "s3",
                               .name = "GetObject",
                               .protocol = Protocol::rest_xml,
                               .http = {.method = "GET", .uri = "/{Key+}"}};
    return make_rest_xml(get_object, {{"Key", key}}).value().path;
}

HttpRequest request_of(const std::string& method, const std::string& path, const std::string& query) {
    HttpRequest request;
    request.method = method;
    request.scheme = "https";
    request.host = "bucket.s3.eu-west-1.amazonaws.com";
    request.path = path;
    request.query = query;
    return request;
}

// Whole requests, from parameters to the wire.
std::vector<std::pair<Operation, Parameters>> calls() {
    const std::string odd = "a b+c%2F=*~é😀";
    return {{s3::put_bucket_policy(), {{"Bucket", "bucket"}, {"Policy", "{\"Version\":\"2012-10-17\"}"}}},
            {s3::get_bucket_policy_status(), {{"Bucket", "bucket.with.dots"}}},
            {s3::get_bucket_ownership_controls(), {{"Bucket", odd}}},
            {s3::list_buckets(), {{"ContinuationToken", odd + "/?&#"}, {"MaxBuckets", "1"}}},
            {s3::head_bucket(), {{"Bucket", "bucket"}}},
            {s3_control::list_access_points(), {{"AccountId", "123456789012"}, {"NextToken", odd}}},
            {s3_control::get_access_point_policy(), {{"AccountId", "123456789012"}, {"Name", odd + "//."}}},
            {s3_control::put_access_point_policy(),
             {{"AccountId", "123456789012"}, {"Name", "ap:one"}, {"Policy", "{\"é\": \"<&>\"}"}}}};
}

std::vector<S3Case> all_cases() {
    std::vector<S3Case> cases;
    for (const auto& key : keys()) cases.push_back({request_of("GET", encode_key(key), "")});
    for (const auto& query : queries) cases.push_back({request_of("GET", "/", query), true});
    for (const auto& [operation, parameters] : calls()) {
        const EndpointSettings settings;
        const auto endpoint = resolve_endpoint(endpoint_query(operation, parameters, "eu-west-1"), settings);
        cases.push_back({make_request(operation, parameters, *endpoint).value(), true});
    }
    cases.push_back({request_of("GET", "/a%20b", "")});
    cases.back().request.host = "ap-123456789012.s3-accesspoint.eu-west-1.amazonaws.com";
    return cases;
}

const SigningScope scope{*parse_time("2026-10-01T12:00:00Z"), "eu-west-1", "s3"};

Credentials credentials_of(const S3Case& c) {
    return {.access_key_id = "AKIDEXAMPLE",
            .secret_access_key = Secret{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
            .session_token = Secret{c.has_token ? "to/ken+==" : ""}};
}

json as_json(const S3Case& c) {
    json headers = json::object();
    for (const auto& header : c.request.headers) headers[header.name] = header.value;
    const auto url = c.request.scheme + "://" + c.request.host + c.request.path +
                     (c.request.query.empty() ? "" : "?" + c.request.query);
    const auto credentials = credentials_of(c);
    return {{"method", c.request.method},
            {"url", url},
            {"headers", headers},
            {"body", c.request.body},
            {"timestamp", scope.date_time},
            {"region", scope.region},
            {"key", credentials.access_key_id},
            {"secret", credentials.secret_access_key.reveal()},
            {"token", credentials.session_token.reveal()}};
}

std::filesystem::path source_root() {
    const char* root = std::getenv("IAMIRROR_SOURCE");
    return root == nullptr ? std::filesystem::current_path() : std::filesystem::path{root};
}

// What botocore makes of the cases.
json signed_by_botocore(const std::filesystem::path& python, const json& cases) {
    const auto input = std::filesystem::temp_directory_path() / ("iamirror-s3-signing-" + std::to_string(::getpid()));
    std::ofstream{input} << cases;
    const auto command =
        python.string() + " " + (source_root() / "tests/aws/botocore_sign.py").string() + " <" + input.string();
    std::string output;
    if (FILE* const pipe = ::popen(command.c_str(), "r")) {
        char part[4096];
        for (std::size_t size = 0; (size = std::fread(part, 1, sizeof part, pipe)) > 0;) output.append(part, size);
        ::pclose(pipe);
    }
    std::filesystem::remove(input);
    return json::parse(output);
}

TEST(S3Signing, AgreesWithBotocore) {
    const auto python = source_root() / "build/venv/bin/python";
    if (!std::filesystem::exists(python)) GTEST_SKIP() << "no build/venv (docker/install.sh makes it): NOT compared";
    const auto cases = all_cases();
    json input = json::array();
    for (const auto& c : cases) input.push_back(as_json(c));
    const auto theirs = signed_by_botocore(python, input);
    ASSERT_EQ(theirs.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        SCOPED_TRACE(cases[i].request.path + "?" + cases[i].request.query);
        auto request = cases[i].request;
        sign(request, credentials_of(cases[i]), scope, {.path = path_rule("s3")});
        const auto header = request.headers.back();
        request.headers.pop_back();
        EXPECT_EQ(canonical_request(request, sha256_hex(request.body), path_rule("s3")).text,
                  theirs[i]["canonical_request"].get<std::string>());
        EXPECT_TRUE(header.value.ends_with("Signature=" + theirs[i]["signature"].get<std::string>()));
    }
    std::cout << cases.size() << " requests to S3 signed as botocore does\n";
    EXPECT_GE(cases.size(), 40u);
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html has these signatures.
struct Documented {
    const char* method;
    const char* path;
    const char* query;
    std::vector<Header> headers;
    const char* body;
    const char* signature;
};

TEST(S3Signing, GivesTheDocumentedSignatures) {
    const std::vector<Documented> examples{
        {"GET",
         "/test.txt",
         "",
         {{"Range", "bytes=0-9"}},
         "",
         "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
        {"PUT",
         "/test%24file.text",
         "",
         {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
         "Welcome to Amazon S3.",
         "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
        {"GET", "/", "lifecycle", {}, "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
        {"GET",
         "/",
         "max-keys=2&prefix=J",
         {},
         "",
         "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"}};
    for (const auto& example : examples) {
        auto request = request_of(example.method, example.path, example.query);
        request.host = "examplebucket.s3.amazonaws.com";
        request.headers = example.headers;
        request.body = example.body;
        const Credentials credentials{.access_key_id = "AKIAIOSFODNN7EXAMPLE",
                                      .secret_access_key = Secret{"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}};
        sign(request, credentials, {*parse_time("2013-05-24T00:00:00Z"), "us-east-1", "s3"}, {.path = path_rule("s3")});
        EXPECT_TRUE(request.headers.back().value.ends_with(example.signature)) << example.path << example.query;
    }
}

}  // namespace
}  // namespace iamirror::aws
