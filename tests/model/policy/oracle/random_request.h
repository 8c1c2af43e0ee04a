// A random request, and random texts of policies that are likely to concern it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/random.h"

namespace iamirror::oracle {

struct RandomRequest {
    Principal principal;
    std::string action;
    std::string arn;
    std::string account;       // of the resource
    std::string access_point;  // its ARN, or empty
    bool open = false;
    nlohmann::json context = nlohmann::json::object();

    bool is_s3() const { return arn.rfind("arn:aws:s3:::", 0) == 0; }
    bool is_object() const { return is_s3() && arn.find('/') != std::string::npos; }
    bool is_role() const { return arn.find(":role/") != std::string::npos; }
    bool is_key() const { return arn.find(":kms:") != std::string::npos; }
    std::string seen_through_access_point() const;
};

RandomRequest random_request(Random& random);

std::string random_action(Random& random, const RandomRequest& request);
std::string random_resource(Random& random, const RandomRequest& request);
nlohmann::json random_condition(Random& random, const RandomRequest& request);

}  // namespace iamirror::oracle
