// Patterns in their fast forms against Glob, which says what they mean.
#include "model/policy/compiled/text_pattern.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace iamirror::model::compiled {
namespace {

std::string random_text(std::mt19937& random, std::string_view letters, std::size_t longest) {
    std::string out;
    for (std::size_t i = random() % (longest + 1); i > 0; --i) out += letters[random() % letters.size()];
    return out;
}

// Few letters, so that patterns match; octets of é in and out of order, so that characters matter.
constexpr std::string_view of_patterns = "aAb:/*?*\xC3\xA9", of_texts = "aAb:/\xC3\xA9\xC3\xA9";

TEST(TextPattern, MatchesAsGlobDoes) {
    std::mt19937 random(11);
    int matched = 0;
    for (int round = 0; round < 200'000; ++round) {
        Glob glob(random_text(random, of_patterns, 7));
        if (round % 3 == 1) glob = Glob(glob).ignoring_case();
        if (round % 3 == 2) glob = Glob("*:::").add_pattern(random_text(random, "a:*?", 6)).for_arns();
        const std::string text = random_text(random, of_texts, 8);
        ASSERT_EQ(TextPattern(glob).matches(text), glob.matches(text)) << round << ' ' << text;
        ASSERT_EQ(matches(glob.tokens(), glob.ignores_case(), text), glob.matches(text)) << round << ' ' << text;
        matched += glob.matches(text) ? 1 : 0;
    }
    EXPECT_GT(matched, 2'000);
}

TEST(TextPattern, ReadsTokensForArnsAsGlobDoes) {
    std::mt19937 random(12);
    for (int round = 0; round < 50'000; ++round) {
        const Glob glob(random_text(random, "a::::*?", 14));
        std::u32string tokens = glob.tokens();
        make_for_arns(tokens);
        ASSERT_EQ(tokens, glob.for_arns().tokens()) << round;
    }
}

TEST(TextPattern, KnowsItsForms) {
    EXPECT_TRUE(TextPattern(Glob("*")).is_all());
    EXPECT_TRUE(TextPattern(Glob("**")).is_all());
    EXPECT_TRUE(TextPattern(Glob("a:b")).is_literal());
    EXPECT_EQ(TextPattern(Glob("a:b")).octets(), "a:b");
    EXPECT_FALSE(TextPattern(Glob("\xC3\xA9")).is_literal()) << "may be written in two ways";
    EXPECT_TRUE(TextPattern(Glob("a**")).matches("ab"));
    EXPECT_FALSE(TextPattern(Glob("a**")).matches("b"));
    EXPECT_TRUE(TextPattern(Glob()).matches(""));
}

// What is tried again at every place of the text costs the product of the lengths, not more.
TEST(TextPattern, IsBoundedInTime) {
    std::string pattern, text(5'000, 'a');
    for (int i = 0; i < 500; ++i) pattern += "*a";
    EXPECT_FALSE(TextPattern(Glob(pattern + "b")).matches(text));
    EXPECT_TRUE(TextPattern(Glob(pattern)).matches(text));
}

}  // namespace
}  // namespace iamirror::model::compiled
