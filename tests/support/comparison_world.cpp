#include "tests/support/comparison_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "model/policy/compare.h"
#include "model/simulate.h"
#include "tests/model/policy/oracle/oracle.h"
#include "tests/support/source_tree.h"

namespace iamirror::testing {

using nlohmann::json;
using namespace model;

namespace {

std::string naive(const json& request, const json& side) {
    json line = side;
    line["request"] = request;
    add_own_policy(line);
    return oracle::naive_decision(line).at("decision");
}

json written(const AccessRequest& request) {
    json context = json::object();
    for (const auto& [key, values] : request.context)
        context[key] = values.size() == 1 ? json(values.front()) : json(values);
    return {{"principal", request.principal.name},
            {"action", request.action},
            {"resource", {{"arn", request.resource.arn}, {"account", request.resource.account}}},
            {"context", context}};
}

class Checker {
  public:
    explicit Checker(const World& world) : world_(world), allowed_(world.sides.size()) {
        for (const json& side : world.sides) layers_.push_back(read_layers(*read_json(side.dump()).value).value());
    }

    void check(std::size_t a, std::size_t b) {
        const PolicyComparison found = compare_policies(layers_[a], layers_[b], ComparisonType::identity);
        check(a, b, found.a_allows_more);
        check(b, a, found.b_allows_more);
    }

    std::size_t yes = 0, no = 0, unknown = 0, missed = 0;

  private:
    const std::vector<bool>& allowed(std::size_t side) {
        std::vector<bool>& out = allowed_[side];
        if (out.empty())
            for (const json& one : world_.requests) out.push_back(naive(one, world_.sides[side]) == "allowed");
        return out;
    }

    void check(std::size_t a, std::size_t b, const Surplus& surplus) {
        const std::vector<bool>&of_a = allowed(a), &of_b = allowed(b);
        std::size_t at = 0;
        while (at < of_a.size() && (!of_a[at] || of_b[at])) ++at;
        const std::string pair = world_.sides[a].dump() + "\nbeside " + world_.sides[b].dump();
        if (surplus.answer == Answer::yes) {
            ++yes;
            const json witness = written(*surplus.witness);
            EXPECT_EQ(naive(witness, world_.sides[a]), "allowed") << pair << "\n" << witness;
            EXPECT_EQ(naive(witness, world_.sides[b]), "denied") << pair << "\n" << witness;
            return;
        }
        if (surplus.answer == Answer::no) {
            ++no;
            EXPECT_EQ(at, of_a.size()) << pair << "\n" << (at < of_a.size() ? world_.requests[at] : json());
            return;
        }
        ++unknown;
        if (at == of_a.size()) return;
        ++missed;
        std::cout << "missed: " << pair << "\n" << world_.requests[at] << "\n" << surplus.why << "\n";
    }

    const World& world_;
    std::vector<Layers> layers_;
    std::vector<std::vector<bool>> allowed_;
};

}  // namespace

json statement(const std::string& effect, const json& action, const json& resource, const json& condition) {
    json out{{"Effect", effect}};
    out[action.is_object() ? "NotAction" : "Action"] = action.is_object() ? action.at("not") : action;
    out[resource.is_object() ? "NotResource" : "Resource"] = resource.is_object() ? resource.at("not") : resource;
    if (!condition.empty()) out["Condition"] = condition;
    return out;
}

json document(const json& statements) {
    return {{"Version", "2012-10-17"}, {"Statement", statements}};
}

json request(const std::string& principal, const std::string& action, const std::string& arn, const json& context) {
    const bool is_short = !principal.starts_with("arn:");
    const std::string who = is_short ? "arn:aws:iam::123456789012:" + principal : principal;
    return {{"principal", who},
            {"action", action},
            {"resource", {{"arn", arn}, {"account", parse_principal(who).value().account}}},
            {"context", context}};
}

void add_own_policy(json& line) {
    if (line.contains("resource_policy")) return;
    const json& request = line.at("request");
    const std::string arn = request.at("resource").at("arn");
    const bool is_trust = request.at("action").get<std::string>().starts_with("sts:") &&
                          arn.find(":iam:") != std::string::npos && arn.find(":role/") != std::string::npos;
    if (!is_trust && (arn.find(":kms:") == std::string::npos || arn.find(":key/") == std::string::npos)) return;
    json allow = statement("Allow", "*", "*");
    const std::string principal = request.at("principal");
    allow["Principal"] = {{"AWS", parse_principal(principal).value().account}};
    line["resource_policy"] = document({allow});
}

void check_world(World world) {
    const std::size_t count = world.sides.size(), all = count * (count + 1) / 2;
    const std::size_t wanted = std::stoul(testing::environment("IAMIRROR_COMPARISON_PAIRS", "120"));
    const std::size_t step = wanted >= all ? 1 : all / wanted | 1U;
    if (step > 1) {
        std::vector<json> some;
        for (std::size_t i = 0; i < world.requests.size(); i += 11) some.push_back(world.requests[i]);
        world.requests = std::move(some);
    }
    Checker checker(world);
    std::size_t pairs = 0, at = 0;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b <= a; ++b) {
            if (at++ % step != 0) continue;
            checker.check(a, b);
            ++pairs;
        }
    EXPECT_GT(checker.yes, pairs / 4);
    EXPECT_GT(checker.no, pairs / 20);
    EXPECT_EQ(checker.missed, 0U) << "a request of the world tells them apart";
    std::cout << pairs << " of " << all << " pairs on " << world.requests.size() << " requests: " << checker.yes
              << " yes, " << checker.no << " no, " << checker.unknown << " unknown\n";
}

}  // namespace iamirror::testing
