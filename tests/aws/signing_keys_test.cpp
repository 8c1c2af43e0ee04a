#include "aws/internal/signing_keys.h"

#include <gtest/gtest.h>

namespace iamirror::aws {
namespace {

using namespace std::chrono_literals;

const Time late_on_monday = parse_time("2026-03-02T23:59:59Z").value();
const SigningScope monday{late_on_monday, "us-east-1", "iam"};

// Asked in this order of one keeper, each time the key of those very values.
TEST(SigningKeys, AreAsIfDerivedForEachCall) {
    const Secret first{"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}, renewed{"another/EXAMPLEKEY"};
    const SigningScope tuesday{late_on_monday + 1s, "us-east-1", "iam"};
    const SigningScope elsewhere{late_on_monday, "eu-west-1", "iam"}, other{late_on_monday, "us-east-1", "s3"};
    SigningKeys keys;
    for (const auto& [secret, scope] : std::vector<std::pair<Secret, SigningScope>>{{first, monday},
                                                                                    {first, monday},
                                                                                    {first, tuesday},
                                                                                    {renewed, tuesday},
                                                                                    {first, elsewhere},
                                                                                    {first, other},
                                                                                    {first, monday},
                                                                                    {renewed, monday}})
        EXPECT_TRUE(keys.key(secret, scope) == signing_key(secret, scope)) << scope.text();
}

}  // namespace
}  // namespace iamirror::aws
