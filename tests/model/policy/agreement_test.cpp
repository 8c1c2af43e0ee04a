// All evaluators on generated lines: what is compared must be mixed enough to mean something.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "model/simulate.h"
#include "tests/model/policy/oracle/generate.h"
#include "tests/model/policy/oracle/oracle.h"
#include "tests/support/compiled_lines.h"
#include "tests/support/source_tree.h"

namespace iamirror {
namespace {

using nlohmann::json;

std::size_t decisions_to_make(const char* variable, std::size_t otherwise) {
    return std::stoul(testing::environment(variable, std::to_string(otherwise)));
}

TEST(PolicyLines, RandomOnesAreMixed) {
    const std::size_t lines = decisions_to_make("IAMIRROR_RANDOM_LINES", 5000);
    std::map<std::string, double> share;
    for (std::uint64_t seed = 0; seed < lines; ++seed) {
        share[oracle::naive_decision(oracle::random_line(seed)).at("decision")] += 100.0 / static_cast<double>(lines);
    }
    for (const char* decision : {"allowed", "denied", "allowed_if"}) {
        EXPECT_GE(share[decision], 10) << decision;
        RecordProperty(std::string("percent_") + decision, std::to_string(share[decision]));
    }
}

TEST(PolicyLines, RandomOnesAreTheSameEverywhere) {
    std::uint64_t digest = 14695981039346656037ULL;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        for (const char letter : oracle::random_line(seed).dump()) {
            digest = (digest ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
        }
    }
    EXPECT_EQ(digest, 4053783921308740358ULL);
}

// "" where the direct evaluator answers as the naive one.
std::string difference(const json& line) {
    const json naive = oracle::naive_decision(line);
    const json direct = json::parse(model::simulate(line.dump()).line);
    const bool is_same = direct.contains("decision") && direct.at("decision") == naive.at("decision") &&
                         direct.at("denial") == naive.at("denial");
    return is_same ? "" : line.dump() + "\nnaive  " + naive.dump() + "\ndirect " + direct.dump();
}

// IAMIRROR_RANDOM_LINES and IAMIRROR_GRAMMAR_LINES ask for more, 10^7 and all of the grammar.
TEST(PolicyAgreement, OnRandomLines) {
    const std::size_t lines = decisions_to_make("IAMIRROR_RANDOM_LINES", 5000);
    for (std::uint64_t seed = 0; seed < lines; ++seed) {
        ASSERT_EQ(difference(oracle::random_line(seed)), "") << "seed " << seed;
    }
}

// The compiled evaluator's stores forget nothing: each has a share of the lines.
constexpr std::size_t lines_of_a_store = 5000;

TEST(PolicyAgreement, CompiledOnRandomLines) {
    const std::size_t lines = decisions_to_make("IAMIRROR_RANDOM_LINES", 5000);
    for (std::uint64_t seed = 0; seed < lines;) {
        testing::CompiledLines compiled;
        for (const std::size_t end = std::min(lines, seed + lines_of_a_store); seed < end; ++seed)
            ASSERT_EQ(compiled.difference(oracle::random_line(seed)), "") << "seed " << seed;
    }
}

TEST(PolicyAgreement, CompiledOnTheSmallGrammar) {
    const std::size_t wanted = decisions_to_make("IAMIRROR_GRAMMAR_LINES", 20000);
    const std::size_t step = std::max<std::size_t>(1, oracle::small_grammar_size() / wanted);
    for (std::size_t index = 0; index < oracle::small_grammar_size();) {
        testing::CompiledLines compiled;
        for (std::size_t i = 0; i < lines_of_a_store && index < oracle::small_grammar_size(); ++i, index += step)
            ASSERT_EQ(compiled.difference(oracle::small_grammar_line(index)), "") << "line " << index;
    }
}

TEST(PolicyAgreement, OnTheSmallGrammar) {
    const std::size_t wanted = decisions_to_make("IAMIRROR_GRAMMAR_LINES", 20000);
    const std::size_t step = std::max<std::size_t>(1, oracle::small_grammar_size() / wanted);
    for (std::size_t index = 0; index < oracle::small_grammar_size(); index += step) {
        ASSERT_EQ(difference(oracle::small_grammar_line(index)), "") << "line " << index;
    }
}

// Its size is the promise of a million; a part of it, evenly spread, is decided here.
TEST(PolicyLines, SmallGrammarIsMixed) {
    EXPECT_GE(oracle::small_grammar_size(), 1000000U);
    const std::size_t wanted = decisions_to_make("IAMIRROR_GRAMMAR_LINES", 5000);
    const std::size_t step = std::max<std::size_t>(1, oracle::small_grammar_size() / wanted);
    std::map<std::string, std::size_t> count;
    for (std::size_t index = 0; index < oracle::small_grammar_size(); index += step) {
        ++count[oracle::naive_decision(oracle::small_grammar_line(index)).at("decision")];
    }
    EXPECT_GT(count["allowed"], 0U);
    EXPECT_GT(count["denied"], 0U);
    EXPECT_GT(count["allowed_if"], 0U);
}

}  // namespace
}  // namespace iamirror
