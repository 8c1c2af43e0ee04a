// Text from outside: what is UTF-8, what may be stored, what may be shown.
#include "model/base/text.h"

#include <gtest/gtest.h>

namespace iamirror {
namespace {

TEST(TextUtf8, TakesEveryWellFormedLength) {
    for (const auto* text : {"", "a", "é", "€", "😀", "\x7F", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(is_utf8(text)) << text;
    EXPECT_TRUE(is_utf8({"\0", 1}));
}

TEST(TextUtf8, RefusesWhatUnicodeForbids) {
    for (const auto* text :
         {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF",
          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x28\xA1"})
        EXPECT_FALSE(is_utf8(text));
}

TEST(TextStorable, NeedsUtf8WithoutNul) {
    EXPECT_TRUE(is_storable("a\x01\n"));
    EXPECT_FALSE(is_storable({"a\0b", 3}));
    EXPECT_FALSE(is_storable("\xFF"));
}

TEST(TextStorable, ReplacesBadOctetsOnly) {
    EXPECT_EQ(to_storable("gut €"), "gut €");
    EXPECT_EQ(to_storable("a\xFF\xFE"
                          "b"),
              "a\xEF\xBF\xBD\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(to_storable({"a\0b", 3}),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(to_storable("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(TextPrintable, ShowsControlsInsteadOfSendingThem) {
    EXPECT_EQ(printable("a\x1B[31mb\n\t"), "a\\x1B[31mb\\x0A\\x09");
    EXPECT_EQ(printable("\xC2\x9B"), "\\x9B");
    EXPECT_EQ(printable("a\u202Eb\u200B\uFEFF"), "a\\u{202E}b\\u{200B}\\u{FEFF}");
    EXPECT_EQ(printable("ä€😀"), "ä€😀");
    EXPECT_EQ(printable("\xFF"), "\xEF\xBF\xBD");
}

TEST(TextPercent, DecodesWhatWasEncoded) {
    std::string every;
    for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
    EXPECT_EQ(percent_decode(percent_encode(every)), every);
    EXPECT_EQ(percent_encode("aZ09-._~ +/=%é"), "aZ09-._~%20%2B%2F%3D%25%C3%A9");
    EXPECT_EQ(percent_decode("%2f%2F+"), "//+");
}

TEST(TextPercent, RefusesHalfASign) {
    for (const auto* text : {"%", "%2", "a%", "%zz", "%2g", "%%20"})
        EXPECT_EQ(percent_decode(text), std::nullopt) << text;
}

TEST(TextParts, SplitAndJoinAreInverse) {
    EXPECT_EQ(split("", ',').size(), 1u);
    EXPECT_EQ(split("a,,b", ',').size(), 3u);
    EXPECT_EQ(split("a,", ',').back(), "");
    EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
    EXPECT_EQ(join({"a", "a"}, "-"), "a-a");
    EXPECT_EQ(join({}, ","), "");
}

TEST(TextParts, TrimsBlanksAndFoldsCase) {
    EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(to_lower_ascii("ÄBc-Z"), "Äbc-z");
    EXPECT_TRUE(equals_ignoring_case("X-Amz-Date", "x-aMz-dAte"));
    EXPECT_TRUE(equals_ignoring_case("", ""));
    for (const auto* other : {"", "dat", "dates", "d\xE4te"})
        EXPECT_FALSE(equals_ignoring_case("Date", other)) << other;
    EXPECT_FALSE(equals_ignoring_case("@[`{", "`{@["));  // 32 apart, and no letters
}

}  // namespace
}  // namespace iamirror
