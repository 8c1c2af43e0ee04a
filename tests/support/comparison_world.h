// Comparison against brute force: small policies, every request of a small world decided by the naive evaluator. A "no"
// leaves no request, a "yes" has one that the naive evaluator confirms, and where the world has a request that tells
// the two apart, the answer is "yes". IAMIRROR_COMPARISON_PAIRS asks for more pairs; 1000000 are all.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace iamirror::testing {

struct World {
    std::vector<nlohmann::json> sides;     // layers, as in a line of simulate
    std::vector<nlohmann::json> requests;  // likewise
};

// { "not": … } is NotAction, or NotResource.
nlohmann::json statement(const std::string& effect, const nlohmann::json& action, const nlohmann::json& resource,
                         const nlohmann::json& condition = nlohmann::json::object());
nlohmann::json document(const nlohmann::json& statements);

// By "user/a" and the like of account 123456789012, or by whom the ARN names, on a resource of the same account.
nlohmann::json request(const std::string& principal, const std::string& action, const std::string& arn,
                       const nlohmann::json& context);

// Where AWS asks the own policy of a role or key as well and the line has none, one that leaves it to the account.
void add_own_policy(nlohmann::json& line);

// A part of the pairs and of the requests, evenly spread, unless all are asked for.
void check_world(World world);

}  // namespace iamirror::testing
