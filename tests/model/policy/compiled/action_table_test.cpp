// Patterns of actions against globs over every action of the catalogue.
#include "model/policy/compiled/action_table.h"

#include <gtest/gtest.h>

#include "model/policy/language_glob.h"

namespace iamirror::model {
namespace {

TEST(ActionTable, ExpandsAsActionsAreCompared) {
    ActionTable table;
    for (const char* pattern : {"*", "**", "s3:Get*", "S3:getobject", "s*:*Tag?", "*:List*", "*Object", "iam:*:x", "s3",
                                "", "s3:", "?3:GetObject", "s3?GetObject", "s3:Gét*", "nosuch:*"}) {
        const Glob glob = Glob(pattern).ignoring_case();
        const ActionSet& known = table.at(table.add(pattern)).known;
        for (ActionId id = 0; id < catalogue().size(); ++id)
            ASSERT_EQ(known.contains(id), glob.matches(catalogue().full_name(id))) << pattern << " " << id;
    }
}

TEST(ActionTable, KnowsAPatternOnceInAnyCase) {
    ActionTable table;
    const auto id = table.add("s3:Get*");
    EXPECT_EQ(table.add("S3:GET*"), id);
    EXPECT_NE(table.add("s3:Put*"), id);
    EXPECT_EQ(table.size(), 2U);
    const ActionSet both = table.union_of({"s3:Get*", "s3:Put*"});
    EXPECT_EQ(both, table.at(id).known | table.at(id + 1).known);
    EXPECT_EQ(table.complement(both) | both, table.all());
    EXPECT_TRUE(table.union_of({}).is_empty());
}

TEST(ActionTable, TellsWhatMayMatchActionsNobodyKnows) {
    ActionTable table;
    const auto others = [&](const char* pattern) { return table.at(table.add(pattern)).names_others; };
    EXPECT_FALSE(others("s3:GetObject"));
    EXPECT_FALSE(others("s3:getOBJECT"));
    EXPECT_FALSE(others("s3"));
    EXPECT_FALSE(others(":GetObject"));
    EXPECT_TRUE(others("s3:GetObjectOfTomorrow"));
    EXPECT_TRUE(others("s3:*"));
    EXPECT_TRUE(others("*"));
    EXPECT_TRUE(table.at(table.add("s3:Get*")).glob.matches("S3:GetObjectOfTomorrow"));
}

}  // namespace
}  // namespace iamirror::model
