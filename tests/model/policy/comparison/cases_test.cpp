// One policy beside another, case by case: what they are to each other, and that a difference is shown by a request.
// Operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "model/policy/catalogue.h"
#include "model/policy/compare.h"
#include "model/simulate.h"
#include "tests/support/program.h"

namespace iamirror::model {
namespace {

using ::testing::HasSubstr;

struct Case {
    const char* name;
    const char* a;  // the statements, or the layers where it begins with a brace and a member of them
    const char* b;
    const char* relation;
};

// Shorter to read: ALL for everything, and one statement without its brackets.
std::string statements(const std::string& text) {
    if (text == "ALL") return R"([{"Effect":"Allow","Action":"*","Resource":"*"}])";
    return text.empty() || text.front() == '[' ? text : "[" + text + "]";
}

Layers layers(const std::string& text, ComparisonType type) {
    if (text.starts_with("{\"") && text.find("\"Effect\"") != 1) {
        const auto read = read_layers(*read_json(text).value);
        EXPECT_TRUE(read.ok()) << text;
        return read.ok() ? *read : Layers{};
    }
    const auto policy = parse_policy(R"({"Version":"2012-10-17","Statement":)" + statements(text) + "}");
    EXPECT_TRUE(policy.ok()) << text;
    return layers_of(policy.ok() ? *policy : Policy{}, type);
}

void check(const Case& one, ComparisonType type) {
    const Layers a = layers(one.a, type), b = layers(one.b, type);
    const PolicyComparison found = compare_policies(a, b, type), turned = compare_policies(b, a, type);
    EXPECT_EQ(name(found.relation), one.relation)
        << one.name << ": " << found.a_allows_more.why << "; " << found.b_allows_more.why;
    EXPECT_EQ(turned.a_allows_more.answer, found.b_allows_more.answer) << one.name;
    EXPECT_EQ(turned.b_allows_more.answer, found.a_allows_more.answer) << one.name;
    for (const Surplus* surplus : {&found.a_allows_more, &found.b_allows_more}) {
        EXPECT_FALSE(surplus->why.empty()) << one.name;
        ASSERT_EQ(surplus->witness.has_value(), surplus->answer == Answer::yes) << one.name;
        if (!surplus->witness) continue;
        const bool is_of_a = surplus == &found.a_allows_more;
        const auto decide = [&](const Layers& side) {
            return evaluate(*surplus->witness, layers_for_witness(side, type, *surplus->witness)).verdict;
        };
        EXPECT_EQ(decide(is_of_a ? a : b), Verdict::allowed) << one.name;
        EXPECT_EQ(decide(is_of_a ? b : a), Verdict::denied) << one.name;
    }
}

// Allow everything under a condition; everything but what a condition denies.
#define IF(condition) R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":)" condition "}"
#define BUT(condition)                                    \
    R"([{"Effect":"Allow","Action":"*","Resource":"*"},)" \
    R"({"Effect":"Deny","Action":"*","Resource":"*","Condition":)" condition "}]"
#define ON(resource) R"({"Effect":"Allow","Action":"s3:GetObject","Resource":)" resource "}"

TEST(Comparison, OfConditions) {
    const Case cases[] = {
        {"fewer values", IF(R"({"StringEquals":{"x:k":"a"}})"), IF(R"({"StringEquals":{"x:k":["a","b"]}})"),
         "narrower"},
        {"fewer denied", BUT(R"({"StringEquals":{"x:k":"a"}})"), BUT(R"({"StringEquals":{"x:k":["a","b"]}})"), "wider"},
        {"other values", IF(R"({"StringEquals":{"x:k":"a"}})"), IF(R"({"StringEquals":{"x:k":"b"}})"), "neither"},
        {"a glob within a glob", IF(R"({"StringLike":{"x:k":"ab*"}})"), IF(R"({"StringLike":{"x:k":"a*"}})"),
         "narrower"},
        {"a value of a glob", IF(R"({"StringEquals":{"x:k":"ab"}})"), IF(R"({"StringLike":{"x:k":"a?"}})"), "narrower"},
        {"Allow not, Deny not", IF(R"({"StringNotEquals":{"x:k":"a"}})"), BUT(R"({"StringEquals":{"x:k":"a"}})"),
         "equal"},
        {"not like a wider", IF(R"({"StringNotLike":{"x:k":"a*"}})"), IF(R"({"StringNotLike":{"x:k":"ab*"}})"),
         "narrower"},
        {"a missing key", BUT(R"({"StringNotEquals":{"x:k":"a"}})"), IF(R"({"StringEquals":{"x:k":"a"}})"), "equal"},
        {"a key that may be missing", IF(R"({"StringEqualsIfExists":{"x:k":"a"}})"),
         IF(R"({"StringEquals":{"x:k":"a"}})"), "wider"},
        {"case", IF(R"({"StringEqualsIgnoreCase":{"x:k":"A"}})"), IF(R"({"StringEquals":{"x:k":"a"}})"), "wider"},
        {"numbers below", IF(R"({"NumericLessThan":{"x:n":"5"}})"), IF(R"({"NumericLessThanEquals":{"x:n":"5.0"}})"),
         "narrower"},
        {"numbers beside each other", BUT(R"({"NumericGreaterThan":{"x:n":"5"}})"),
         IF(R"({"NumericLessThanEqualsIfExists":{"x:n":"5"}})"), "equal"},
        {"one number", IF(R"({"NumericEquals":{"x:n":"1e1"}})"), IF(R"({"NumericEquals":{"x:n":"10"}})"), "narrower"},
        {"dates", IF(R"({"DateLessThan":{"x:d":"2026-01-01"}})"),
         IF(R"({"DateLessThan":{"x:d":"2026-01-01T00:00:01Z"}})"), "narrower"},
        {"a date in seconds", IF(R"({"DateEquals":{"x:d":"1767225600"}})"),
         IF(R"({"DateEquals":{"x:d":"2026-01-01"}})"), "equal"},
        {"a truth and its contrary", IF(R"({"Bool":{"x:b":"true"}})"), BUT(R"({"BoolIfExists":{"x:b":"false"}})"),
         "equal"},
        {"a deny in the clear", BUT(R"({"Bool":{"aws:SecureTransport":"false"}})"), "ALL", "narrower"},
        {"networks", IF(R"({"IpAddress":{"x:ip":"10.1.0.0/16"}})"), IF(R"({"IpAddress":{"x:ip":"10.0.0.0/8"}})"),
         "narrower"},
        {"two halves of a network", IF(R"({"IpAddress":{"x:ip":["10.0.0.0/9","10.128.0.0/9"]}})"),
         IF(R"({"IpAddress":{"x:ip":"10.0.0.0/8"}})"), "equal"},
        {"not in a network", IF(R"({"NotIpAddress":{"x:ip":"10.0.0.0/8"}})"),
         IF(R"({"NotIpAddress":{"x:ip":"10.1.0.0/16"}})"), "narrower"},
        {"networks of both kinds", IF(R"({"IpAddress":{"x:ip":"2001:db8::/32"}})"),
         IF(R"({"IpAddress":{"x:ip":"10.0.0.0/8"}})"), "neither"},
        {"a gap between addresses", IF(R"({"IpAddress":{"x:ip":"10.0.0.0/30"}})"),
         IF(R"({"IpAddress":{"x:ip":["10.0.0.0","10.0.0.3"]}})"), "wider"},
        {"a gap between numbers", IF(R"({"NumericGreaterThan":{"x:n":"5"},"NumericLessThan":{"x:n":"9"}})"), "[]",
         "wider"},
        {"any other of several needs one", IF(R"({"ForAnyValue:StringNotEquals":{"aws:TagKeys":"a"}})"),
         IF(R"({"Null":{"aws:TagKeys":"false"}})"), "narrower"},
        {"octets", IF(R"({"BinaryEquals":{"x:o":"QUFB"}})"), IF(R"({"BinaryEquals":{"x:o":["QUFB","QUFC"]}})"),
         "narrower"},
        {"ARNs", IF(R"({"ArnLike":{"x:a":"arn:aws:s3:::a*"}})"), IF(R"({"ArnEquals":{"x:a":"arn:*:s3:::*"}})"),
         "narrower"},
        {"not ARNs", IF(R"({"ArnNotLike":{"x:a":"arn:aws:s3:::a*"}})"), BUT(R"({"ArnLike":{"x:a":"arn:aws:s3:::a*"}})"),
         "equal"},
        {"Null", IF(R"({"Null":{"x:k":"true"}})"), BUT(R"({"Null":{"x:k":"false"}})"), "equal"},
        {"any of several", IF(R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}})"),
         IF(R"({"ForAnyValue:StringLike":{"aws:TagKeys":"a*"}})"), "narrower"},
        {"all of several", IF(R"({"ForAllValues:StringEquals":{"aws:TagKeys":"a"}})"),
         IF(R"({"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}})"), "narrower"},
        {"all and any", IF(R"({"ForAllValues:StringEquals":{"aws:TagKeys":"a"}})"),
         IF(R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}})"), "neither"},
        {"none and any", IF(R"({"ForAllValues:StringNotEquals":{"aws:TagKeys":"a"}})"),
         BUT(R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}})"), "equal"},
        {"two tests", IF(R"({"Bool":{"x:b":"true"},"StringEquals":{"x:k":"a"}})"), IF(R"({"Bool":{"x:b":"true"}})"),
         "narrower"},
        {"tests that exclude each other", IF(R"({"NumericLessThan":{"x:n":"1"},"NumericGreaterThan":{"x:n":"2"}})"),
         "[]", "equal"},
        {"an unknown operator", IF(R"({"StringResembles":{"x:k":"a"}})"), "[]", "equal"},
        {"an unknown operator that denies", BUT(R"({"StringResembles":{"x:k":"a"}})"), "[]", "equal"},
        {"the account of principal and resource",
         IF(R"({"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}})"), "ALL", "equal"},
        {"users and roles", IF(R"({"StringLike":{"aws:PrincipalArn":"arn:*:iam::*:role/*"}})"),
         IF(R"({"Null":{"aws:username":"true"}})"), "equal"},
    };
    for (const Case& one : cases) check(one, ComparisonType::identity);
}

TEST(Comparison, OfActionsAndResources) {
    const Case cases[] = {
        {"itself", "ALL", "ALL", "equal"},
        {"nothing", "[]", "[]", "equal"},
        {"a deny of all",
         R"([{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*"}])", "[]",
         "equal"},
        {"a prefix", ON(R"("arn:aws:s3:::b/x/*")"), ON(R"("arn:aws:s3:::b/*")"), "narrower"},
        {"two parts and the whole", ON(R"(["arn:aws:s3:::b/a*","arn:aws:s3:::b/*"])"), ON(R"("arn:aws:s3:::b/*")"),
         "equal"},
        {"a bucket's ARN holds no object", ON(R"("arn:aws:s3:::b")"), "[]", "equal"},
        {"a secret part denied",
         "[" ON(R"("arn:aws:s3:::b/*")") R"(,{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/s/*"}])",
         ON(R"("arn:aws:s3:::b/*")"), "narrower"},
        {"what is denied is elsewhere",
         "[" ON(R"("arn:aws:s3:::b/*")") R"(,{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::c/*"}])",
         ON(R"("arn:aws:s3:::b/*")"), "equal"},
        {"NotResource", R"({"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::b/s/*"})",
         "[" ON(R"("*")") R"(,{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::b/s/*"}])", "equal"},
        {"NotAction", R"({"Effect":"Allow","NotAction":"s3:*","Resource":"*"})",
         R"([{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}])",
         "equal"},
        {"the case of actions", R"({"Effect":"Allow","Action":"S3:getobject","Resource":"*"})", ON(R"("*")"), "equal"},
        {"an action that the catalogue does not know", R"({"Effect":"Allow","Action":"s3:NoSuch","Resource":"*"})",
         ON(R"("*")"), "neither"},
        {"a pattern that meets no action yet",
         R"({"Effect":"Allow","Action":["s3:GetObject","s3:Zz*"],"Resource":"*"})", ON(R"("*")"), "wider"},
        {"a variable", ON(R"("arn:aws:s3:::b/${aws:username}/*")"), ON(R"("arn:aws:s3:::b/*")"), "narrower"},
        {"a variable and a part of it", ON(R"("arn:aws:s3:::b/${aws:username}/x")"),
         ON(R"("arn:aws:s3:::b/${aws:username}/*")"), "narrower"},
        {"a variable and one of its values", ON(R"("arn:aws:s3:::b/${aws:username}/*")"),
         ON(R"("arn:aws:s3:::b/bob/*")"), "neither"},
        {"a variable, one of its values denied",
         "[" ON(
             R"("arn:aws:s3:::b/${aws:username}/*")") R"(,{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::b/bob/*"}])",
         ON(R"("arn:aws:s3:::b/${aws:username}/*")"), "narrower"},
        {"a variable whose value is left out", ON(R"("arn:aws:s3:::b/${aws:username}/*")"),
         R"({"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::b/bob/*"})", "neither"},
        {"a variable with a default", ON(R"("arn:aws:s3:::b/${aws:PrincipalTag/t, 'x'}/*")"),
         ON(R"("arn:aws:s3:::b/${aws:PrincipalTag/t}/*")"), "unknown"},
        {"use of a key", R"({"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:*:*:key/*"})", "[]",
         "wider"},
        {"keys denied",
         R"([{"Effect":"Allow","Action":"kms:*","Resource":"*"},{"Effect":"Deny","Action":"kms:*","Resource":"arn:*:kms:*:*:key/*"}])",
         R"({"Effect":"Allow","Action":"kms:*","NotResource":"arn:*:kms:*:*:key/*"})", "equal"},
        {"assuming a role",
         R"({"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::123456789012:role/*"})",
         R"({"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::123456789012:role/a*"})", "wider"},
        {"an action without resources",
         R"({"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"arn:aws:s3:::*"})", "[]", "equal"},
    };
    for (const Case& one : cases) check(one, ComparisonType::identity);
}

// Names that only tell two policies apart where they are as long, as short or in the case that a test asks for.
TEST(Comparison, FindsWhatAVariableMayStandFor) {
    const std::pair<const char*, const char*> cases[] = {
        {IF(R"({"StringEquals":{"x:k":"${aws:username}"},"StringLike":{"x:k":"a*"}})"),
         BUT(R"({"StringEqualsIgnoreCase":{"x:k":"A"}})")},
        {IF(R"({"StringEquals":{"x:k":"${aws:username}"},"StringLike":{"x:k":"a*"}})"),
         BUT(R"({"StringLike":{"x:k":"?"}})")},
        {IF(R"({"StringEqualsIgnoreCase":{"aws:username":"ab"},"StringNotEquals":{"aws:username":["ab","AB"]}})"),
         BUT(R"({"StringEquals":{"x:k":"${aws:username}"}})")},
        {IF(R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:user/a*"}})"),
         BUT(R"({"StringLike":{"x:k":"${aws:username}*"}})")},
        {IF(R"({"StringEquals":{"x:k":"${aws:username}"}})"),
         BUT(R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:user/a*"}})")},
        {IF(R"({"StringLike":{"x:k":"${aws:username}*"},"StringEquals":{"x:k":"ab"}})"),
         IF(R"({"StringEquals":{"x:k":"${aws:username}"}})")},
        {ON(R"("arn:aws:s3:::b/${aws:username}/*")"), ON(R"(["arn:aws:s3:::b/a*/*","arn:aws:s3:::b/e*/*"])")}};
    for (const auto& [a, b] : cases) {
        const PolicyComparison found = compare_policies(layers(a, ComparisonType::identity),
                                                        layers(b, ComparisonType::identity), ComparisonType::identity);
        EXPECT_EQ(found.a_allows_more.answer, Answer::yes) << a << " beside " << b << ": " << found.a_allows_more.why;
    }
}

#define DOCUMENT(statement) R"([{"document":{"Version":"2012-10-17","Statement":[)" statement "]}}]"
#define LEVEL(statement) R"({"target":"ou","policies":)" DOCUMENT(statement) "}"
#define EVERYTHING R"({"Effect":"Allow","Action":"*","Resource":"*"})"

#define TO(principal) \
    R"({"Effect":"Allow","Principal":)" principal R"(,"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"})"
#define NOT_TO(element, principal) \
    R"({"Effect":"Deny",")" element R"(":)" principal R"(,"Action":"s3:*","Resource":"*"})"

TEST(Comparison, OfLayers) {
    const Case cases[] = {
        {"a boundary",
         R"({"permissions_boundary":)" DOCUMENT(ON(R"("*")")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         ON(R"("*")"), "equal"},
        {"a boundary that limits nothing",
         R"({"permissions_boundary":)" DOCUMENT(EVERYTHING) R"(,"identity_policies":)" DOCUMENT(ON(R"("*")")) "}",
         ON(R"("*")"), "equal"},
        {"an empty boundary", R"({"permissions_boundary":[],"identity_policies":)" DOCUMENT(EVERYTHING) "}", "[]",
         "equal"},
        {"a boundary against none", "ALL",
         R"({"permissions_boundary":)" DOCUMENT(ON(R"("*")")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         "wider"},
        {"session policies",
         R"({"session_policies":)" DOCUMENT(ON(R"("arn:aws:s3:::b/*")")) R"(,"identity_policies":)" DOCUMENT(
             ON(R"("*")")) "}",
         ON(R"("arn:aws:s3:::b/*")"), "equal"},
        {"every level must allow",
         R"({"service_control_policies":[)" LEVEL(EVERYTHING) "," LEVEL(
             ON(R"("*")")) R"(],"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         ON(R"("*")"), "equal"},
        {"a level that denies",
         R"({"service_control_policies":[)" LEVEL(
             EVERYTHING
             R"(,{"Effect":"Deny","Action":"s3:*","Resource":"*"})") R"(],"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         R"({"Effect":"Allow","NotAction":"s3:*","Resource":"*"})", "equal"},
        {"an endpoint that lets a part through",
         R"({"endpoint_policies":)" DOCUMENT(TO(R"("*")")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         ON(R"("arn:aws:s3:::b/*")"), "equal"},
        {"an endpoint that names nobody",
         R"({"endpoint_policies":)" DOCUMENT(EVERYTHING) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}", "[]",
         "equal"},
        {"an endpoint for an account",
         R"({"endpoint_policies":)" DOCUMENT(TO(R"({"AWS":"111122223333"})")) R"(,"identity_policies":)" DOCUMENT(
             EVERYTHING) "}",
         R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}})",
         "equal"},
        {"an endpoint for a role",
         R"({"endpoint_policies":)" DOCUMENT(
             TO(R"({"AWS":"arn:aws:iam::111122223333:role/r"})")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/r"}}})",
         "equal"},
        {"an endpoint for a session",
         R"({"endpoint_policies":)" DOCUMENT(TO(
             R"({"AWS":"arn:aws:sts::111122223333:assumed-role/r/s"})")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         R"({"endpoint_policies":)" DOCUMENT(
             TO(R"({"AWS":"arn:aws:iam::111122223333:role/r"})")) R"(,"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         "narrower"},
        {"an RCP that denies a part",
         R"({"resource_control_policies":[)" LEVEL(NOT_TO("Principal", R"("*")")) R"(],"identity_policies":)" DOCUMENT(
             EVERYTHING) "}",
         R"({"Effect":"Allow","NotAction":"s3:*","Resource":"*"})", "equal"},
        {"an RCP is of some services only",
         R"({"resource_control_policies":[)" LEVEL(
             R"({"Effect":"Deny","Principal":"*","Action":"ec2:*","Resource":"*"})") R"(],"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         "ALL", "equal"},
        {"an RCP that allows little limits nothing",
         R"({"resource_control_policies":[)" LEVEL(TO(R"("*")")) R"(],"identity_policies":)" DOCUMENT(EVERYTHING) "}",
         "ALL", "equal"},
        {"a bucket's policy that names a role, within its boundary",
         R"({"permissions_boundary":)" DOCUMENT(ON(R"("arn:aws:s3:::b/a*")")) R"(,"resource_policy":{"Statement":)" TO(
             R"({"AWS":"arn:aws:iam::111122223333:role/r"})") "}}",
         R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/a*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/r"}}})",
         "equal"},
        {"a bucket's policy that names a user, whatever the boundary",
         R"({"permissions_boundary":[],"resource_policy":{"Statement":)" TO(
             R"({"AWS":"arn:aws:iam::111122223333:user/u"})") "}}",
         R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/u"}}})",
         "equal"},
        {"a bucket's policy that names the account gives nothing",
         R"({"permissions_boundary":)" DOCUMENT(EVERYTHING) R"(,"resource_policy":{"Statement":)" TO(
             R"({"AWS":"111122223333"})") "}}",
         "[]", "equal"},
        {"a key's policy that does not name the account",
         R"({"identity_policies":)" DOCUMENT(
             R"({"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"})") R"(,"resource_policy":{"Statement":[]}})",
         R"({"Effect":"Allow","Action":"kms:Decrypt","NotResource":"arn:*:kms:*:*:key/*"})", "equal"},
        {"policies add up",
         R"({"identity_policies":[{"document":{"Statement":[)" ON(
             R"("arn:aws:s3:::b/*")") R"(]}},{"document":{"Statement":[)" ON(R"("arn:aws:s3:::c/*")") "]}}]}",
         ON(R"(["arn:aws:s3:::b/*","arn:aws:s3:::c/*"])"), "equal"},
    };
    for (const Case& one : cases) check(one, ComparisonType::identity);
}

TEST(Comparison, OfResourcePolicies) {
    const Case cases[] = {
        {"everybody and an account", TO(R"("*")"), TO(R"({"AWS":"111122223333"})"), "wider"},
        {"an account, written twice", TO(R"({"AWS":"111122223333"})"),
         TO(R"({"AWS":"arn:aws:iam::111122223333:root"})"), "equal"},
        {"a role and its account", TO(R"({"AWS":"arn:aws:iam::111122223333:role/r"})"), TO(R"({"AWS":"111122223333"})"),
         "narrower"},
        {"a session and its role", TO(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/r/s"})"),
         TO(R"({"AWS":"arn:aws:iam::111122223333:role/r"})"), "narrower"},
        {"two users", TO(R"({"AWS":"arn:aws:iam::111122223333:user/a"})"),
         TO(R"({"AWS":"arn:aws:iam::111122223333:user/b"})"), "neither"},
        {"a service", TO(R"({"Service":"logging.s3.amazonaws.com"})"), "[]", "wider"},
        {"everybody is the account's users under a condition",
         R"({"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}})",
         TO(R"({"AWS":"111122223333"})"), "equal"},
        {"a deny with NotPrincipal spares the role",
         "[" TO(R"("*")") "," NOT_TO("NotPrincipal", R"({"AWS":"arn:aws:iam::111122223333:role/r"})") "]",
         TO(R"({"AWS":"arn:aws:iam::111122223333:role/r"})"), "narrower"},
        {"a deny alone", NOT_TO("Principal", R"("*")"), "[]", "narrower"},
        {"a deny in the clear",
         "[" TO(
             R"("*")") R"(,{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}])",
         TO(R"("*")"), "narrower"},
    };
    for (const Case& one : cases) check(one, ComparisonType::resource);
}

#define ASSUME(principal, more) R"({"Effect":"Allow","Principal":)" principal R"(,"Action":"sts:AssumeRole")" more "}"

TEST(Comparison, OfTrustPolicies) {
    const Case cases[] = {
        {"an external id",
         ASSUME(R"({"AWS":"111122223333"})", R"(,"Condition":{"StringEquals":{"sts:ExternalId":"x"}})"),
         ASSUME(R"({"AWS":"111122223333"})", ""), "narrower"},
        {"a service more", ASSUME(R"({"AWS":"111122223333","Service":"ec2.amazonaws.com"})", ""),
         ASSUME(R"({"AWS":"111122223333"})", ""), "wider"},
        {"subjects of a provider",
         R"({"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/p"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"p:sub":"repo:acme/web:*"}}})",
         R"({"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/p"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"p:sub":"repo:acme/*"}}})",
         "narrower"},
        {"everybody", ASSUME(R"("*")", ""), ASSUME(R"({"AWS":["111122223333","444455556666"]})", ""), "wider"},
        {"what a trust policy does not decide", ASSUME(R"({"AWS":"111122223333"})", ""),
         R"({"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["sts:AssumeRole","sts:GetCallerIdentity"]})",
         "equal"},
    };
    for (const Case& one : cases) check(one, ComparisonType::trust);
}

TEST(Comparison, PrefersAnActionOfTheCatalogue) {
    const Layers a = layers(R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})", ComparisonType::identity);
    const Layers b = layers(R"({"Effect":"Allow","Action":"s3:Get*","Resource":"*"})", ComparisonType::identity);
    const PolicyComparison found = compare_policies(a, b, ComparisonType::identity);
    ASSERT_TRUE(found.a_allows_more.witness);
    EXPECT_TRUE(catalogue().find(found.a_allows_more.witness->action)) << found.a_allows_more.witness->action;
    EXPECT_THAT(found.a_allows_more.why, HasSubstr("Statement[0] of A allows it; no statement of B's"));
}

// Of actions that are all the same to both sides, what a person knows: what a statement writes out, what reads, what
// is short.
TEST(Comparison, ShowsAnActionThatPeopleKnow) {
    const std::pair<const char*, const char*> cases[] = {
        {R"("*")", "s3:GetObject"},
        {R"("s3:*")", "s3:GetObject"},
        {R"(["s3:Get*","s3:Put*","s3:List*"])", "s3:GetObject"},
        {R"(["s3:Put*","s3:ListB*"])", "s3:ListBucket"},
        {R"(["s3:P*","s3:D*Object"])", "s3:PutObject"},
        {R"(["s3:*","s3:getobjecttagging"])", "s3:GetObjectTagging"},
        {R"("kms:*")", "kms:DescribeKey"},
        {R"("iam:*Role*")", "iam:GetRole"},
    };
    for (const auto& [actions, shown] : cases) {
        const std::string one = std::string(R"({"Effect":"Allow","Action":)") + actions + R"(,"Resource":"*"})";
        const PolicyComparison found = compare_policies(
            layers(one, ComparisonType::identity), layers("[]", ComparisonType::identity), ComparisonType::identity);
        ASSERT_TRUE(found.a_allows_more.witness) << actions;
        EXPECT_EQ(found.a_allows_more.witness->action, shown) << actions;
        EXPECT_THAT(found.a_allows_more.witness->resource.arn, ::testing::Not(HasSubstr("accesspoint"))) << actions;
    }
}

TEST(Comparison, SaysWhereOnlyNewActionsDiffer) {
    const Layers a =
        layers(R"({"Effect":"Allow","Action":["s3:GetObject","s3:Zz*"],"Resource":"*"})", ComparisonType::identity);
    const PolicyComparison found =
        compare_policies(a, layers(ON(R"("*")"), ComparisonType::identity), ComparisonType::identity);
    EXPECT_THAT(found.a_allows_more.why, HasSubstr("does not know the action"));
}

TEST(Comparison, IsUnknownBeyondItsLimits) {
    const Layers a = layers(ON(R"("arn:aws:s3:::b/*")"), ComparisonType::identity),
                 b = layers("[]", ComparisonType::identity);
    const PolicyComparison found = compare_policies(a, b, ComparisonType::identity, {.steps = 0, .languages = {}});
    EXPECT_EQ(found.relation, PolicyRelation::unknown);
    EXPECT_THAT(found.a_allows_more.why, HasSubstr("after 0 steps"));
    const PolicyComparison small = compare_policies(a, b, ComparisonType::identity,
                                                    {.steps = 1000, .languages = {.states = 1, .table_states = 1}});
    EXPECT_EQ(small.a_allows_more.answer, Answer::unknown);
    EXPECT_THAT(small.a_allows_more.why, HasSubstr("too large"));
}

// Each pair of an Allow and a Deny under its own test doubles the ways to look.
TEST(Comparison, EndsInTime) {
    std::string many = R"({"Effect":"Allow","Action":"*","Resource":"*"})";
    for (int i = 0; i < 60; ++i)
        many += R"(,{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::*a*)" + std::to_string(i) +
                R"(*","Condition":{"StringEquals":{"x:a)" + std::to_string(i) + R"(":"1","x:b":"2"}}})";
    const Layers a = layers("[" + many + "]", ComparisonType::identity), b = layers("ALL", ComparisonType::identity);
    const PolicyComparison found = compare_policies(a, b, ComparisonType::identity);
    EXPECT_EQ(found.a_allows_more.answer, Answer::no);
    EXPECT_EQ(found.b_allows_more.answer, Answer::yes);
}

// Each principal that is named is looked at apart, each with dozens of values for the variables: until the steps end.
TEST(Comparison, EndsInTimeWithManyPrincipals) {
    const auto side = [](bool is_turned) {
        std::string own, roles;
        for (int i = 0; i < 40; ++i) {
            const int at = is_turned ? 39 - i : i;
            const std::string number = std::to_string(at);
            own += (i == 0 ? "" : ",") + std::string(R"({"Effect":")") + (at % 4 == 3 ? "Deny" : "Allow") +
                   R"(","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:PrincipalTag/t}/${aws:PrincipalTag/u, 'x)" +
                   number + R"('}/)" + number + R"(*","Condition":{"StringLike":{"x:k":"${aws:PrincipalTag/w}*)" +
                   number + R"("}}})";
        }
        for (int i = 0; i < 300; ++i)
            roles +=
                (i == 0 ? "" : ",") + std::string(R"("arn:aws:iam::111122223333:role/r)") + std::to_string(i) + "\"";
        return layers(
            R"({"identity_policies":[{"document":{"Version":"2012-10-17","Statement":[)" + own +
                R"(]}}],"resource_policy":{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*",)" +
                R"("Principal":{"AWS":[)" + roles + "]}}}}",
            ComparisonType::identity);
    };
    const std::clock_t start = std::clock();
    const PolicyComparison found = compare_policies(side(false), side(true), ComparisonType::identity);
    EXPECT_EQ(found.relation, PolicyRelation::unknown);
    EXPECT_THAT(found.a_allows_more.why, HasSubstr("steps"));
    if (testing::has_sanitizer()) GTEST_SKIP() << "a sanitizer takes its own time";
    EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC);
}

TEST(Comparison, TellsTheTypeFromTheDocuments) {
    const auto type = [](const std::string& text) {
        return type_of(parse_policy(R"({"Statement":)" + statements(text) + "}").value());
    };
    EXPECT_EQ(*type("ALL"), ComparisonType::identity);
    EXPECT_EQ(*type(TO(R"("*")")), ComparisonType::resource);
    EXPECT_EQ(*type(ASSUME(R"("*")", "")), ComparisonType::trust);
    const auto mixed = type("[" TO(R"("*")") "," EVERYTHING "]");
    ASSERT_FALSE(mixed.ok());
    EXPECT_EQ(mixed.error().resource, "Statement[1]");
    EXPECT_THAT(mixed.error().message, HasSubstr("--type"));
}

TEST(Comparison, RefusesLayersItDoesNotCompare) {
    const auto type = [](const std::string& text) { return type_of(read_layers(*read_json(text).value).value()); };
    EXPECT_EQ(*type(R"({"endpoint_policies":[],"resource_control_policies":[]})"), ComparisonType::identity);
    EXPECT_EQ(type(R"({"bucket":{"owner":"111122223333"}})").error().resource, "bucket");
    EXPECT_EQ(type(R"({"resource_policy":{"Statement":[]},"object":{"owner":"111122223333"}})").error().resource,
              "object");
    EXPECT_EQ(*type(R"({"permissions_boundary":[],"resource_policy":{"Statement":[]}})"), ComparisonType::identity);
}

}  // namespace
}  // namespace iamirror::model
