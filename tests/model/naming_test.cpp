#include "model/naming.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

TEST(RoleName, IsTheControlsOwnWhereAwsTakesIt) {
    const std::vector<std::string> names = {"sales-read", "a", "A_+=,.@-9", std::string(64, 'x')};
    for (const std::string& name : names) EXPECT_EQ(role_name(name), name);
}

TEST(RoleName, IsALegalOneForEveryOther) {
    const std::vector<std::string> names = {
        "sales read", std::string(65, 'x'), "caf\xC3\xA9", "'; drop table x; --", "../../etc", "\x1b[2J", ""};
    for (const std::string& name : names) {
        EXPECT_TRUE(is_role_name(role_name(name))) << role_name(name);
        EXPECT_EQ(role_name(name), role_name(name));
    }
}

TEST(RoleName, DiffersForNamesThatLookAlike) {
    EXPECT_NE(role_name("sales read"), role_name("sales/read"));
    EXPECT_NE(role_name(std::string(70, 'x')), role_name(std::string(71, 'x')));
    EXPECT_EQ(role_name("sales read").substr(0, 11), "sales-read-");
}

TEST(ReservedRole, IsKnownByNameOrPath) {
    EXPECT_TRUE(is_reserved_role("AWSReservedSSO_Admin_0123", "/aws-reserved/sso.amazonaws.com/"));
    EXPECT_TRUE(is_reserved_role("awsreservedsso_x", "/"));
    EXPECT_TRUE(is_reserved_role("AWSServiceRoleForSupport", "/aws-service-role/support.amazonaws.com/"));
    EXPECT_FALSE(is_reserved_role("app", "/service-role/"));
}

}  // namespace
}  // namespace iamirror::model
