// Which actions a policy names: the rules one by one, and AWS's own policies against the lists published with them.
#include "model/policy/expand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "model/base/text.h"
#include "tests/model/policy/catalogue_differences.h"

namespace iamirror::model {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Names = std::set<std::string>;

// Two services of three actions each.
const Catalogue& small() {
    static const std::string_view text =
        "date\t2026-01-02\nservice\tdoor\nW\tClose\nR\tLook\nW\tOpen\nservice\troom\nW\tEnter\nW\tLeave\nR\tLook\n";
    static const Catalogue known{std::move(read_catalogue({&text, 1}).value())};
    return known;
}

Policy policy_of(const std::string& statements) {
    const auto policy = parse_policy(R"({"Version":"2012-10-17","Statement":)" + statements + "}");
    EXPECT_TRUE(policy.ok()) << statements;
    return policy.ok() ? *policy : Policy{};
}

// "door:Open by door:*", in the order of the answer.
std::vector<std::string> shown(const Policy& policy, const std::vector<NamedAction>& actions) {
    std::vector<std::string> out;
    for (const auto& named : actions)
        out.push_back(small().full_name(named.action) + " by " + std::string{pattern_of(policy, named)});
    return out;
}

std::vector<std::string> doubts(const NamedActions& named) {
    std::vector<std::string> out;
    for (const auto& finding : named.findings) out.push_back(finding.place + " " + std::string{name(finding.doubt)});
    return out;
}

TEST(Expand, NamesEachActionOnceWithWhatNamedItFirst) {
    const auto policy = policy_of(R"([{"Effect":"Allow","Action":["room:look","DOOR:Op*"],"Resource":"*"},)"
                                  R"({"Effect":"Allow","Action":"*:Look","Resource":"*"}])");
    const auto named = expand(policy, small());
    EXPECT_THAT(shown(policy, named.allowed),
                ElementsAre("door:Look by *:Look", "door:Open by DOOR:Op*", "room:Look by room:look"));
    EXPECT_THAT(named.denied, IsEmpty());
    EXPECT_THAT(named.findings, IsEmpty());
}

TEST(Expand, KeepsWhatIsDeniedApart) {
    const auto policy = policy_of(
        R"([{"Effect":"Deny","Action":"door:*","Resource":"*"},{"Effect":"Allow","Action":"*:Open","Resource":"*"}])");
    const auto named = expand(policy, small());
    EXPECT_THAT(shown(policy, named.allowed), ElementsAre("door:Open by *:Open"));
    EXPECT_THAT(shown(policy, named.denied),
                ElementsAre("door:Close by door:*", "door:Look by door:*", "door:Open by door:*"));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
TEST(Expand, ReadsNotActionAsAllOtherActionsOfAllServices) {
    const auto policy = policy_of(R"({"Effect":"Allow","NotAction":["door:*","room:L*"],"Resource":"*"})");
    const auto named = expand(policy, small());
    EXPECT_THAT(shown(policy, named.allowed), ElementsAre("room:Enter by NotAction"));
    const auto nothing_left_out = policy_of(R"({"Effect":"Deny","NotAction":[],"Resource":"*"})");
    EXPECT_EQ(expand(nothing_left_out, small()).denied.size(), small().size());
    const auto all_left_out = policy_of(R"({"Effect":"Allow","NotAction":"*","Resource":"*"})");
    EXPECT_THAT(expand(all_left_out, small()).allowed, IsEmpty());
}

TEST(Expand, TellsWhatMatchesNothing) {
    const auto policy =
        policy_of(R"([{"Effect":"Allow","Action":["door:Open","door:Burn","door:Bu*","attic:*","Open","room:Look"]},)"
                  R"({"Effect":"Deny","NotAction":["attic:Look","door:*"]},{"Effect":"Allow"},)"
                  R"({"Effect":"allow","Action":"*"},{"Effect":"Allow","Action":"*","NotAction":"door:*"}])");
    const auto named = expand(policy, small());
    EXPECT_THAT(doubts(named),
                ElementsAre("Statement[0].Action[1] unknown_action", "Statement[0].Action[2] matches_nothing",
                            "Statement[0].Action[3] unknown_service", "Statement[0].Action[4] no_service",
                            "Statement[1].NotAction[0] unknown_service", "Statement[2] no_action",
                            "Statement[3] unknown_effect", "Statement[4] both_elements"));
    EXPECT_EQ(named.findings[0].message,
              R"("door:Burn": the catalogue of 2026-01-02 does not know this action of the service)");
    EXPECT_EQ(named.findings[0].effect, "Allow");
    EXPECT_EQ(named.findings[4].effect, "Deny");
    EXPECT_EQ(named.allowed.size(), 2U);
    EXPECT_EQ(named.denied.size(), 3U);
}

TEST(Expand, ShowsNoControlCharactersOfAPattern) {
    const auto policy = policy_of(R"({"Effect":"Allow","Action":"door:\u001b[2J"})");
    const auto named = expand(policy, small());
    EXPECT_THAT(named.findings.at(0).message, HasSubstr(R"("door:\x1B[2J")"));
    EXPECT_EQ(named.findings.at(0).pattern, "door:\x1b[2J");
}

TEST(Expand, TakesAHundredThousandStatements) {
    Policy policy;
    for (int i = 0; i < 50'000; ++i) {
        policy.statements.push_back({.effect = "Allow", .action = {{"*"}}});
        policy.statements.push_back({.effect = "Deny", .not_action = {{"foo" + std::to_string(i) + ":*"}}});
    }
    const std::clock_t start = std::clock();
    const auto named = expand(policy);
    EXPECT_LT(std::clock() - start, 60 * CLOCKS_PER_SEC);  // of CPU time in a build with sanitizers
    EXPECT_EQ(named.allowed.size(), catalogue().size());
    EXPECT_EQ(named.denied.size(), catalogue().size());
    EXPECT_EQ(named.findings.size(), 50'000U);
}

// A published policy: its document, and the actions somebody else read from it with their levels.
struct Published {
    std::string name;
    Policy policy;
    std::map<std::string, std::string> actions;
    Names unknown;
};

Published read_published(const std::filesystem::path& file) {
    std::ifstream in(file);
    const auto object = nlohmann::json::parse(in);
    Published out{file.stem().string(), parse_policy(object.at("document").dump()).value(), {}, {}};
    for (const auto& action : object.at("effective_actions"))
        out.actions.emplace(action.at("effective_action"), action.at("access_level"));
    for (const auto& action : object.at("unknown_actions")) out.unknown.insert(action.at("action").get<std::string>());
    return out;
}

class PublishedPolicies : public ::testing::Test {
  protected:
    void SetUp() override {
        const char* corpora = std::getenv("IAMIRROR_CORPORA");
        const auto folder = std::filesystem::path(corpora ? corpora : "") / "managed-policies";
        if (!std::filesystem::exists(folder)) GTEST_SKIP() << "IAMIRROR_CORPORA is not set: no policy was compared";
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".json") published_.push_back(read_published(entry.path()));
        ASSERT_EQ(published_.size(), 200U);
    }

    std::vector<Published> published_;
};

std::map<std::string, int> as_map(std::span<const testing::DifferingAction> table) {
    std::map<std::string, int> out;
    for (const auto& [action, policies] : table) out.emplace(action, policies);
    return out;
}

// "Tagging, Write" in the lists is Tagging here.
std::string first_word_of(const std::string& level) {
    return level.substr(0, level.find(','));
}

TEST_F(PublishedPolicies, NameTheActionsThatWerePublished) {
    std::map<std::string, int> newer, gone;
    int equal = 0;
    for (const auto& one : published_) {
        Names ours;
        for (const auto& named : expand(one.policy).allowed) ours.insert(catalogue().full_name(named.action));
        bool is_equal = true;
        for (const auto& action : ours) {
            if (one.actions.contains(action)) continue;
            ++newer[action];
            is_equal = false;
        }
        for (const auto& [action, level] : one.actions) {
            if (ours.contains(action)) continue;
            ++gone[action];
            is_equal = false;
        }
        equal += is_equal;
    }
    // Each difference is one of the table, and the table has no other.
    EXPECT_EQ(newer, as_map(testing::newer));
    EXPECT_EQ(gone, as_map(testing::gone));
    std::cout << equal << " of " << published_.size() << " equal; " << newer.size() << " actions newer than the lists, "
              << gone.size() << " gone since\n";
}

// Were it our expansion and not the date, some list would have the action and some other not.
TEST_F(PublishedPolicies, NeverListANewerActionAndTheCatalogueNeverOneThatIsGone) {
    for (const auto& one : published_)
        for (const auto& [action, policies] : testing::newer)
            EXPECT_FALSE(one.actions.contains(std::string{action})) << one.name << " lists " << action;
    for (const auto& [action, policies] : testing::gone) EXPECT_EQ(catalogue().find(action), std::nullopt) << action;
}

// Spelling and level of every action that both know.
TEST_F(PublishedPolicies, AgreeOnLevels) {
    std::map<std::string, std::pair<std::string, std::string>> differing, wanted;
    long compared = 0;
    for (const auto& [action, published, ours] : testing::levels)
        wanted[std::string{action}] = std::pair{std::string{published}, std::string{ours}};
    for (const auto& one : published_)
        for (const auto& [action, level] : one.actions) {
            const auto id = catalogue().find(action);
            if (!id) continue;
            ++compared;
            EXPECT_EQ(catalogue().full_name(*id), action);
            const std::string ours{name(catalogue().action(*id).level)};
            if (ours != first_word_of(level)) differing[action] = std::pair{first_word_of(level), ours};
        }
    EXPECT_EQ(differing, wanted);
    std::cout << compared << " levels compared\n";
}

// What the lists call unknown is a finding here too, but for what AWS has documented since.
TEST_F(PublishedPolicies, TellTheSameUnknownActions) {
    std::size_t count = 0;
    for (const auto& one : published_) {
        Names ours, theirs;
        for (const auto& finding : expand(one.policy).findings) ours.insert(finding.pattern);
        for (const auto& action : one.unknown)
            if (!as_map(testing::newer).contains(action)) theirs.insert(action);
        EXPECT_EQ(ours, theirs) << one.name;
        count += ours.size();
    }
    EXPECT_GT(count, 0U);
    std::cout << count << " unknown actions told\n";
}

}  // namespace
}  // namespace iamirror::model
