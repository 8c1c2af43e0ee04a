// Digests against the published vectors of FIPS 180-2 and RFC 4231.
#include "model/base/digest.h"

#include <gtest/gtest.h>

namespace iamirror {
namespace {

TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(sha256("abc").size(), 32u);
}

TEST(HmacSha256, GivesThePublishedCodes) {
    EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// A thread keeps its context: the key before must not sign for the one that is empty.
TEST(HmacSha256, ForgetsTheKeyBefore) {
    constexpr auto of_nothing = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
    for (const std::string_view no_key : {std::string_view{}, std::string_view{""}}) {
        hmac_sha256("Jefe", "what do ya want for nothing?");
        EXPECT_EQ(to_hex(hmac_sha256(no_key, "")), of_nothing);
    }
}

TEST(Hex, IsLowerCaseAndTwoDigitsAnOctet) {
    EXPECT_EQ(to_hex(std::string_view{"\x00\x0F\xF0\xFF", 4}), "000ff0ff");
}

std::string digest_of(const std::vector<const char*>& fields) {
    FieldDigest digest;
    for (const auto* field : fields) field == nullptr ? digest.add_absent() : digest.add(field);
    return digest.finish();
}

TEST(FieldDigest, TellsFieldsApart) {
    EXPECT_NE(digest_of({"ab", "c"}), digest_of({"a", "bc"}));
    EXPECT_NE(digest_of({"", "a"}), digest_of({"a", ""}));
    EXPECT_NE(digest_of({nullptr}), digest_of({""}));
    EXPECT_NE(digest_of({nullptr}), digest_of({"-"}));
    EXPECT_NE(digest_of({}), digest_of({""}));
    EXPECT_EQ(digest_of({"a", nullptr, "b"}), digest_of({"a", nullptr, "b"}));
}

}  // namespace
}  // namespace iamirror
