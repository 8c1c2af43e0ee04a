#include "tests/model/policy/oracle/random_request.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

namespace {

struct Shape {
    std::vector<std::string> operators;
    std::vector<std::string> keys;
    std::vector<std::string> values;
};

const std::vector<Shape>& shapes() {
    static const std::vector<std::string> text = {
        "StringEquals",         "StringNotEquals",         "StringLike",
        "StringNotLike",        "StringEqualsIgnoreCase",  "StringNotEqualsIgnoreCase",
        "StringEqualsIfExists", "StringNotEqualsIfExists", "StringLikeIfExists"};
    static const std::vector<std::string> arn = {"ArnEquals",  "ArnLike",         "ArnNotEquals",
                                                 "ArnNotLike", "ArnLikeIfExists", "ArnNotLikeIfExists"};
    static const std::vector<Shape> all = {
        {text,
         {"aws:PrincipalTag/team", "aws:principaltag/TEAM"},
         {"blue", "red", "b*", "${aws:username}", "${*}", "B?ue"}},
        {text, {"aws:PrincipalTag/site"}, {"x", "y", "*", "${aws:PrincipalTag/team}", "${aws:username, 'x'}"}},
        {text, {"aws:SourceVpc", "aws:sourcevpc"}, {"vpc-1", "vpc-*", "vpc-2"}},
        {text,
         {"aws:PrincipalAccount", "aws:ResourceAccount", "s3:ResourceAccount", "s3:DataAccessPointAccount"},
         {"111111111111", "222222222222", "${aws:PrincipalAccount}"}},
        {text, {"aws:username", "s3:AccessPointNetworkOrigin"}, {"alice", "carol", "VPC", "Internet"}},
        {{"IpAddress", "NotIpAddress", "IpAddressIfExists", "NotIpAddressIfExists"},
         {"aws:SourceIp"},
         {"203.0.113.0/24", "203.0.113.9", "2001:db8::/32", "128.0.0.0/1", "10.0.0.0/8"}},
        {{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
          "NumericGreaterThanEquals", "NumericLessThanIfExists"},
         {"s3:max-keys"},
         {"10", "9.5", "100"}},
        {{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
          "DateGreaterThanEquals", "DateGreaterThanIfExists"},
         {"aws:CurrentTime"},
         {"2026-03-01T11:00:00Z", "2026-03-01", "1772362800", "2026-03-01T10:30:00.5-01:00"}},
        {{"Bool", "BoolIfExists"}, {"aws:SecureTransport", "aws:MultiFactorAuthPresent"}, {"true", "false"}},
        {{"Null"}, {"aws:PrincipalTag/site", "aws:username", "aws:TagKeys", "aws:SourceVpc"}, {"true", "false"}},
        {{"BinaryEquals", "BinaryEqualsIfExists"}, {"aws:PrincipalTag/key"}, {"QmluYXJ5"}},
        {arn,
         {"aws:SourceArn"},
         {"arn:aws:sns:*:*:topic", "arn:aws:sns:*:topic", "arn:aws:sns:eu-west-1:111111111111:to*"}},
        {arn,
         {"aws:PrincipalArn"},
         {"arn:aws:iam::111111111111:role/reader", "arn:aws:iam::*:role/*", "arn:aws:iam::111111111111:user/*",
          "arn:aws:sts::*:assumed-role/*", "arn:aws:iam::${aws:PrincipalAccount}:*"}},
        {{"ForAllValues:StringEquals", "ForAllValues:StringNotEquals", "ForAnyValue:StringEquals",
          "ForAnyValue:StringNotEquals", "ForAllValues:StringLike", "ForAnyValue:StringLikeIfExists",
          "ForAllValues:StringEqualsIfExists"},
         {"aws:TagKeys"},
         {"a", "b", "?", "d"}},
    };
    return all;
}

const std::vector<Shape>& broken_shapes() {
    static const std::vector<Shape> all = {
        {{"StringSounds", "NullIfExists"}, {"aws:PrincipalTag/team"}, {"true"}},
        {{"NumericLessThan"}, {"s3:max-keys"}, {"many"}},
        {{"IpAddress", "NotIpAddress"}, {"aws:SourceIp"}, {"the office", "10.0.0.0/99"}},
        {{"DateLessThan"}, {"aws:CurrentTime"}, {"tomorrow"}},
        {{"Bool", "Null"}, {"aws:SecureTransport"}, {"perhaps"}},
    };
    return all;
}

void add_test(Random& random, nlohmann::json& condition) {
    const std::vector<Shape>& from = random.chance(4) ? broken_shapes() : shapes();
    const Shape& shape = from[random.below(from.size())];
    const std::string name = random.pick(shape.operators);
    const std::string key = random.pick(shape.keys);
    nlohmann::json values = random.pick(shape.values);
    if (name != "Null" && random.chance(35)) {
        values = nlohmann::json::array({values, random.pick(shape.values)});
    }
    for (const auto& [written, others] : condition[name].items()) {
        if (written != key && lower(written) == lower(key)) {
            return;  // one key in two spellings is refused
        }
    }
    condition[name][key] = values;
}

}  // namespace

nlohmann::json random_condition(Random& random, const RandomRequest& request) {
    nlohmann::json condition = nlohmann::json::object();
    const std::size_t tests = request.open ? 1 : 1 + random.below(2);
    for (std::size_t left = tests; left > 0; --left) {
        add_test(random, condition);
    }
    return condition;
}

}  // namespace iamirror::oracle
