#include "sync/config.h"

#include <gtest/gtest.h>

namespace iamirror::sync {

namespace {

aws::Surroundings environment(std::map<std::string, std::string> variables) {
    return {.environment = std::move(variables), .read_file = nullptr};
}

}  // namespace

TEST(Config, TheFlagWinsOverEveryVariable) {
    const auto choice = choose_database({.database_url = "postgresql:///flag"},
                                        environment({{"IAMIRROR_DATABASE_URL", "postgresql:///own"}, {"PGHOST", "h"}}));
    EXPECT_EQ(choice.uri, "postgresql:///flag");
}

TEST(Config, OurVariableWinsOverTheCommonOne) {
    const auto choice =
        choose_database({}, environment({{"IAMIRROR_DATABASE_URL", "postgresql:///own"}, {"DATABASE_URL", "x"}}));
    EXPECT_EQ(choice.uri, "postgresql:///own");
}

TEST(Config, LibpqReadsItsOwnVariables) {
    const auto choice = choose_database({}, environment({{"PGSERVICE", "audit"}}));
    EXPECT_FALSE(choice.is_embedded);
    EXPECT_EQ(choice.uri, "");
}

TEST(Config, WithoutAnyItIsTheEmbeddedCluster) {
    EXPECT_TRUE(choose_database({}, environment({})).is_embedded);
}

}  // namespace iamirror::sync
