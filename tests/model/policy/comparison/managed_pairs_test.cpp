// AWS's own policies, each beside each: every "yes" has a request that both evaluators confirm, every "no" survives
// requests drawn from the policies themselves. IAMIRROR_COMPARISON_PAIRS and IAMIRROR_COMPARISON_REQUESTS ask for more,
// 40000 and 10000 for all that is promised.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "model/policy/compare.h"
#include "model/policy/format.h"
#include "tests/model/policy/oracle/oracle.h"
#include "tests/support/comparison_world.h"
#include "tests/support/directed_requests.h"
#include "tests/support/source_tree.h"

namespace iamirror::model {
namespace {

using nlohmann::json;

struct Managed {
    std::string name;
    Policy policy;
};

std::vector<Managed> read_folder(const std::filesystem::path& folder) {
    std::vector<Managed> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const JsonReading reading = read_json(text.str());
        const Json* document = reading.value ? reading.value->find("document") : nullptr;
        const auto policy = document == nullptr ? Result<Policy>(Error{}) : parse_policy(*document);
        if (policy) out.push_back({entry.path().stem(), *policy});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

std::size_t asked_for(const char* variable, std::size_t otherwise) {
    return std::stoul(testing::environment(variable, std::to_string(otherwise)));
}

std::string naive(const AccessRequest& request, const Policy& policy) {
    json context = json::object();
    for (const auto& [key, values] : request.context)
        context[key] = values.size() == 1 ? json(values.front()) : json(values);
    json line{{"request",
               {{"principal", request.principal.name},
                {"action", request.action},
                {"resource", {{"arn", request.resource.arn}, {"account", request.resource.account}}},
                {"context", context}}},
              {"identity_policies", json::array({{{"document", json::parse(format_policy(policy))}}})}};
    testing::add_own_policy(line);
    return oracle::naive_decision(line).at("decision");
}

std::string shown(const AccessRequest& request) {
    std::string out = request.principal.name + " " + request.action + " " + request.resource.arn;
    for (const auto& [key, values] : request.context)
        for (const std::string& value : values) out += " " + key + "=" + value;
    return out;
}

struct Counts {
    std::size_t yes = 0, no = 0, unknown = 0, requests = 0, allowed = 0;
};

void check(const Managed& a, const Managed& b, const Surplus& surplus, std::size_t requests, Counts& counts) {
    const Layers layers_a = layers_of(a.policy, ComparisonType::identity);
    const Layers layers_b = layers_of(b.policy, ComparisonType::identity);
    if (surplus.answer == Answer::unknown) ++counts.unknown;
    if (surplus.answer == Answer::yes) {
        ++counts.yes;
        ASSERT_TRUE(surplus.witness);
        EXPECT_EQ(naive(*surplus.witness, a.policy), "allowed") << shown(*surplus.witness);
        EXPECT_EQ(naive(*surplus.witness, b.policy), "denied") << shown(*surplus.witness);
    }
    if (surplus.answer != Answer::no) return;
    ++counts.no;
    const testing::DirectedRequests draws(a.policy, b.policy);
    oracle::Random random(std::hash<std::string>()(a.name + b.name));
    for (std::size_t i = 0; i < requests; ++i) {
        const AccessRequest request = draws.draw(random);
        ++counts.requests;
        const auto decide = [&](const Layers& layers) {
            return evaluate(request, layers_for_witness(layers, ComparisonType::identity, request)).verdict;
        };
        if (decide(layers_a) != Verdict::allowed) continue;
        ++counts.allowed;
        ASSERT_EQ(decide(layers_b), Verdict::allowed)
            << a.name << " allows more than " << b.name << ": " << shown(request);
    }
}

TEST(ManagedPairs, YesIsConfirmedAndNoSurvives) {
    const char* corpora = std::getenv("IAMIRROR_CORPORA");
    const std::filesystem::path folder = std::filesystem::path(corpora ? corpora : "") / "managed-policies";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "IAMIRROR_CORPORA is not set: no managed policy was compared";
    const std::vector<Managed> policies = read_folder(folder);
    const std::size_t all = policies.size() * policies.size();
    const std::size_t pairs = std::min(all, asked_for("IAMIRROR_COMPARISON_PAIRS", 150));
    const std::size_t requests = asked_for("IAMIRROR_COMPARISON_REQUESTS", 40);
    Counts counts;
    for (std::size_t i = 0; i < pairs && !::testing::Test::HasFatalFailure(); ++i) {
        const std::size_t at = i * all / pairs;
        const Managed &a = policies[at / policies.size()], &b = policies[at % policies.size()];
        const PolicyComparison found =
            compare_policies(layers_of(a.policy, ComparisonType::identity),
                             layers_of(b.policy, ComparisonType::identity), ComparisonType::identity);
        if (&a == &b) {
            EXPECT_EQ(found.relation, PolicyRelation::equal) << a.name;
        }
        check(a, b, found.a_allows_more, requests, counts);
    }
    EXPECT_GT(counts.yes, 0U);
    std::cout << pairs << " pairs: " << counts.yes << " yes, " << counts.no << " no, " << counts.unknown
              << " unknown; of " << counts.requests << " requests against a no " << counts.allowed
              << " were allowed by both\n";
}

// Those that allow less than another are few among all pairs: one statement left out, one condition added.
TEST(ManagedPairs, PartsOfAPolicyAreNarrower) {
    const char* corpora = std::getenv("IAMIRROR_CORPORA");
    const std::filesystem::path folder = std::filesystem::path(corpora ? corpora : "") / "managed-policies";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "IAMIRROR_CORPORA is not set: no managed policy was compared";
    const std::size_t requests = asked_for("IAMIRROR_COMPARISON_REQUESTS", 40);
    const std::vector<Managed> policies = read_folder(folder);
    const std::size_t count = std::min(policies.size(), asked_for("IAMIRROR_COMPARISON_PAIRS", 16));
    Counts counts;
    for (std::size_t i = 0; i < count && !::testing::Test::HasFatalFailure(); ++i) {
        const Managed& whole = policies[i * policies.size() / count];
        Managed part = whole;
        part.name += " but for a statement";
        const auto first = std::find_if(part.policy.statements.begin(), part.policy.statements.end(),
                                        [](const Statement& statement) { return statement.effect == "Allow"; });
        if (first == part.policy.statements.end()) continue;
        const bool has_others = part.policy.statements.size() > 1;
        if (i % 2 == 0 && has_others) {
            part.policy.statements.erase(first);
        } else {
            first->condition["StringLike"]["aws:PrincipalTag/team"] = {"a*"};
        }
        const PolicyComparison found =
            compare_policies(layers_of(part.policy, ComparisonType::identity),
                             layers_of(whole.policy, ComparisonType::identity), ComparisonType::identity);
        EXPECT_EQ(found.a_allows_more.answer, Answer::no) << whole.name << ": " << found.a_allows_more.why;
        check(part, whole, found.a_allows_more, requests, counts);
        check(whole, part, found.b_allows_more, requests, counts);
    }
    EXPECT_GT(counts.no, 0U);
    EXPECT_GT(counts.yes, 0U);
    std::cout << counts.yes << " yes, " << counts.no << " no, " << counts.unknown << " unknown; of " << counts.requests
              << " requests against a no " << counts.allowed << " were allowed by both\n";
}

}  // namespace
}  // namespace iamirror::model
