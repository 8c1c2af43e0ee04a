#include "model/translate/what.h"

#include <gtest/gtest.h>

#include "model/policy/format.h"

namespace iamirror::model {
namespace {

const PermissionTable words = {
    {"list", "bucket", "s3:ListBucket"},     {"list", "bucket", "s3:GetBucketLocation"},
    {"read", "object", "s3:GetObject"},      {"read", "object", "s3:GetObjectVersion"},
    {"write", "object", "s3:PutObject"},     {"write", "object", "s3:AbortMultipartUpload"},
    {"delete", "object", "s3:DeleteObject"},
};

std::string text_of(const Result<Grants>& grants) {
    if (!grants) return "refused: " + grants.error().message;
    std::string out;
    for (const Grant& grant : *grants) {
        out += grant.action + " " + grant.resource;
        for (const auto& [test, keys] : grant.condition) {
            for (const auto& [key, values] : keys) {
                for (const std::string& value : values) out += " " + test + " " + key + "=" + value;
            }
        }
        out += "\n";
    }
    return out;
}

struct Case {
    std::string name;
    What row;
    std::string grants;
};

class TranslateWhat : public testing::TestWithParam<Case> {};

TEST_P(TranslateWhat, ToGrants) {
    EXPECT_EQ(text_of(translate(GetParam().row, {"aws-cn", words})), GetParam().grants);
}

const Case grants[] = {
    {"ReadBucket",
     {"s3://data", "read", {}},
     "s3:GetObject arn:aws-cn:s3:::data/*\ns3:GetObjectVersion arn:aws-cn:s3:::data/*\n"},
    {"ReadPrefix",
     {"s3://data/a/b/", "read", {}},
     "s3:GetObject arn:aws-cn:s3:::data/a/b/*\ns3:GetObjectVersion arn:aws-cn:s3:::data/a/b/*\n"},
    {"ReadObject",
     {"s3://data/a/b", "read", {}},
     "s3:GetObject arn:aws-cn:s3:::data/a/b\ns3:GetObjectVersion arn:aws-cn:s3:::data/a/b\n"},
    {"ListBucket",
     {"s3://data", "list", {}},
     "s3:GetBucketLocation arn:aws-cn:s3:::data\ns3:ListBucket arn:aws-cn:s3:::data\n"},
    {"ListBucketWithSlash",
     {"s3://data/", "list", {}},
     "s3:GetBucketLocation arn:aws-cn:s3:::data\ns3:ListBucket arn:aws-cn:s3:::data\n"},
    {"ListPrefixIsLimitedToIt",
     {"s3://data/a/", "list", {}},
     "s3:ListBucket arn:aws-cn:s3:::data StringLike s3:prefix=a/*\n"},
    {"ListObjectIsLimitedToIt",
     {"s3://data/a", "list", {}},
     "s3:ListBucket arn:aws-cn:s3:::data StringLike s3:prefix=a\n"},
    {"ObjectActionOnPrefix",
     {"s3://data/a/", "s3:GetObjectTagging", {}},
     "s3:GetObjectTagging arn:aws-cn:s3:::data/a/*\n"},
    {"BucketActionOnBucket", {"s3://data", "s3:GetBucketPolicy", {}}, "s3:GetBucketPolicy arn:aws-cn:s3:::data\n"},
    {"AllActionsOnBucket", {"s3://data", "s3:*", {}}, "s3:* arn:aws-cn:s3:::data\ns3:* arn:aws-cn:s3:::data/*\n"},
    {"AllActionsOnPrefix",
     {"s3://data/a/", "s3:*", {}},
     "s3:* arn:aws-cn:s3:::data/a/*\ns3:ListBucket arn:aws-cn:s3:::data StringLike s3:prefix=a/*\n"
     "s3:ListBucketVersions arn:aws-cn:s3:::data StringLike s3:prefix=a/*\n"},
    {"LatinLetters",
     {"s3://data/caf\xC3\xA9/", "s3:GetObject", {}},
     "s3:GetObject arn:aws-cn:s3:::data/caf\xC3\xA9/*\n"},
    {"LoneDollar", {"s3://data/a$b", "s3:GetObject", {}}, "s3:GetObject arn:aws-cn:s3:::data/a$b\n"},
    {"ArnAsIamReadsIt",
     {"arn:aws-cn:dynamodb:*:123456789012:table/t*/${aws:username}", "dynamodb:Get*", {}},
     "dynamodb:Get* arn:aws-cn:dynamodb:*:123456789012:table/t*/${aws:username}\n"},
    {"EveryResource", {"*", "ec2:DescribeInstances", {}}, "ec2:DescribeInstances *\n"},
    {"ConditionIsKept",
     {"s3://data/a/", "list", R"({"Bool":{"aws:SecureTransport":true}})"},
     "s3:ListBucket arn:aws-cn:s3:::data Bool aws:SecureTransport=true StringLike s3:prefix=a/*\n"},
};

INSTANTIATE_TEST_SUITE_P(Rows, TranslateWhat, testing::ValuesIn(grants),
                         [](const auto& each) { return each.param.name; });

struct Refused {
    std::string name;
    What row;
    std::string reason;
};

class RefusedWhat : public testing::TestWithParam<Refused> {};

TEST_P(RefusedWhat, SaysWhy) {
    const auto result = translate(GetParam().row, {"aws", words});
    ASSERT_FALSE(result.ok()) << text_of(result);
    EXPECT_EQ(result.error().kind, ErrorKind::invalid_input);
    EXPECT_NE(result.error().message.find(GetParam().reason), std::string::npos) << result.error().message;
}

const Refused refused[] = {
    {"Star", {"s3://data/a*", "read", {}}, "holds *, ? or ${"},
    {"Question", {"s3://data/a?", "read", {}}, "holds *, ? or ${"},
    {"StarBucket", {"s3://*", "read", {}}, "holds *, ? or ${"},
    {"Variable", {"s3://data/${aws:username}/", "read", {}}, "holds *, ? or ${"},
    {"BeyondLatin", {"s3://data/\xE4\xB8\xAD/", "read", {}}, "U+4E2D"},
    {"Emoji", {"s3://data/\xF0\x9F\x98\x80", "read", {}}, "U+1F600"},
    {"Escape", {"s3://data/\x1b[2J", "read", {}}, "U+001B"},
    {"BadUtf8", {"s3://data/\xFF", "read", {}}, "not UTF-8"},
    {"NoBucket", {"s3://", "read", {}}, "names no bucket"},
    {"BadBucket", {"s3://a b/", "read", {}}, "names no bucket"},
    {"DotDotBucket", {"s3://../x", "read", {}}, "names no bucket"},
    {"LongKey", {"s3://data/" + std::string(1025, 'a'), "read", {}}, "1,024"},
    {"UnknownWord", {"s3://data", "own", {}}, "no permission \"own\""},
    {"OtherService", {"s3://data", "glue:GetTable", {}}, "no action of S3"},
    {"BadAction", {"s3://data", "s3:Get Object", {}}, "no action of S3"},
    {"BucketActionOnPrefix", {"s3://data/a/", "s3:PutBucketPolicy", {}}, "whole bucket only"},
    {"WordOnArn", {"arn:aws:s3:::data", "read", {}}, "service:Action"},
    {"StarOnArn", {"arn:aws:s3:::data", "*", {}}, "service:Action"},
    {"NeitherOne", {"data", "s3:GetObject", {}}, "neither s3:// nor an ARN"},
    {"ShortArn", {"arn:aws:s3", "s3:GetObject", {}}, "neither s3:// nor an ARN"},
    {"OtherPartition", {"arn:aws-cn:s3:::data", "s3:GetObject", {}}, "not of partition aws"},
    {"ArnBeyondLatin", {"arn:aws:s3:::\xE4\xB8\xAD", "s3:GetObject", {}}, "U+4E2D"},
    {"ConditionNotJson", {"s3://data", "read", "{"}, "not one JSON object"},
    {"ConditionTwice", {"s3://data", "read", R"({"Bool":{},"Bool":{}})"}, "not one JSON object"},
    {"ConditionWrongType", {"s3://data", "read", R"({"Bool":1})"}, "condition"},
    {"ConditionBreaksOut", {"s3://data", "read", R"({}},{"Effect":"Allow","Action":"*")"}, "condition"},
    {"ConditionAddsAction", {"s3://data", "read", R"({},"Action":"*")"}, "not one JSON object"},
    {"ConditionAddsEffect", {"s3://data", "read", R"({},"Resource":"*")"}, "not one JSON object"},
    {"ConditionBeyondLatin",
     {"s3://data", "read", "{\"StringEquals\":{\"aws:PrincipalTag/t\":\"\xE4\xB8\xAD\"}}"},
     "has a condition with U+4E2D, which no policy may hold"},
    {"PrefixTwice", {"s3://data/a/", "list", R"({"StringLike":{"S3:Prefix":"b/*"}})"}, "s3:prefix"},
};

INSTANTIATE_TEST_SUITE_P(Rows, RefusedWhat, testing::ValuesIn(refused),
                         [](const auto& each) { return each.param.name; });

TEST(S3Place, TellsPrefixFromObject) {
    EXPECT_TRUE(parse_s3_place("s3://data/a/")->is_prefix());
    EXPECT_FALSE(parse_s3_place("s3://data/a")->is_prefix());
    EXPECT_FALSE(parse_s3_place("s3://data")->is_prefix());
    EXPECT_EQ(parse_s3_place("s3://data//a")->key, "/a");
}

}  // namespace
}  // namespace iamirror::model
