// Lists of resources, and the quick look at what their matches begin with, against their patterns one by one.
#include "model/policy/compiled/resource_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace iamirror::model::compiled {
namespace {

std::string random_arn(std::mt19937& random, std::string_view letters) {
    std::string out = random() % 8 == 0 ? "arn:aws:s3:*:*:" : "arn:aws:s3:::";
    for (std::size_t i = random() % 12; i > 0; --i) out += letters[random() % letters.size()];
    return out;
}

TEST(ResourceList, MatchesAsItsPatternsDo) {
    std::mt19937 random(3);
    Keys keys;
    int matched = 0, passed = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::vector<std::string> patterns(1 + random() % 4);
        for (std::string& pattern : patterns) pattern = random_arn(random, "aab/*?\xC3\xA9");
        const ResourceList list(patterns, true, keys);
        const std::string text = random_arn(random, "aab/\xC3\xA9");
        const bool expected = std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
            return Glob(pattern).for_arns().matches(text);
        });
        ASSERT_TRUE(list.is_plain());
        ASSERT_EQ(list.matches(text), expected) << round << ' ' << text;
        ASSERT_TRUE(!expected || list.head().may_match(text)) << round << ' ' << text;
        matched += expected ? 1 : 0;
        passed += list.head().may_match(text) ? 1 : 0;
    }
    EXPECT_GT(matched, 2'000);
    EXPECT_LT(passed, 49'000) << "the look at the beginning tells nothing apart";
}

// Their order can be seen in what is found on the way.
TEST(ResourceList, KeepsTheOrderWhereItShows) {
    Keys keys;
    const ResourceList variable({"arn:aws:s3:::b/*", "arn:aws:s3:::home/${aws:username}/*"}, true, keys);
    EXPECT_FALSE(variable.is_plain());
    EXPECT_EQ(variable.entries().size(), 2U);
    EXPECT_TRUE(ResourceList({"arn:aws:s3:::home/${aws:username}/*"}, false, keys).is_plain()) << "old: plain text";
    EXPECT_FALSE(ResourceList({"arn:aws:s3*"}, true, keys).is_plain()) << "short, which is told";
    EXPECT_TRUE(ResourceList({"*"}, true, keys).is_all());
    EXPECT_FALSE(ResourceList({}, true, keys).matches("arn:aws:s3:::b"));
}

}  // namespace
}  // namespace iamirror::model::compiled
