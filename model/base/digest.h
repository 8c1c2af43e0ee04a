// SHA-256 and HMAC-SHA-256 over OpenSSL, and the forms that octets are written in. Octets are kept in std::string.
#pragma once

#include <string>
#include <string_view>

namespace iamirror {

// 32 octets.
std::string sha256(std::string_view octets);
std::string hmac_sha256(std::string_view key, std::string_view octets);

// Lower case, two digits an octet.
std::string to_hex(std::string_view octets);
inline std::string sha256_hex(std::string_view octets) {
    return to_hex(sha256(octets));
}

// RFC 4648, with padding.
std::string base64(std::string_view octets);

// A digest over a list of fields: each is fed with its length before it, so that ("ab","c") and ("a","bc") differ,
// and an absent field differs from an empty one.
class FieldDigest {
  public:
    void add(std::string_view field);
    void add_absent();
    std::string finish() const { return sha256(fed_); }

  private:
    std::string fed_;
};

}  // namespace iamirror
