#include "model/policy/pattern.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace iamirror::model {
namespace {

struct Case {
    std::string outer, inner;
    bool covers;
};

TEST(Pattern, CoversOnlyWhatIsProven) {
    const Case cases[] = {
        {"*", "", true},     {"*", "a*b", true}, {"a*", "a", true},   {"a*", "ab?", true},    {"a?", "ab", true},
        {"a?", "a*", false}, {"a?", "a?", true}, {"ab", "a?", false}, {"a*c", "a*b*c", true}, {"a*c", "acb", false},
        {"", "", true},      {"", "a", false},   {"a", "", false},    {"**a", "a", true},     {"a*b*", "axxbyy", true},
    };
    for (const Case& c : cases) EXPECT_EQ(covers(c.outer, c.inner), c.covers) << c.outer << " over " << c.inner;
}

TEST(Pattern, OfResourcesGoesByPartOfTheArn) {
    const Case cases[] = {
        {"*", "arn:p:s3:::b", true},
        {"arn:p:s3:::b/*", "arn:p:s3:::b/a/*", true},
        {"arn:p:s3:::b*", "arn:p:s3:::b/x", true},
        {"arn:p:s3:::b/*", "arn:p:s3:::b", false},
        {"arn:p:*:x", "arn:p:s3:::x", false},
        {"arn:p:sqs:*:1:q", "arn:p:sqs:eu:1:q", true},
        {"arn:p:sqs:*:1:q", "arn:p:sqs:eu:2:q", false},
        {"arn:p:s3:::B", "arn:p:s3:::b", false},
        {"arn:p:s3:::${a}*", "arn:p:s3:::${a}b", false},
    };
    for (const Case& c : cases)
        EXPECT_EQ(resource_covers(c.outer, c.inner), c.covers) << c.outer << " over " << c.inner;
}

TEST(Pattern, OfActionsHasNoCase) {
    EXPECT_TRUE(action_covers("S3:get*", "s3:GetObject"));
    EXPECT_FALSE(action_covers("s3:Get*", "s3:PutObject"));
}

// All matches of a pattern within short words over a small alphabet, by the plainest matcher there is.
bool matches(std::string_view pattern, std::string_view word) {
    if (pattern.empty()) return word.empty();
    if (pattern[0] == '*')
        return matches(pattern.substr(1), word) || (!word.empty() && matches(pattern, word.substr(1)));
    return !word.empty() && (pattern[0] == '?' || pattern[0] == word[0]) && matches(pattern.substr(1), word.substr(1));
}

std::vector<std::string> words_over(const std::string& letters, std::size_t longest) {
    std::vector<std::string> out = {""};
    for (std::size_t start = 0, length = 0; length < longest; ++length) {
        const std::size_t end = out.size();
        for (std::size_t i = start; i < end; ++i) {
            for (const char letter : letters) out.push_back(out[i] + letter);
        }
        start = end;
    }
    return out;
}

TEST(Pattern, CoveringNeverClaimsAWordTooMany) {
    const std::vector<std::string> patterns = words_over("ab*?", 3), words = words_over("ab", 5);
    for (const std::string& outer : patterns) {
        for (const std::string& inner : patterns) {
            if (!covers(outer, inner)) continue;
            for (const std::string& word : words) {
                ASSERT_TRUE(!matches(inner, word) || matches(outer, word)) << outer << " " << inner << " " << word;
            }
        }
    }
}

}  // namespace
}  // namespace iamirror::model
