#include "tests/model/policy/oracle/random_request.h"

#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

namespace {

std::string random_principal(Random& random) {
    static const std::vector<std::string> common = {
        "arn:aws:iam::111111111111:user/alice",
        "arn:aws:sts::111111111111:assumed-role/reader/alice",
        "arn:aws:sts::222222222222:assumed-role/partner/carol",
        "arn:aws:iam::222222222222:user/staff/carol",
        "arn:aws:iam::111111111111:role/reader",
    };
    static const std::vector<std::string> special = {
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::222222222222:root",
        "arn:aws:sts::111111111111:federated-user/bob",
        "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        "arn:aws:sts::111111111111:assumed-role/AWSServiceRoleForConfig/x",
        "cloudtrail.amazonaws.com",
        "logging.s3.amazonaws.com",
        "anonymous",
    };
    return random.chance(65) ? random.pick(common) : random.pick(special);
}

void choose_resource(Random& random, RandomRequest& request) {
    static const std::vector<std::string> of_objects = {"s3:GetObject", "s3:GetObject", "s3:PutObject",
                                                        "s3:GetObjectVersion", "s3:GetObjectAcl"};
    static const std::vector<std::string> of_buckets = {"s3:ListBucket", "s3:ListBucket", "s3:GetBucketAcl",
                                                        "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"};
    static const std::vector<std::string> keys = {"a", "a/b", "alice/x", "blue/x", "secret/x", "nobody/x"};
    const std::size_t kind = random.below(20);
    request.account = random.chance(85) ? "111111111111" : "222222222222";
    if (kind < 11) {
        request.action = random.pick(of_objects);
        request.arn = "arn:aws:s3:::data/" + random.pick(keys);
        if (request.principal.kind != Principal::Kind::root && random.chance(3)) {
            request.arn = "arn:aws:s3:::data";  // nothing for this action
        }
    } else if (kind < 15) {
        request.action = random.pick(of_buckets);
        request.arn = "arn:aws:s3:::data";
    } else if (kind == 15) {
        request.action = "s3:ListAllMyBuckets";
        request.arn = "*";
        request.account.clear();
    } else if (kind == 16) {
        request.action = "kms:Decrypt";
        request.arn = "arn:aws:kms:eu-west-1:" + request.account + ":key/k1";
    } else if (kind == 17) {
        request.action = "sts:AssumeRole";
        request.arn = "arn:aws:iam::" + request.account + ":role/target";
    } else if (kind == 18) {
        request.action = "sqs:SendMessage";
        request.arn = "arn:aws:sqs:eu-west-1:" + request.account + ":jobs";
    } else {
        request.action = "s3-object-lambda:GetObject";
        request.arn = "arn:aws:s3-object-lambda:eu-west-1:" + request.account + ":accesspoint/l";
    }
}

void add_context(Random& random, RandomRequest& request) {
    nlohmann::json& context = request.context;
    const auto maybe = [&](unsigned percent, const char* name, const std::vector<std::string>& values) {
        const bool given = random.chance(request.open && percent < 100 ? percent / 4 : percent);
        const std::string value = random.pick(values);
        if (given) {
            context[name] = value;
        }
    };
    // Variables use the team, and a variable is known in mode open.
    maybe(request.open ? 100 : 65, "aws:PrincipalTag/team", {"blue", "blue", "red", "*", "Blue", "alice"});
    maybe(45, "aws:PrincipalTag/site", {"x", "y", "X"});
    maybe(45, "aws:SourceIp", {"203.0.113.9", "198.51.100.1", "2001:db8::1", "10.1.2.3"});
    maybe(45, "aws:SecureTransport", {"true", "true", "true"});
    maybe(45, "s3:max-keys", {"9", "10", "10.0", "100"});
    maybe(45, "aws:CurrentTime",
          {"2026-03-01T12:00:00+02:00", "2026-03-01T11:00:00Z", "2026-02-28T23:59:59Z", "1772362800"});
    maybe(45, "aws:SourceArn",
          {"arn:aws:sns:eu-west-1:111111111111:topic", "arn:aws:sns:us-east-1:222222222222:other:topic"});
    maybe(45, "aws:SourceVpc", {"vpc-1", "vpc-2"});
    maybe(30, "aws:PrincipalTag/key", {"QmluYXJ5", "b3RoZXI="});
    if (random.chance(request.open ? 20 : 60)) {
        context["aws:TagKeys"] = nlohmann::json::array();
        for (std::size_t left = random.below(4); left > 0; --left) {
            context["aws:TagKeys"].push_back(random.pick({"a", "b", "c"}));
        }
    }
}

std::string upper(std::string text) {
    for (char& letter : text) {
        letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return text;
}

}  // namespace

std::string RandomRequest::seen_through_access_point() const {
    return is_object() ? access_point + "/object" + arn.substr(arn.find('/')) : access_point;
}

RandomRequest random_request(Random& random) {
    RandomRequest request;
    request.principal = parse_principal(random_principal(random));
    request.open = random.chance(65);
    choose_resource(random, request);
    const bool changes_policy = ends_with(request.action, "BucketPolicy");  // not through an access point
    if (request.is_s3() && !changes_policy && random.chance(12)) {
        request.access_point =
            "arn:aws:s3:eu-west-1:" + std::string(random.chance(80) ? "111111111111" : "222222222222") +
            ":accesspoint/books";
    }
    add_context(random, request);
    return request;
}

std::string random_action(Random& random, const RandomRequest& request) {
    const std::string service = split(request.action, ':', 2)[0];
    switch (random.below(14)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return request.action;
        case 4:
            return upper(request.action);
        case 5:
        case 6:
            return service + ":*";
        case 7:
            return "*";
        case 8:
            return request.action.substr(0, request.action.size() - 1) + "?";
        case 9:
            return request.action + "?";
        case 10:
            return service + ":" + split(request.action, ':', 2)[1].substr(0, 3) + "*";
        case 11:
            return random.pick({"s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:*"});
        case 12:
            return random.pick({"s3:GetDataAccess", "ec2:*", "kms:*"});
        default:
            return random.pick({"s3:*", "s3:Get*", "s3:*Object"});
    }
}

std::string random_resource(Random& random, const RandomRequest& request) {
    if (!request.access_point.empty() && random.chance(40)) {
        return random.chance(50) ? request.seen_through_access_point() : request.access_point + "*";
    }
    if (random.chance(30)) {
        return random.pick({"*", request.arn});
    }
    if (!request.is_s3()) {
        return random.pick({request.arn, "*", request.arn.substr(0, request.arn.size() - 2) + "?*", "arn:*",
                            "arn:aws:*:eu-west-1:*:*", "arn:aws:s3:::data"});
    }
    static const std::vector<std::string> of_s3 = {
        "arn:aws:s3:::data",
        "arn:aws:s3:::data/*",
        "arn:aws:s3:::data*",
        "arn:aws:s3:::*",
        "arn:aws:s3:::data/secret/*",
        "arn:aws:s3:::d?ta/?",
        "arn:aws:s3:::data/*/x",
        "arn:*:s3:::*/b",
        "arn:aws:s3*",
        "arn:aws:s3*data/a",
        "arn:aws:s3*x",
        "arn:*",
        "arn:aws:s3:::DATA/*",
        "arn:aws:s3:::data/${aws:username}/*",
        "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
        "arn:aws:s3:::data/${aws:username, 'nobody'}/*",
        "arn:aws:s3:::data/${*}",
    };
    return random.pick(of_s3);
}

}  // namespace iamirror::oracle
