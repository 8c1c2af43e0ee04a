// The published rules R1 to R59 as cases (tests/model/policy/cases), asked of every evaluator we have.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "model/simulate.h"
#include "tests/model/policy/oracle/generate.h"
#include "tests/model/policy/oracle/oracle.h"
#include "tests/support/compiled_lines.h"
#include "tests/support/program.h"
#include "tests/support/source_tree.h"

namespace iamirror {
namespace {

using nlohmann::json;
using Evaluator = std::function<json(const json& line)>;

// Another evaluator is one more row.
const std::map<std::string, Evaluator>& evaluators() {
    static const std::map<std::string, Evaluator> all = {
        {"naive", [](const json& line) { return oracle::naive_decision(line); }},
        {"direct", [](const json& line) { return json::parse(model::simulate(line.dump()).line); }},
        {"compiled",
         [lines = std::make_shared<testing::CompiledLines>()](const json& line) { return lines->decide(line); }},
    };
    return all;
}

std::vector<json> read_cases() {
    std::vector<json> result;
    for (const auto& file : std::filesystem::directory_iterator(testing::source_root() + "/tests/model/policy/cases")) {
        std::ifstream in(file.path());
        for (const json& one : json::parse(in)) {
            result.push_back(one);
        }
    }
    return result;
}

const std::vector<json>& cases() {
    static const std::vector<json> all = read_cases();
    return all;
}

std::set<std::string> texts(const json& array) {
    return array.is_array() ? array.get<std::set<std::string>>() : std::set<std::string>{};
}

bool is_same(const json& expected, const json& answer) {
    return answer.value("decision", "") == expected.at("decision").get<std::string>() &&
           answer.at("denial") == expected.at("denial");
}

// The findings are looked for where an evaluator tells any.
void check(const json& one, const json& answer) {
    const json& expect = one.at("expect");
    EXPECT_TRUE(is_same(expect, answer)) << "expected " << expect << " but " << answer;
    if (expect.contains("by")) {
        EXPECT_EQ(texts(expect.at("by")), texts(answer.at("by"))) << answer;
    }
    if (answer.contains("findings") && expect.contains("findings")) {
        for (const std::string& code : texts(expect.at("findings"))) {
            EXPECT_NE(answer.at("findings").dump().find('"' + code + '"'), std::string::npos) << code << answer;
        }
    }
}

TEST(PolicyRules, EveryEvaluatorDecidesEveryCase) {
    for (const auto& [name, evaluate] : evaluators()) {
        for (const json& one : cases()) {
            SCOPED_TRACE(name + ": " + one.at("rule").get<std::string>() + " " + one.at("name").get<std::string>());
            check(one, evaluate(one.at("line")));
        }
    }
}

TEST(PolicyRules, EachRuleHasThreeCasesOnBothSides) {
    std::map<std::string, std::set<std::string>> decisions;
    std::map<std::string, std::set<std::string>> names;
    for (const json& one : cases()) {
        const std::string rule = one.at("rule");
        EXPECT_EQ(one.at("page").get<std::string>().rfind("https://docs.aws.amazon.com/", 0), 0U) << one;
        EXPECT_FALSE(one.at("why").get<std::string>().empty()) << one;
        EXPECT_TRUE(names[rule].insert(one.at("name")).second) << "twice: " << one;
        decisions[rule].insert(one.at("expect").at("decision").get<std::string>());
    }
    for (int rule = 1; rule <= 59; ++rule) {
        const std::string name = "R" + std::to_string(rule);
        EXPECT_GE(names[name].size(), 3U) << name;
        EXPECT_TRUE(decisions[name].count("allowed") == 1 && decisions[name].count("denied") == 1) << name;
    }
    EXPECT_EQ(names.size(), 59U);
}

// What the research found wrong elsewhere: as many cases at least as it lists mistakes that a decision shows.
TEST(PolicyRules, MistakesOfPeersAreCases) {
    std::set<std::string> peers;
    for (const json& one : cases()) {
        if (one.contains("peer")) {
            peers.insert(one.at("peer").get<std::string>());
        }
    }
    for (const char* letter : {"a)", "b)", "c)", "d)", "e)", "f)", "g)"}) {
        EXPECT_EQ(peers.count(std::string("iam-simulate ") + letter), 1U) << letter;
    }
    for (const char* name : {"PMapper", "Cartography", "Raito", "IAMSpy", "Ceph"}) {
        const auto found = peers.lower_bound(name);
        EXPECT_TRUE(found != peers.end() && found->rfind(name, 0) == 0) << name;
    }
}

bool caught_by_cases(const oracle::Misreading& misreading) {
    for (const json& one : cases()) {
        if (one.at("rule") == misreading.rule &&
            !is_same(one.at("expect"), oracle::naive_decision(one.at("line"), misreading.mutation))) {
            return true;
        }
    }
    return false;
}

TEST(PolicyMisreadings, AreOfEveryRule) {
    std::set<std::string> rules;
    for (const oracle::Misreading& one : oracle::misreadings()) rules.insert(one.rule);
    EXPECT_EQ(rules.size(), 59U);
}

TEST(PolicyMisreadings, ACaseOfTheRuleNoticesEach) {
    for (const oracle::Misreading& one : oracle::misreadings()) {
        EXPECT_TRUE(caught_by_cases(one)) << one.rule << ": " << one.text;
    }
}

TEST(PolicyRules, CompiledSaysAllThatDirectSays) {
    testing::CompiledLines lines;
    for (const json& one : cases()) EXPECT_EQ(lines.difference(one.at("line")), "") << one.at("rule");
}

// Mutants of the naive evaluator, against itself and against the compiled one. Long: the sanitizers see the code in the
// other tests.
TEST(PolicyMisreadings, RandomLinesNoticeEach) {
    if (testing::has_sanitizer()) GTEST_SKIP() << "runs without sanitizers";
    constexpr std::uint64_t most = 30000;
    std::vector<json> lines;
    std::vector<json> right, compiled;
    testing::CompiledLines compiled_lines;
    for (const oracle::Misreading& one : oracle::misreadings()) {
        bool caught = !one.is_random;
        for (std::uint64_t seed = 0; seed < most && !caught; ++seed) {
            if (seed == lines.size()) {
                lines.push_back(oracle::random_line(seed));
                right.push_back(oracle::naive_decision(lines.back()));
                compiled.push_back(compiled_lines.decide(lines.back()));
            }
            const json mutant = oracle::naive_decision(lines[seed], one.mutation);
            caught = !is_same(right[seed], mutant) && !is_same(compiled[seed], mutant);
        }
        EXPECT_TRUE(caught) << one.rule << ": " << one.text;
    }
}

}  // namespace
}  // namespace iamirror
