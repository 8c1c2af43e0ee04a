#include "model/base/digest.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
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

template <typename Object, void (*destroy)(Object*)>
struct Deleter {
    void operator()(Object* object) const { destroy(object); }
};
template <typename Object, void (*destroy)(Object*)>
using Owned = std::unique_ptr<Object, Deleter<Object, destroy>>;

void require(bool is_done, const char* what) {
    if (!is_done) throw std::runtime_error(std::string{"openssl: "} + what + " failed");
}

// To look an algorithm up takes as long as to hash a request, so that it is done once, and a thread keeps its context.
const EVP_MD* sha256_algorithm() {
    static const Owned<EVP_MD, EVP_MD_free> fetched{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    return fetched.get();
}

EVP_MD_CTX* sha256_context() {
    thread_local const Owned<EVP_MD_CTX, EVP_MD_CTX_free> kept{EVP_MD_CTX_new()};
    return kept.get();
}

Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> new_hmac_context() {
    const Owned<EVP_MAC, EVP_MAC_free> algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> context{EVP_MAC_CTX_new(algorithm.get())};
    std::string digest = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                                OSSL_PARAM_construct_end()};
    require(context && EVP_MAC_CTX_set_params(context.get(), parameters.data()) == 1, "HMAC-SHA-256");
    return context;
}

EVP_MAC_CTX* hmac_context() {
    thread_local const auto kept = new_hmac_context();
    return kept.get();
}

}  // namespace

std::string sha256(std::string_view octets) {
    std::string digest(32, '\0');
    auto* const context = sha256_context();
    require(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1 &&
                EVP_DigestUpdate(context, octets.data(), octets.size()) == 1 &&
                EVP_DigestFinal_ex(context, octets_of(digest), nullptr) == 1,
            "SHA-256");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view octets) {
    std::string digest(32, '\0');
    std::size_t length = 0;
    auto* const context = hmac_context();
    if (key.data() == nullptr) key = "";  // without one the context would go on with the key before
    require(EVP_MAC_init(context, octets_of(key), key.size(), nullptr) == 1 &&
                EVP_MAC_update(context, octets_of(octets), octets.size()) == 1 &&
                EVP_MAC_final(context, octets_of(digest), &length, digest.size()) == 1 && length == digest.size(),
            "HMAC-SHA-256");
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
