#include "aws/sigv4.h"

#include <algorithm>
#include <array>
#include <vector>

#include "model/base/digest.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

// Encoded as AWS does, however it was written: %2f and "(" become %2F and %28.
std::string reencode(std::string_view text) {
    const auto plain = percent_decode(text);
    return percent_encode(plain ? std::string_view{*plain} : text);
}

// Segments between slashes with ".", ".." and empty ones resolved; the last slash stays.
std::string without_dots(std::string_view path) {
    std::vector<std::string> kept;
    for (const auto segment : split(path, '/')) {
        if (segment == "..") {
            if (!kept.empty()) kept.pop_back();
        } else if (!segment.empty() && segment != ".") {
            kept.emplace_back(segment);
        }
    }
    const bool is_folder = path.ends_with("/") || path.ends_with("/.") || path.ends_with("/..");
    return "/" + join(kept, "/") + (is_folder && !kept.empty() ? "/" : "");
}

std::string canonical_path(std::string_view path, PathRule rule) {
    const std::string resolved = rule.normalise ? without_dots(path) : std::string{path};
    std::vector<std::string> segments;
    for (const auto segment : split(resolved, '/')) {
        auto once = reencode(segment);
        segments.push_back(rule.encode_again ? percent_encode(once) : std::move(once));
    }
    const auto text = join(segments, "/");
    return text.empty() ? "/" : text;
}

std::string canonical_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto part : split(query, '&')) {
        if (part.empty()) continue;
        const auto equals = part.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
        pairs.emplace_back(reencode(part.substr(0, equals)), reencode(value));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string text;
    for (const auto& [name, value] : pairs) {
        if (!text.empty()) text += '&';
        text.append(name).append("=").append(value);
    }
    return text;
}

// Blanks and folded lines inside a value count as one blank.
std::string canonical_value(std::string_view value) {
    std::string out;
    for (const char c : trim(value)) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!is_blank)
            out += c;
        else if (out.back() != ' ')
            out += ' ';
    }
    return out;
}

bool is_signed(std::string_view lower_name) {
    constexpr std::array<std::string_view, 8> unsigned_headers{"authorization",   "user-agent",       "accept-encoding",
                                                               "connection",      "expect",           "te",
                                                               "x-amzn-trace-id", "transfer-encoding"};
    return std::find(unsigned_headers.begin(), unsigned_headers.end(), lower_name) == unsigned_headers.end();
}

// By name, each once: values of a repeated header are joined in the order they are sent.
std::vector<Header> canonical_headers(const HttpRequest& request) {
    std::vector<Header> headers{{"host", canonical_value(request.host)}};
    for (const auto& [name, value] : request.headers) {
        auto lower = to_lower_ascii(name);
        if (!is_signed(lower) || lower == "host") continue;
        const auto place =
            std::lower_bound(headers.begin(), headers.end(), lower,
                             [](const Header& header, const auto& other) { return header.name < other; });
        if (place != headers.end() && place->name == lower)
            place->value += "," + canonical_value(value);
        else
            headers.insert(place, {std::move(lower), canonical_value(value)});
    }
    return headers;
}

std::string names_of(const std::vector<Header>& headers) {
    std::string names;
    for (const auto& header : headers) names.append(names.empty() ? "" : ";").append(header.name);
    return names;
}

std::string make_signature(const CanonicalRequest& canonical, const Credentials& credentials, const SigningScope& scope,
                           const Secret& known_key) {
    const auto key = known_key.empty() ? signing_key(credentials.secret_access_key, scope) : known_key;
    return signature(key, string_to_sign(scope, canonical.text));
}

void add_query(HttpRequest& request, std::string_view name, std::string_view value) {
    if (!request.query.empty()) request.query += "&";
    request.query += std::string{name} + "=" + percent_encode(value);
}

}  // namespace

PathRule path_rule(std::string_view signing_name) {
    const bool is_s3 = signing_name == "s3";
    return {.normalise = !is_s3, .encode_again = !is_s3};
}

CanonicalRequest canonical_request(const HttpRequest& request, std::string_view payload_hash, PathRule rule) {
    const auto headers = canonical_headers(request);
    CanonicalRequest canonical{.text = request.method, .signed_headers = names_of(headers)};
    auto& text = canonical.text;
    text.append("\n").append(canonical_path(request.path, rule));
    text.append("\n").append(canonical_query(request.query)).append("\n");
    for (const auto& [name, value] : headers) text.append(name).append(":").append(value).append("\n");
    text.append("\n").append(canonical.signed_headers).append("\n").append(payload_hash);
    return canonical;
}

std::string string_to_sign(const SigningScope& scope, std::string_view canonical_request) {
    return std::string{algorithm} + "\n" + scope.date_time + "\n" + scope.text() + "\n" + sha256_hex(canonical_request);
}

Secret signing_key(const Secret& secret_access_key, const SigningScope& scope) {
    auto key = hmac_sha256("AWS4" + secret_access_key.reveal(), scope.date());
    key = hmac_sha256(key, scope.region);
    key = hmac_sha256(key, scope.service);
    return Secret{hmac_sha256(key, "aws4_request")};
}

std::string signature(const Secret& signing_key, std::string_view string_to_sign) {
    return to_hex(hmac_sha256(signing_key.reveal(), string_to_sign));
}

std::string authorization(std::string_view access_key_id, const SigningScope& scope, std::string_view signed_headers,
                          std::string_view signature) {
    return std::string{algorithm} + " Credential=" + std::string{access_key_id} + "/" + scope.text() +
           ", SignedHeaders=" + std::string{signed_headers} + ", Signature=" + std::string{signature};
}

void sign(HttpRequest& request, const Credentials& credentials, const SigningScope& scope,
          const SigningOptions& options) {
    static const auto hash_of_nothing = sha256_hex("");
    const auto payload_hash = request.body.empty() ? hash_of_nothing : sha256_hex(request.body);
    const Header token{"X-Amz-Security-Token", credentials.session_token.reveal()};
    request.headers.push_back({"X-Amz-Date", scope.date_time});
    if (options.send_payload_hash) request.headers.push_back({"x-amz-content-sha256", payload_hash});
    if (!token.value.empty() && options.sign_session_token) request.headers.push_back(token);
    const auto canonical = canonical_request(request, payload_hash, options.path);
    request.headers.push_back(
        {"Authorization", authorization(credentials.access_key_id, scope, canonical.signed_headers,
                                        make_signature(canonical, credentials, scope, options.key))});
    if (!token.value.empty() && !options.sign_session_token) request.headers.push_back(token);
}

void presign(HttpRequest& request, const Credentials& credentials, const SigningScope& scope,
             std::chrono::seconds expires_in, const SigningOptions& options) {
    const auto& token = credentials.session_token.reveal();
    add_query(request, "X-Amz-Algorithm", algorithm);
    add_query(request, "X-Amz-Credential", credentials.access_key_id + "/" + scope.text());
    add_query(request, "X-Amz-Date", scope.date_time);
    add_query(request, "X-Amz-SignedHeaders", names_of(canonical_headers(request)));
    add_query(request, "X-Amz-Expires", std::to_string(expires_in.count()));
    if (!token.empty() && options.sign_session_token) add_query(request, "X-Amz-Security-Token", token);
    const auto canonical = canonical_request(request, sha256_hex(request.body), options.path);
    if (!token.empty() && !options.sign_session_token) add_query(request, "X-Amz-Security-Token", token);
    add_query(request, "X-Amz-Signature", make_signature(canonical, credentials, scope, options.key));
}

}  // namespace iamirror::aws
