#include "tests/fakes/signature_check.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <set>
#include <vector>

namespace iamirror::testing {

namespace {

std::string hex(const unsigned char* bytes, std::size_t size) {
    const char* const digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::string sha256(const std::string& text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
    return hex(digest, size);
}

std::string hmac(const std::string& key, const std::string& text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), digest, &size);
    return {reinterpret_cast<const char*>(digest), size};
}

std::vector<std::string> cut(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

int digit(char c) {
    const std::string digits = "0123456789abcdef";
    const std::size_t at = digits.find(lower(std::string(1, c)));
    return at == std::string::npos ? -1 : static_cast<int>(at);
}

std::string decode(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_code =
            text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
        plain += is_code ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
        i += is_code ? 2 : 0;
    }
    return plain;
}

std::string encode(const std::string& text, const std::string& kept) {
    const std::string unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + kept;
    const char* const digits = "0123456789ABCDEF";
    std::string coded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (unreserved.find(c) != std::string::npos) {
            coded += c;
        } else {
            coded += std::string{'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return coded;
}

// S3 signs the path that it was sent; the others encode that once more, without what means nothing in it.
std::string canonical_path(const std::string& path, const std::string& service) {
    if (service == "s3") {
        return encode(decode(path), "/");
    }
    std::vector<std::string> kept;
    for (const std::string& part : cut(path, '/')) {
        if (part == ".." && !kept.empty()) {
            kept.pop_back();
        } else if (!part.empty() && part != "." && part != "..") {
            kept.push_back(part);
        }
    }
    std::string canonical;
    for (const std::string& part : kept) {
        canonical += "/" + encode(encode(decode(part), ""), "");
    }
    return canonical.empty() ? "/" : canonical + (path.ends_with("/") ? "/" : "");
}

std::string canonical_query(const std::string& query) {
    std::vector<std::string> pairs;
    for (const std::string& pair : cut(query, '&')) {
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string value = equals < pair.size() ? pair.substr(equals + 1) : "";
        if (!pair.empty()) {
            pairs.push_back(encode(decode(pair.substr(0, equals)), "") + "=" + encode(decode(value), ""));
        }
    }
    std::sort(pairs.begin(), pairs.end());
    std::string canonical;
    for (const std::string& pair : pairs) {
        canonical += (canonical.empty() ? "" : "&") + pair;
    }
    return canonical;
}

std::string trimmed(const std::string& value) {
    std::string out;
    for (const char c : value) {
        if (c != ' ' || (!out.empty() && out.back() != ' ')) {
            out += c;
        }
    }
    return out.ends_with(' ') ? out.substr(0, out.size() - 1) : out;
}

// What stands after `name` in the header Authorization.
std::string part_of(const std::string& authorization, const std::string& name) {
    const std::size_t at = authorization.find(name + "=");
    if (at == std::string::npos) {
        return "";
    }
    const std::size_t begin = at + name.size() + 1;
    return authorization.substr(begin, authorization.find_first_of(", ", begin) - begin);
}

struct Signed {
    std::string key_id, date, region, service, terminator, headers, signature, time;
    std::string scope() const { return date + "/" + region + "/" + service + "/" + terminator; }
};

std::optional<Signed> read(const Request& request) {
    const std::string authorization = header(request.headers, "Authorization");
    const std::vector<std::string> scope = cut(part_of(authorization, "Credential"), '/');
    if (!authorization.starts_with("AWS4-HMAC-SHA256 ") || scope.size() != 5) {
        return std::nullopt;
    }
    return Signed{scope[0],
                  scope[1],
                  scope[2],
                  scope[3],
                  scope[4],
                  part_of(authorization, "SignedHeaders"),
                  part_of(authorization, "Signature"),
                  header(request.headers, "X-Amz-Date")};
}

std::string canonical_request(const Request& request, const Signed& signer) {
    const std::size_t mark = std::min(request.target.find('?'), request.target.size());
    const std::string query = mark < request.target.size() ? request.target.substr(mark + 1) : "";
    std::string text = request.method + "\n" + canonical_path(request.target.substr(0, mark), signer.service) + "\n" +
                       canonical_query(query) + "\n";
    for (const std::string& name : cut(signer.headers, ';')) {
        text += name + ":" + trimmed(header(request.headers, name)) + "\n";
    }
    const std::string said = header(request.headers, "x-amz-content-sha256");
    return text + "\n" + signer.headers + "\n" + (said.empty() ? sha256(request.body) : said);
}

std::string sign(const Request& request, const Signed& signer, const std::string& secret) {
    std::string key = "AWS4" + secret;
    for (const std::string& step : {signer.date, signer.region, signer.service, signer.terminator}) {
        key = hmac(key, step);
    }
    const std::string digest = hmac(key, "AWS4-HMAC-SHA256\n" + signer.time + "\n" + signer.scope() + "\n" +
                                             sha256(canonical_request(request, signer)));
    return hex(reinterpret_cast<const unsigned char*>(digest.data()), digest.size());
}

// Headers that change what a request means, and are not signed: anyone on the way could change them.
std::string unsigned_header(const Request& request, const Signed& signer) {
    const std::vector<std::string> names = cut(signer.headers, ';');
    const std::set<std::string> covered(names.begin(), names.end());
    for (const auto& [name, value] : request.headers) {
        const std::string key = lower(name);
        const bool matters = key == "host" || key == "content-type" || key.starts_with("x-amz-");
        if (matters && covered.count(key) == 0) {
            return key;
        }
    }
    return std::is_sorted(names.begin(), names.end()) && covered.count("host") == 1 ? "" : "host";
}

// "20261001T120000Z"
std::optional<Time> time_of(const std::string& basic) {
    if (basic.size() != 16) {
        return std::nullopt;
    }
    return parse_time(basic.substr(0, 4) + "-" + basic.substr(4, 2) + "-" + basic.substr(6, 5) + ":" +
                      basic.substr(11, 2) + ":" + basic.substr(13, 3));
}

std::optional<Refusal> wrong_time(const Signed& signer, Time now) {
    constexpr auto tolerance = std::chrono::minutes(15);
    const std::optional<Time> time = time_of(signer.time);
    if (!time || !signer.time.starts_with(signer.date)) {
        return Refusal{"SignatureDoesNotMatch", "Date in Credential scope does not match X-Amz-Date"};
    }
    if (now - *time <= tolerance && *time - now <= tolerance) {
        return std::nullopt;
    }
    return signer.service == "s3" ? Refusal{"RequestTimeTooSkewed", "The difference between the times is too large."}
                                  : Refusal{"SignatureDoesNotMatch", "Signature expired or not yet current"};
}

std::string text_of(const std::string& xml, const std::string& name) {
    const std::size_t begin = xml.find("<" + name + ">");
    return begin == std::string::npos
               ? ""
               : xml.substr(begin + name.size() + 2, xml.find("</" + name, begin) - begin - name.size() - 2);
}

}  // namespace

void SignatureCheck::know(const std::string& access_key_id, const std::string& secret,
                          const std::string& session_token) {
    keys_[access_key_id] = {secret, session_token};
}

void SignatureCheck::learn(const std::string& answer) {
    const std::string secret = text_of(answer, "SecretAccessKey");
    if (!secret.empty()) {
        know(text_of(answer, "AccessKeyId"), secret, text_of(answer, "SessionToken"));
    }
}

std::optional<Refusal> SignatureCheck::refuse(const Request& request, Time now) const {
    const std::optional<Signed> signer = read(request);
    if (!signer) {
        return Refusal{"MissingAuthenticationToken", "Request is missing Authentication Token"};
    }
    const auto key = keys_.find(signer->key_id);
    if (key == keys_.end()) {
        return Refusal{"InvalidClientTokenId", "The security token included in the request is invalid."};
    }
    if (header(request.headers, "X-Amz-Security-Token") != key->second.session_token) {
        return Refusal{"InvalidClientTokenId", "The security token is not that of the key"};
    }
    if (std::optional<Refusal> refusal = wrong_time(*signer, now)) {
        return refusal;
    }
    const auto region = regions_.find(signer->service);
    if (signer->terminator != "aws4_request" || (region != regions_.end() && region->second != signer->region)) {
        return Refusal{"SignatureDoesNotMatch", "Credential should be scoped to a valid region"};
    }
    const std::string body_hash = header(request.headers, "x-amz-content-sha256");
    if (!body_hash.empty() && body_hash != sha256(request.body)) {
        return Refusal{"XAmzContentSHA256Mismatch", "The provided header does not match what was computed."};
    }
    if (const std::string name = unsigned_header(request, *signer); !name.empty()) {
        return Refusal{"SignatureDoesNotMatch", "header " + name + " is not signed, or out of order"};
    }
    if (sign(request, *signer, key->second.secret) != signer->signature) {
        return Refusal{"SignatureDoesNotMatch", "The request signature we calculated does not match"};
    }
    return std::nullopt;
}

}  // namespace iamirror::testing
