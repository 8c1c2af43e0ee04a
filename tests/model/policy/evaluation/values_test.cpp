#include "model/policy/evaluation/values.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

TEST(ConditionValues, ComparesDecimalsOfAnyLengthExactly) {
    const auto less = [](const char* a, const char* b) { return *read_decimal(a) < *read_decimal(b); };
    EXPECT_TRUE(less("9007199254740992", "9007199254740993"));
    EXPECT_TRUE(less("-10", "-9.99"));
    EXPECT_TRUE(less("-0.1", "0"));
    EXPECT_TRUE(less("0.10", "0.11"));
    EXPECT_EQ(*read_decimal("-0.0"), *read_decimal("0"));
    EXPECT_EQ(*read_decimal("+007.50"), *read_decimal("7.5"));
    for (const char* text : {"", "-", ".", "1e3", "0x1", " 1", "1,5", "many"}) EXPECT_FALSE(read_decimal(text)) << text;
}

TEST(ConditionValues, ReadsDatesOfEveryForm) {
    constexpr std::int64_t second = 1'000'000;
    EXPECT_EQ(read_date("2026"), 1767225600 * second);
    EXPECT_EQ(read_date("2026-03"), 1772323200 * second);
    EXPECT_EQ(read_date("2026-03-01"), 1772323200 * second);
    EXPECT_EQ(read_date("2026-03-01T11:00Z"), 1772362800 * second);
    EXPECT_EQ(read_date("2026-03-01T11:00:00.5Z"), 1772362800 * second + second / 2);
    EXPECT_EQ(read_date("2026-03-01T12:00:00+01:00"), 1772362800 * second);
    EXPECT_EQ(read_date("1772362800"), 1772362800 * second);
    for (const char* text : {"", "tomorrow", "2026-02-30", "2026-13", "2026-3-1", "99999999999999999999"})
        EXPECT_FALSE(read_date(text)) << text;
}

TEST(ConditionValues, KnowsWhichNetworkHoldsWhich) {
    const auto holds = [](const char* a, const char* b) { return read_network(a)->contains(*read_network(b)); };
    EXPECT_TRUE(holds("10.0.0.0/8", "10.255.0.1"));
    EXPECT_TRUE(holds("203.0.113.9", "203.0.113.9"));
    EXPECT_TRUE(holds("0.0.0.0/0", "1.2.3.4"));
    EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
    EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
    EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.0"));
    EXPECT_FALSE(holds("10.1.0.0/16", "10.0.0.0/8"));
    EXPECT_FALSE(holds("0.0.0.0/0", "::1"));
    for (const char* text : {"", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "the office"})
        EXPECT_FALSE(read_network(text)) << text;
}

TEST(ConditionValues, ReadsBase64) {
    EXPECT_EQ(read_base64("QmluYXJ5"), "Binary");
    EXPECT_EQ(read_base64("QQ=="), "A");
    EXPECT_EQ(read_base64(""), "");
    for (const char* text : {"Q", "QQ=", "====", "Q Q=", "QQ==QQ=="}) EXPECT_FALSE(read_base64(text)) << text;
}

}  // namespace
}  // namespace iamirror::model
