// The catalogue of actions: what it holds, how it is read, and which actions a pattern matches, against a second
// matcher that is as plain as can be.
#include "model/policy/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> names_of(const Catalogue& known, const std::vector<ActionId>& ids) {
    std::vector<std::string> out;
    for (const auto id : ids) out.push_back(known.full_name(id));
    return out;
}

std::vector<std::string> types_of(const CatalogueAction& action) {
    std::vector<std::string> out;
    for (const auto index : action.resources) out.emplace_back(catalogue().resource(index).type);
    return out;
}

std::vector<std::string> keys_of(const Catalogue& known, const CatalogueAction& action) {
    std::vector<std::string> out;
    for (const auto index : action.keys) out.emplace_back(known.key(index).name);
    return out;
}

const CatalogueAction& action_of(std::string_view name) {
    return catalogue().action(catalogue().find(name).value());
}

TEST(Catalogue, KnowsTheActionsOfAws) {
    const auto& known = catalogue();
    EXPECT_EQ(known.date().size(), 10U);
    EXPECT_FALSE(known.version().empty());
    EXPECT_GT(known.size(), 20'000U);
    EXPECT_GT(known.services().size(), 400U);
    std::cout << known.size() << " actions of " << known.services().size() << " services, " << known.date() << "\n";
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
TEST(Catalogue, KnowsLevelTypesAndKeysOfAnAction) {
    const auto& get = action_of("S3:getobject");
    EXPECT_EQ(get.service, "s3");
    EXPECT_EQ(get.name, "GetObject");
    EXPECT_EQ(get.level, AccessLevel::read);
    EXPECT_THAT(types_of(get), ElementsAre("accesspointobject", "object"));
    EXPECT_EQ(catalogue().resource(get.resources[1]).arn, "arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    // its own, that of its type
    EXPECT_THAT(keys_of(catalogue(), get),
                ::testing::IsSupersetOf({"s3:ExistingObjectTag/<key>", "s3:authType", "s3:BucketTag/${TagKey}"}));
    EXPECT_THAT(action_of("s3:ListAllMyBuckets").resources, IsEmpty());
    EXPECT_EQ(action_of("s3:ListBucket").level, AccessLevel::list);
    EXPECT_EQ(action_of("s3:PutObject").level, AccessLevel::write);
    EXPECT_EQ(action_of("s3:PutBucketPolicy").level, AccessLevel::permissions_management);
    EXPECT_EQ(action_of("s3:PutObjectTagging").level, AccessLevel::tagging);
}

// A type with two forms of ARN has both.
TEST(Catalogue, KnowsAllFormsOfAnArn) {
    std::vector<std::string> arns;
    for (const auto index : action_of("greengrass:GetDeployment").resources)
        if (catalogue().resource(index).type == "deployment") arns.emplace_back(catalogue().resource(index).arn);
    EXPECT_THAT(arns, ElementsAre(HasSubstr("/greengrass/groups/"), HasSubstr(":deployments:")));
}

TEST(Catalogue, IsInOrderAndFindsWhatItHas) {
    const auto& known = catalogue();
    std::string before;
    for (ActionId id = 0; id < known.size(); ++id) {
        const auto name = known.full_name(id);
        const auto& action = known.action(id);
        const auto key = std::string{action.service} + '\0' + to_lower_ascii(action.name);
        EXPECT_LT(before, key) << name;
        before = key;
        EXPECT_EQ(known.find(name), id) << name;
        EXPECT_NE(action.level, AccessLevel::unknown) << name;
        for (const auto index : action.resources) EXPECT_TRUE(known.resource(index).arn.starts_with("arn:")) << name;
    }
}

TEST(Catalogue, DoesNotFindWhatItHasNot) {
    for (const auto* name : {"", ":", "s3", "s3:", ":GetObject", "s3:GetObjec", "s3:GetObjects", "s3x:GetObject",
                             "s3:Get*", "s3:GetObject ", "s3::GetObject", "zzz:Foo"})
        EXPECT_EQ(catalogue().find(name), std::nullopt) << name;
    EXPECT_TRUE(catalogue().knows_service("S3"));
    EXPECT_FALSE(catalogue().knows_service("s"));
    EXPECT_FALSE(catalogue().knows_service("s3:"));
    EXPECT_FALSE(catalogue().knows_service(""));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
TEST(Catalogue, KnowsKeysWithTheirType) {
    const auto& known = catalogue();
    ASSERT_NE(known.find_key("AWS:sourceip"), nullptr);
    EXPECT_EQ(known.find_key("aws:SourceIp")->type, KeyType::ip_address);
    EXPECT_FALSE(known.find_key("aws:SourceIp")->has_several_values);
    EXPECT_TRUE(known.find_key("aws:TagKeys")->has_several_values);
    EXPECT_EQ(known.find_key("aws:ResourceTag/team")->name, "aws:ResourceTag/${TagKey}");
    EXPECT_EQ(known.find_key("s3:ExistingObjectTag/x")->name, "s3:ExistingObjectTag/<key>");
    EXPECT_EQ(known.find_key("s3:ExistingObjectTag/"), nullptr);
    EXPECT_EQ(known.find_key("foo:Bar"), nullptr);
    EXPECT_TRUE(known.find_service("s3")->has_resource_control);
    EXPECT_FALSE(known.find_service("iam")->has_resource_control);
}

TEST(Catalogue, ExpandsPatterns) {
    const auto expanded = [](std::string_view pattern) { return names_of(catalogue(), catalogue().expand(pattern)); };
    EXPECT_THAT(expanded("s3:getbucketpolic?"), ElementsAre("s3:GetBucketPolicy"));
    EXPECT_THAT(expanded("s3:GetBucketPolicy*"), ElementsAre("s3:GetBucketPolicy", "s3:GetBucketPolicyStatus"));
    EXPECT_THAT(expanded("S3:*BUCKETPOLICY"),
                ElementsAre("s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"));
    EXPECT_THAT(expanded("s?s:AssumeRole"), ElementsAre("sts:AssumeRole"));
    // A wildcard runs across the colon too.
    EXPECT_THAT(expanded("sts*AssumeRole"), ElementsAre("sts:AssumeRole"));
    EXPECT_THAT(expanded("sts?AssumeRole"), ElementsAre("sts:AssumeRole"));
    for (const auto* nothing :
         {"", "s3", "s3:", ":", ":*", "GetObject", "s3:GetBucketPolic", "s3:Foo*", "s3:*:*", "foo:*", "?", "s3:?"})
        EXPECT_THAT(expanded(nothing), IsEmpty()) << nothing;
    for (const auto* all : {"*", "**", "*:*", "**:***"}) EXPECT_EQ(catalogue().expand(all).size(), catalogue().size());
}

// Recursive and plain: the two matchers share nothing.
bool plainly_matches(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*')
        return plainly_matches(pattern.substr(1), text) || (!text.empty() && plainly_matches(pattern, text.substr(1)));
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
           plainly_matches(pattern.substr(1), text.substr(1));
}

// Names out of few letters, patterns out of the same: each pattern of up to five characters on each name.
TEST(Catalogue, ExpandsAsAPlainMatcherDoes) {
    const std::string text = "service\ta\nR\tA\nR\tab\nR\tABA\nR\tb\nservice\tab\nR\ta\nR\tBB\nservice\tb\nR\tBa\n";
    const std::string_view part = text;
    const Catalogue known{std::move(read_catalogue({&part, 1}).value())};
    long checked = 0;
    const std::string letters = "abA:*?";
    const auto check = [&](const std::string& pattern) {
        std::vector<ActionId> wanted;
        for (ActionId id = 0; id < known.size(); ++id)
            if (plainly_matches(to_lower_ascii(pattern), to_lower_ascii(known.full_name(id)))) wanted.push_back(id);
        EXPECT_EQ(known.expand(pattern), wanted) << pattern;
        checked += static_cast<long>(known.size());
    };
    std::vector<std::string> patterns{""};
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        check(patterns[i]);
        if (patterns[i].size() < 5)
            for (const char c : letters) patterns.push_back(patterns[i] + c);
    }
    std::cout << checked << " answers compared\n";
    EXPECT_GT(checked, 60'000);
}

// Pieces of real names with wildcards thrown in, against the built-in catalogue.
TEST(Catalogue, ExpandsCuttingsOfRealNames) {
    const auto& known = catalogue();
    std::vector<std::string> names;
    for (ActionId id = 0; id < known.size(); ++id) names.push_back(to_lower_ascii(known.full_name(id)));
    std::mt19937 random{20261125};
    for (int round = 0; round < 40; ++round) {
        auto pattern = known.full_name(static_cast<ActionId>(random() % known.size()));
        for (int i = 0; i < 2; ++i) {
            const auto at = random() % pattern.size();
            if (random() % 3 == 0)
                pattern[at] = '?';
            else
                pattern.replace(at, random() % 6, "*");
        }
        std::vector<ActionId> wanted;
        for (ActionId id = 0; id < known.size(); ++id)
            if (plainly_matches(to_lower_ascii(pattern), names[id])) wanted.push_back(id);
        EXPECT_EQ(known.expand(pattern), wanted) << pattern;
    }
}

// What makes a backtracking matcher take years takes this one no time to speak of.
TEST(Catalogue, TakesHostilePatternsInBoundedTime) {
    std::string stars, all_stars(1'000'000, '*'), marks(1'000'000, '?');
    for (int i = 0; i < 300'000; ++i) stars += "*a";
    std::vector<std::string> patterns{stars, "s3:" + stars, stars + ":" + stars, all_stars + "b" + all_stars, marks};
    for (const int run : {10, 20, 40}) {
        std::string short_stars;
        for (int i = 0; i < run; ++i) short_stars += "*e";
        patterns.push_back(short_stars);
        patterns.push_back(short_stars + "#");
        patterns.push_back("*:" + short_stars + "#");
        patterns.push_back(short_stars + ":" + short_stars);
    }
    patterns.emplace_back("s3:\xff\xfe*\0", 7);
    const auto start = std::chrono::steady_clock::now();
    for (const auto& pattern : patterns) catalogue().expand(pattern);
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took, std::chrono::seconds{20});  // of a build with sanitizers, on a busy machine
}

TEST(Catalogue, IsSharedByThreads) {
    std::vector<std::size_t> counts(4);
    std::vector<std::thread> threads;
    for (auto& count : counts) threads.emplace_back([&count] { count = catalogue().expand("*:Describe*").size(); });
    for (auto& thread : threads) thread.join();
    for (const auto count : counts) EXPECT_EQ(count, counts[0]);
}

struct BadText {
    const char* text;
    const char* message;
};

// A catalogue that is not as make.py writes it is refused, with the line.
TEST(Catalogue, RefusesTextThatIsNotInItsFormat) {
    const BadText table[] = {
        {"service\ta\nX\tGet\n", "line 2: of no known kind"},
        {"# note\nR\tGet\n", "line 2: before the first service"},
        {"service\ta\nR\tb\nR\tA\n", "line 3: not in order"},
        {"service\ta\nR\tb\nW\tB\n", "line 3: not in order"},
        {"service\tb\nservice\ta\n", "line 2: not in order"},
        {"service\ta\nR\tGet\tthing\n", "line 2: a type or a key that is not known"},
        {"service\ta\nR\tGet\t\t:key\n", "line 2: a type or a key that is not known"},
        {"service\ta\nR\tGet\t\t\t\n", "line 2: an action has a name, types and keys"},
        {"service\ta\ntype\tthing\n", "line 2: a type has a name, an ARN and keys"},
        {"service\ta\ntype\tthing\tarn:x\tb:c\n", "line 2: a key that is not known"},
        {"key\ta:b\tfoo\n", "line 1: a type of key that is not known"},
        {"key\ta:b\n", "line 1: a key has a name and a type"},
        {"key\ta:b\tstring\nkey\ta:b\tbool\n", "line 2: a key of two types"},
        {"service\n", "line 1: a line without a name"},
    };
    for (const auto& [text, message] : table) {
        const std::string_view part = text;
        const auto contents = read_catalogue({&part, 1});
        ASSERT_FALSE(contents.ok()) << text;
        EXPECT_THAT(contents.error().message, HasSubstr(message));
    }
}

// A type's keys are its actions' keys; a key of the own service is written short; a name may stand for a shared one.
TEST(Catalogue, ReadsWhatTheTextLeavesOut) {
    const std::string_view parts[] = {
        "version\t1.2\ndate\t2026-01-02\nkey\taws:x\tstring\nservice\ta\nkey\ta:own\tarn[]\ntype\tthing\tarn:1\t:own\n",
        "type\tthing\tarn:2\nR\tGet\tthing\taws:x\nservice\tb\trcp\nkey\ta:own\tarn[]\nT\tGet\t\ta:own\n"};
    const Catalogue known{std::move(read_catalogue(parts).value())};
    EXPECT_EQ(known.version(), "1.2");
    EXPECT_EQ(known.date(), "2026-01-02");
    ASSERT_EQ(known.size(), 2U);
    EXPECT_EQ(known.action(0).resources.size(), 2U);
    EXPECT_THAT(keys_of(known, known.action(0)), ElementsAre("aws:x", "a:own"));
    EXPECT_THAT(keys_of(known, known.action(1)), ElementsAre("a:own"));
    EXPECT_EQ(known.global_keys().size(), 1U);
    EXPECT_TRUE(known.find_service("b")->has_resource_control);
}

}  // namespace
}  // namespace iamirror::model
