#include "tests/resources/read_rows.h"

namespace iamirror::sync {

TEST(AwsIamGroupMember, JoinsUsersToGroupsOfALaterPage) {
    const auto rows = read_rows(
        type_named("aws_iam_group_member").primary,
        {"<R><UserDetailList><member><UserId>U1</UserId><GroupList><member>ops</member></GroupList></member></"
         "UserDetailList></R>",
         "<R><GroupDetailList><member><GroupId>G1</GroupId><GroupName>ops</GroupName></member></GroupDetailList></R>"});
    ASSERT_TRUE(rows.ok());
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->front().object_id, "G1/U1");
    EXPECT_EQ(rows->front().columns.at("group_id"), "G1");
}

TEST(AwsIamGroupMember, AGroupThatIsNotListedEndsTheScope) {
    const auto rows = read_rows(type_named("aws_iam_group_member").primary,
                                {"<R><UserDetailList><member><UserId>U1</UserId><GroupList><member>gone</member></"
                                 "GroupList></member></UserDetailList></R>"});
    ASSERT_FALSE(rows.ok());
    EXPECT_NE(rows.error().message.find("gone"), std::string::npos);
}

}  // namespace iamirror::sync
