#include "model/policy/language_glob.h"

#include <gtest/gtest.h>

#include "tests/model/policy/naive_glob.h"

namespace iamirror::model {
namespace {

TEST(Glob, MatchesAsTheNaiveMatcherDoes) {
    const auto globs = naive::words_over({"a", "b", "*", "?"}, 4), words = naive::words_over({"a", "b", "c"}, 5);
    for (const auto& glob : globs) {
        const Glob ours(glob);
        for (const auto& word : words) ASSERT_EQ(ours.matches(word), naive::matches(glob, word)) << glob << " " << word;
    }
}

TEST(Glob, TakesACharacterOfSeveralOctetsAsOne) {
    EXPECT_TRUE(Glob("?").matches("é"));
    EXPECT_TRUE(Glob("a?b").matches("a\U0001F600b"));
    EXPECT_FALSE(Glob("??").matches("é"));
    EXPECT_FALSE(Glob("*\xA9").matches("é"));
    EXPECT_TRUE(Glob("?").matches("\xC3")) << "an octet that is no UTF-8 is one U+FFFD";
    EXPECT_TRUE(Glob("\xEF\xBF\xBD").matches("\xFF"));
    EXPECT_TRUE(Glob("*").matches("\xFF\x00\xC3"));
    const auto globs = naive::words_over({"é", "中", "*", "?"}, 3), words = naive::words_over({"a", "é", "中"}, 4);
    for (const auto& glob : globs) {
        for (const auto& word : words) ASSERT_EQ(Glob(glob).matches(word), naive::matches(glob, word)) << glob << word;
    }
}

TEST(Glob, HasNoWildcardsInWhatStandsForAVariable) {
    Glob glob("home/");
    glob.add_text("a*?").add_pattern("/*");
    EXPECT_TRUE(glob.matches("home/a*?/x"));
    EXPECT_FALSE(glob.matches("home/abc/x"));
}

TEST(Glob, OfActionsHasNoCase) {
    const Glob glob = Glob("S3:get*é").ignoring_case();
    EXPECT_TRUE(glob.matches("s3:GetObjecté"));
    EXPECT_FALSE(glob.matches("s3:GetObjectÉ")) << "beyond ASCII nothing is said";
    EXPECT_FALSE(glob.matches("s3:PutObjecté"));
    EXPECT_FALSE(Glob("[").ignoring_case().matches("{"));
}

struct ArnCase {
    std::string pattern, arn;
    bool matches;
};

TEST(Glob, OfArnsStaysInItsSegment) {
    const ArnCase cases[] = {
        {"*", "no ARN", true},
        {"**", "", true},
        {"arn:aws:s3:::b*", "arn:aws:s3:::bucket/a/b:c", true},
        {"arn:aws:s3:::b/*", "arn:aws:s3:::b", false},
        {"arn:aws:s3:::b/?", "arn:aws:s3:::b/:", true},
        {"arn:aws:*:b", "arn:aws:s3:::b", false},
        {"arn:aws:*:*:*:b", "arn:aws:s3:::b", true},
        {"arn:aws:s*b", "arn:aws:s3:::b", false},
        {"arn:aws:s3:?:1:q", "arn:aws:s3:::1:q", false},
        {"arn:*", "arn:aws:s3:::b", true},
        {"arn:*", "arn:aws:s3", false},
        {"arn:aws:s3*", "arn:aws:s3-outposts:eu:1:x:y", true},
        {"arn:aws:s3*b/k", "arn:aws:s3:::b/k", false},
        {"arn:aws:s3", "arn:aws:s3:::", false},
        {"", "", false},
        {"arn:aws:s3:::", "arn:aws:s3:::", true},
        {"arn:aws:s3:::B", "arn:aws:s3:::b", false},
        {"arn:aws:*a*:::x", "arn:aws:aba:::y:::x", false},
    };
    for (const ArnCase& c : cases) {
        EXPECT_EQ(Glob(c.pattern).for_arns().matches(c.arn), c.matches) << c.pattern << " " << c.arn;
        if (c.pattern == "**") continue;
        EXPECT_EQ(naive::arn_matches(c.pattern, c.arn), c.matches) << c.pattern << " " << c.arn;
    }
}

TEST(Glob, TakesTimeOfPatternTimesText) {
    std::string pattern, text(20'000, 'a');
    for (int i = 0; i < 500; ++i) pattern += "*a";
    EXPECT_FALSE(Glob(pattern + "*b").matches(text));
    EXPECT_TRUE(Glob(pattern).matches(text));
}

}  // namespace
}  // namespace iamirror::model
