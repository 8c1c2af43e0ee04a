#include "model/base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

namespace iamirror {

namespace {

unsigned char* octets_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Fetched once: to look the algorithm up takes as long as to hash a request.
const EVP_MD* sha256_algorithm() {
    static const std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> fetched{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                    EVP_MD_free};
    return fetched.get();
}

}  // namespace

std::string sha256(std::string_view octets) {
    std::string digest(32, '\0');
    unsigned int length = 0;
    if (EVP_Digest(octets.data(), octets.size(), octets_of(digest), &length, sha256_algorithm(), nullptr) != 1 ||
        length != 32)
        throw std::runtime_error("openssl: SHA-256 failed");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view octets) {
    std::string digest(32, '\0');
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets_of(octets), octets.size(),
             octets_of(digest), &length) == nullptr ||
        length != 32)
        throw std::runtime_error("openssl: HMAC-SHA-256 failed");
    return digest;
}

std::string base64(std::string_view octets) {
    std::string text(octets.size() / 3 * 4 + 5, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), octets_of(octets),
                                       static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string to_hex(std::string_view octets) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const char octet : octets) {
        const auto value = static_cast<unsigned char>(octet);
        text += digits[value >> 4];
        text += digits[value & 15];
    }
    return text;
}

void FieldDigest::add(std::string_view field) {
    fed_ += std::to_string(field.size());
    fed_ += ':';
    fed_ += field;
}

void FieldDigest::add_absent() {
    fed_ += '-';
}

}  // namespace iamirror
