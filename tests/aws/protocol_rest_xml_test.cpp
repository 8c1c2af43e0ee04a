// The rest-xml protocol and S3's ways around it: requests byte by byte, answers that are none, redirects.
#include "aws/protocol_rest_xml.h"

#include <gtest/gtest.h>

#include <iostream>

#include "aws/absence.h"
#include "aws/operations/s3.h"
#include "aws/operations/s3_control.h"
#include "aws/pager.h"
#include "aws/partitions.h"
#include "model/base/text.h"
#include "tests/aws/corpora.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

const Parameters bucket{{"Bucket", "data"}};

std::string header_of(const HttpRequest& request, const std::string& name) {
    for (const auto& header : request.headers)
        if (to_lower_ascii(header.name) == name) return header.value;
    return "";
}

TEST(RestXmlRequest, PutsParametersWhereTheyBelong) {
    const auto request = make_rest_xml(s3_control::list_access_points(),
                                       {{"AccountId", "123456789012"}, {"Bucket", "a b"}, {"NextToken", "t+/="}});
    ASSERT_TRUE(request.ok());
    EXPECT_EQ(request->method, "GET");
    EXPECT_EQ(request->path, "/v20180820/accesspoint");
    EXPECT_EQ(request->query, "bucket=a%20b&nextToken=t%2B%2F%3D");
    EXPECT_EQ(header_of(*request, "x-amz-account-id"), "123456789012");
    EXPECT_EQ(request->body, "");
}

TEST(RestXmlRequest, WritesAnElementTree) {
    const auto request = make_rest_xml(s3_control::create_access_point(),
                                       {{"AccountId", "1"},
                                        {"Name", "point"},
                                        {"Bucket", "a&<b>\r\n"},
                                        {"PublicAccessBlockConfiguration/BlockPublicAcls", "true"},
                                        {"VpcConfiguration/VpcId", "vpc-1"},
                                        {"PublicAccessBlockConfiguration/BlockPublicPolicy", "false"}});
    ASSERT_TRUE(request.ok());
    EXPECT_EQ(request->method, "PUT");
    EXPECT_EQ(request->path, "/v20180820/accesspoint/point");
    EXPECT_EQ(request->body,
              "<CreateAccessPointRequest xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\">"
              "<Bucket>a&amp;&lt;b&gt;&#xD;&#xA;</Bucket><PublicAccessBlockConfiguration>"
              "<BlockPublicAcls>true</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>"
              "</PublicAccessBlockConfiguration><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>"
              "</CreateAccessPointRequest>");
    EXPECT_EQ(header_of(*request, "content-type"), "application/xml");
}

TEST(RestXmlRequest, WritesElementsOfOneNameAndAttributes) {
    Operation operation{.service = "s3", .name = "Put", .http = {.method = "PUT", .uri = "/", .body_root = "R"}};
    const auto request =
        make_rest_xml(operation, {{"Tag.1/Key", "a"}, {"Tag.2/Key", "b"}, {"Tag.1/@xsi:type", "t\"u"}});
    EXPECT_EQ(request->body, "<R><Tag xsi:type=\"t&quot;u\"><Key>a</Key></Tag><Tag><Key>b</Key></Tag></R>");
}

TEST(RestXmlRequest, SendsAPolicyAsItIsWithItsChecksum) {
    const auto request = make_rest_xml(s3::put_bucket_policy(), {{"Bucket", "data"}, {"Policy", "{\"a\": 1}"}});
    ASSERT_TRUE(request.ok());
    EXPECT_EQ(request->query, "policy");
    EXPECT_EQ(request->body, "{\"a\": 1}");
    EXPECT_EQ(header_of(*request, "x-amz-checksum-sha256"), "+dhgKMbg1k4iUYb5astpM4ssWXZN95FiEH9cS7NNExA=");
}

TEST(RestXmlRequest, RefusesWhatWouldBecomeAnotherRequest) {
    const auto refused = [](const Operation& operation, const Parameters& parameters, ErrorKind kind) {
        const auto request = make_rest_xml(operation, parameters);
        return !request.ok() && request.error().kind == kind;
    };
    for (const auto* name : {"", ".", ".."})
        EXPECT_TRUE(
            refused(s3_control::get_access_point(), {{"AccountId", "1"}, {"Name", name}}, ErrorKind::invalid_input));
    EXPECT_TRUE(refused(s3_control::get_access_point(), {{"AccountId", "1"}}, ErrorKind::invalid_input));
    EXPECT_TRUE(
        refused(s3_control::get_access_point(), {{"AccountId", "1\r\nx: y"}, {"Name", "n"}}, ErrorKind::invalid_input));
    EXPECT_TRUE(refused(s3_control::create_access_point(), {{"AccountId", "1"}, {"Name", "n"}, {"Bucket", "\x01"}},
                        ErrorKind::invalid_input));
    EXPECT_TRUE(refused(s3::get_bucket_acl(), {{"Bucket", "data"}, {"Typo", "x"}}, ErrorKind::internal));
}

Reply read(const Operation& operation, int status, const std::string& body) {
    return read_rest_xml(
        operation, {.status = status, .headers = {{"X-Amz-Request-Id", "REQ"}, {"x-amz-id-2", "HOST"}}, .body = body});
}

TEST(RestXmlAnswer, IsWhatWasPromisedOrNone) {
    const auto acl = s3::get_bucket_acl();
    EXPECT_TRUE(read(acl, 200, "<AccessControlPolicy xmlns=\"x\"/>").document.has_value());
    EXPECT_EQ(read(acl, 200, "").message, "the answer is empty");
    EXPECT_EQ(read(acl, 200, "<html></html>").message, "the answer is HTML");
    EXPECT_EQ(read(acl, 200, "<ListBucketResult/>").message,
              "the answer is <ListBucketResult> where <AccessControlPolicy> or <GetBucketAclResponse> was promised");
    EXPECT_TRUE(read(acl, 200, "<AccessControlPolicy>").is_unreadable);
    EXPECT_EQ(read(acl, 200, "<AccessControlPolicy/>").request_id, "REQ HOST");
}

TEST(RestXmlAnswer, PolicyIsAnsweredAsItIs) {
    const auto policy = s3::get_bucket_policy();
    const auto reply = read(policy, 200, "{\"Version\": \"2012-10-17\", \"Statement\": []}\n");
    ASSERT_TRUE(reply.document.has_value());
    EXPECT_EQ(reply.result.text(), "{\"Version\": \"2012-10-17\", \"Statement\": []}\n");
    EXPECT_EQ(read(policy, 200, "{\"Version\": \"2012").message, "the JSON is cut or broken");
    for (const auto* body : {"", "<html/>", "<ListBucketResult/>", "[]", "null", "{\"message\": \"hello\"}"})
        EXPECT_TRUE(read(policy, 200, body).is_unreadable) << body;
}

TEST(RestXmlAnswer, ErrorUnderASuccessfulStatusIsAnError) {
    const auto late = "<Error><Code>InternalError</Code><Message>m</Message><RequestId>R</RequestId></Error>";
    for (const auto& operation : {s3::get_bucket_acl(), s3::get_bucket_policy(), s3::put_bucket_policy()}) {
        const auto reply = read(operation, 200, late);
        EXPECT_FALSE(reply.document.has_value());
        EXPECT_EQ(reply.code, "InternalError");
        EXPECT_EQ(reply.request_id, "R HOST");
    }
}

TEST(RestXmlAnswer, WriteNeedsNoBody) {
    EXPECT_TRUE(read(s3::put_bucket_policy(), 204, "").document.has_value());
    EXPECT_TRUE(read(s3::put_bucket_policy(), 200, "<html>sign in</html>").is_unreadable);
}

const char* const acl_answer = "<AccessControlPolicy><Owner><ID>o</ID></Owner></AccessControlPolicy>";

std::string error_of(const std::string& code, const std::string& more = "") {
    return "<Error><Code>" + code + "</Code><Message>m</Message>" + more + "</Error>";
}

TEST(S3Call, IsSentToTheBucketAndSigned) {
    Bench bench;
    bench.transport.answer(200, acl_answer);
    const auto answer = bench.client().call(s3::get_bucket_acl(), bucket);
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->http_status, 200);
    const auto& request = bench.transport.requests.front();
    EXPECT_EQ(request.host, "data.s3.eu-west-1.amazonaws.com");
    EXPECT_EQ(request.path + "?" + request.query, "/?acl");
    EXPECT_NE(header_of(request, "authorization").find("/eu-west-1/s3/aws4_request"), std::string::npos);
}

TEST(S3Call, FollowsTheBucketToItsRegionOnceAndRemembersIt) {
    Bench bench;
    bench.transport.answer(301, error_of("PermanentRedirect"), {{"x-amz-bucket-region", "eu-central-1"}});
    bench.transport.answer(200, acl_answer);
    bench.transport.answer(200, acl_answer);
    auto client = bench.client();
    const auto answer = client.call(s3::get_bucket_acl(), bucket);
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->attempts, 2);
    ASSERT_TRUE(client.call(s3::get_bucket_acl(), bucket).ok());
    ASSERT_EQ(bench.transport.requests.size(), 3u);
    for (const std::size_t i : {1u, 2u}) {
        EXPECT_EQ(bench.transport.requests[i].host, "data.s3.eu-central-1.amazonaws.com");
        EXPECT_NE(header_of(bench.transport.requests[i], "authorization").find("/eu-central-1/s3/"), std::string::npos);
    }
    EXPECT_TRUE(bench.clock.slept.empty());
}

TEST(S3Call, ReadsTheRegionInEachForm) {
    struct Form {
        Operation operation;
        int status;
        std::string body;
        std::vector<Header> headers;
    };
    const std::vector<Form> forms{
        {s3::get_bucket_acl(), 307, error_of("TemporaryRedirect"), {{"x-amz-bucket-region", "us-west-2"}}},
        {s3::get_bucket_acl(), 400, error_of("AuthorizationHeaderMalformed", "<Region>us-west-2</Region>"), {}},
        {s3::head_bucket(), 400, "", {{"x-amz-bucket-region", "us-west-2"}}},
        {s3::head_bucket(), 301, "", {{"x-amz-bucket-region", "us-west-2"}}}};
    for (const auto& form : forms) {
        Bench bench;
        bench.transport.answer(form.status, form.body, form.headers);
        bench.transport.answer(200, form.operation.name == "HeadBucket" ? "" : acl_answer);
        EXPECT_TRUE(bench.client().call(form.operation, bucket).ok());
        EXPECT_EQ(bench.transport.requests.back().host, "data.s3.us-west-2.amazonaws.com");
    }
}

TEST(S3Call, StaysInItsPartitionAndMovesOnce) {
    for (const auto* region : {"cn-north-1", "eu-west-1", "evil.example", ""}) {
        Bench bench;
        bench.transport.answer(301, error_of("PermanentRedirect"), {{"x-amz-bucket-region", region}});
        EXPECT_FALSE(bench.client().call(s3::get_bucket_acl(), bucket).ok());
        EXPECT_EQ(bench.transport.requests.size(), 1u) << region;
    }
    Bench bench;
    bench.transport.answer(301, error_of("PermanentRedirect"), {{"x-amz-bucket-region", "us-west-2"}});
    bench.transport.answer(301, error_of("PermanentRedirect"), {{"x-amz-bucket-region", "us-east-2"}});
    const auto answer = bench.client().call(s3::get_bucket_acl(), bucket);
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().aws_code, "PermanentRedirect");
    EXPECT_EQ(answer.error().attempts.size(), 2u);
}

TEST(S3Call, WriteFollowsTooForNothingWasDone) {
    Bench bench;
    bench.transport.answer(301, error_of("PermanentRedirect"), {{"x-amz-bucket-region", "us-west-2"}});
    bench.transport.answer(204, "");
    EXPECT_TRUE(bench.client().call(s3::put_bucket_policy(), {{"Bucket", "data"}, {"Policy", "{}"}}).ok());
    EXPECT_FALSE(bench.transport.requests.back().is_repeatable);
}

TEST(S3Call, LateErrorIsTriedAgainButNotForAWrite) {
    Bench reading;
    reading.transport.answer(200, error_of("InternalError"));
    reading.transport.answer(200, "");
    reading.transport.answer(200, acl_answer);
    EXPECT_EQ(reading.client().call(s3::get_bucket_acl(), bucket)->attempts, 3);
    Bench writing;
    writing.transport.answer(200, error_of("InternalError"));
    const auto answer = writing.client().call(s3::put_bucket_policy(), {{"Bucket", "data"}, {"Policy", "{}"}});
    ASSERT_FALSE(answer.ok());
    EXPECT_TRUE(answer.error().effect_unknown);
    EXPECT_EQ(writing.transport.requests.size(), 1u);
}

TEST(S3Call, TellsNotSetFromGoneAndDenied) {
    const auto error = [](int status, const std::string& code) {
        Bench bench;
        bench.transport.answer(status, code.empty() ? "" : error_of(code));
        return bench.client().call(s3::get_bucket_policy(), bucket).error();
    };
    for (const auto* code : {"NoSuchBucketPolicy", "NoSuchTagSet", "NoSuchTagSetError",
                             "OwnershipControlsNotFoundError", "ServerSideEncryptionConfigurationNotFoundError",
                             "NoSuchPublicAccessBlockConfiguration", "NoSuchAccessPointPolicy"}) {
        EXPECT_TRUE(is_not_configured(error(404, code))) << code;
        EXPECT_FALSE(is_gone(error(404, code))) << code;
    }
    for (const auto* code : {"NoSuchBucket", "NoSuchAccessPoint"}) {
        EXPECT_FALSE(is_not_configured(error(404, code))) << code;
        EXPECT_TRUE(is_gone(error(404, code))) << code;
    }
    const auto denied = error(403, "AccessDenied");
    EXPECT_EQ(denied.kind, ErrorKind::denied);
    EXPECT_FALSE(is_not_configured(denied) || is_gone(denied));
}

TEST(S3Call, TakesAbsenceWithoutAWordFromHeadOnly) {
    Bench bench;
    bench.transport.answer(404, "");
    EXPECT_TRUE(is_gone(bench.client().call(s3::head_bucket(), bucket).error()));
    for (int i = 0; i < 10; ++i) bench.transport.answer(404, "");
    const auto error = bench.client().call(s3::get_bucket_policy(), bucket).error();
    EXPECT_EQ(error.kind, ErrorKind::invalid_answer);
    EXPECT_FALSE(is_gone(error) || is_not_configured(error));
}

TEST(S3Call, HintNamesThePermissionAsIamDoes) {
    Bench bench;
    bench.transport.answer(403, error_of("AccessDenied"));
    const auto error = bench.client().call(s3::get_bucket_encryption(), bucket).error();
    EXPECT_EQ(error.service_action, "s3:GetBucketEncryption");
    EXPECT_EQ(error.hint, "allow s3:GetEncryptionConfiguration to the identity of environment");
}

TEST(S3Call, PagesOfBothListings) {
    Bench bench;
    bench.transport.answer(200,
                           "<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket></Buckets>"
                           "<ContinuationToken>t+/=</ContinuationToken></ListAllMyBucketsResult>");
    bench.transport.answer(200, "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>");
    bench.transport.answer(200, "<ListAccessPointsResult><NextToken>n</NextToken></ListAccessPointsResult>");
    bench.transport.answer(200, "<ListAccessPointsResult/>");
    auto client = bench.client();
    ListingSummary summary;
    const auto ignore = [](const Node&) -> Status { return Done{}; };
    EXPECT_TRUE(for_each_page(client, s3::list_buckets(), s3::bucket_pages(), {}, ignore, summary).ok());
    EXPECT_EQ(bench.transport.requests[1].query, "max-buckets=10000&continuation-token=t%2B%2F%3D");
    EXPECT_TRUE(for_each_page(client, s3_control::list_access_points(), s3_control::access_point_pages(),
                              {{"AccountId", "123456789012"}}, ignore, summary)
                    .ok());
    EXPECT_EQ(bench.transport.requests[3].host, "123456789012.s3-control.eu-west-1.amazonaws.com");
    EXPECT_EQ(bench.transport.requests[3].query, "maxResults=1000&nextToken=n");
    EXPECT_EQ(summary.pages, 4);
}

// What the recorded answers of S3 hold, by the operations that we call.
TEST(RestXmlPublished, AnswersOfS3) {
    IAMIRROR_NEEDS_CORPORA();
    const auto read_recorded = [](const std::string& stem, const Operation& operation) {
        auto reply = read(operation, 200, read_file(*corpora() / "xml-responses/responses" / (stem + ".xml")));
        EXPECT_TRUE(reply.document.has_value()) << stem << ": " << reply.message;
        return reply;
    };
    const auto acl = read_recorded("s3-get-bucket-acl", s3::get_bucket_acl());
    EXPECT_EQ(acl.result.at("AccessControlList/Grant/Grantee").attribute("xsi:type"), "CanonicalUser");
    EXPECT_EQ(acl.result.text("AccessControlList/Grant/Permission"), "FULL_CONTROL");
    const auto location = read_recorded("s3-get-bucket-location", s3::get_bucket_location());
    EXPECT_EQ(region_of_location(*location.result.text(), "us-east-1"), "eu-west-1");
    const auto logging = read_recorded("s3-get-bucket-logging", s3::get_bucket_logging());
    EXPECT_EQ(logging.result.text("LoggingEnabled/TargetBucket"), "mybucketlogs");
    const auto policy = read_recorded("s3-get-bucket-policy", s3::get_bucket_policy());
    EXPECT_EQ(nlohmann::json::parse(*policy.result.text())["Version"], "2012-10-17");
    const auto buckets = read_recorded("s3-list-buckets", s3::list_buckets());
    const auto expected = read_json(*corpora() / "xml-responses/responses/s3-list-buckets.json")["Buckets"];
    const auto names = buckets.result.all("Buckets/Bucket/Name");
    ASSERT_EQ(names.size(), expected.size());
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(names[i].text(), expected[i]["Name"].get<std::string>());
}

TEST(RestXmlPublished, AnswersOfS3ThatWeDoNotAskFor) {
    IAMIRROR_NEEDS_CORPORA();
    auto operation = s3::get_bucket_acl();
    operation.http.roots = {"ListMultipartUploadsResult", "ListVersionsResult", "ListBucketResult"};
    for (const auto* stem :
         {"s3-list-multipart-uploads", "s3-list-multipart-uploads#2", "s3-list-object-versions", "s3-list-objects"}) {
        const auto folder = *corpora() / "xml-responses/responses";
        const auto reply = read(operation, 200, read_file(folder / (std::string{stem} + ".xml")));
        ASSERT_TRUE(reply.document.has_value()) << stem;
        const auto expected = read_json(folder / (std::string{stem} + ".json"));
        EXPECT_EQ(reply.result.text("IsTruncated"), expected["IsTruncated"].get<bool>() ? "true" : "false") << stem;
        for (const auto* list : {"Upload", "Version", "Contents", "CommonPrefixes"}) {
            const auto* key = std::string_view{list} == "Upload"    ? "Uploads"
                              : std::string_view{list} == "Version" ? "Versions"
                                                                    : list;
            EXPECT_EQ(reply.result.all(list).size(), expected.value(key, nlohmann::json::array()).size())
                << stem << list;
        }
    }
}

TEST(RestXmlPublished, ErrorsOfS3) {
    IAMIRROR_NEEDS_CORPORA();
    for (const auto* stem : {"s3-create-bucket", "s3-list-objects"}) {
        const auto folder = *corpora() / "xml-responses/errors";
        const auto reply = read(s3::get_bucket_acl(), 403, read_file(folder / (std::string{stem} + ".xml")));
        const auto expected = read_json(folder / (std::string{stem} + ".json"))["Error"];
        EXPECT_EQ(reply.code, expected["Code"].get<std::string>());
        EXPECT_EQ(reply.message, expected["Message"].get<std::string>());
        EXPECT_NE(reply.request_id.find(' '), std::string::npos);
    }
}

}  // namespace
}  // namespace iamirror::aws
