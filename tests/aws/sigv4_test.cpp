// The signer, stage by stage, against the official cases.
#include "aws/sigv4.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "model/base/digest.h"
#include "model/base/text.h"
#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

struct Case {
    std::filesystem::path folder;
    HttpRequest request;
    Credentials credentials;
    SigningScope scope{Time{}, "", ""};
    SigningOptions options;
    std::chrono::seconds expires_in{0};

    std::string file(const std::string& name) const { return read_file(folder / (name + ".txt")); }
};

// Encodes what a test's request line leaves raw (a blank, UTF-8); what is encoded stays.
std::string as_on_the_wire(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_plain = c > ' ' && static_cast<unsigned char>(c) < 0x7F;
        out += is_plain ? std::string{c} : percent_encode({&c, 1});
    }
    return out;
}

void add_header(HttpRequest& request, const std::string& line) {
    if (line.front() == ' ') {
        request.headers.back().value += "\n" + line;
        return;
    }
    const auto colon = line.find(':');
    const Header header{line.substr(0, colon), line.substr(colon + 1)};
    if (header.name == "Host")
        request.host = header.value;
    else
        request.headers.push_back(header);
}

HttpRequest parse_request(const std::string& text) {
    HttpRequest request;
    const auto head_end = std::min(text.find("\n\n"), text.size());
    if (head_end < text.size()) request.body = text.substr(head_end + 2);
    const auto head = text.substr(0, head_end);
    const auto lines = split(head, '\n');
    const auto first = lines[0];
    const auto target = first.substr(first.find(' ') + 1, first.rfind(' ') - first.find(' ') - 1);
    const auto question = target.find('?');
    request.method = first.substr(0, first.find(' '));
    request.path = as_on_the_wire(target.substr(0, question));
    if (question != std::string_view::npos) request.query = as_on_the_wire(target.substr(question + 1));
    for (std::size_t i = 1; i < lines.size(); ++i)
        if (!lines[i].empty()) add_header(request, std::string{lines[i]});
    return request;
}

Case read_case(const std::filesystem::path& folder) {
    const auto context = read_json(folder / "context.json");
    Case c{.folder = folder, .request = parse_request(read_file(folder / "request.txt"))};
    c.credentials.access_key_id = context["credentials"]["access_key_id"];
    c.credentials.secret_access_key = Secret{context["credentials"]["secret_access_key"]};
    c.credentials.session_token = Secret{context["credentials"].value("token", "")};
    c.scope = {*parse_time(context["timestamp"].get<std::string>()), context["region"], context["service"]};
    c.options.path = {.normalise = context["normalize"], .encode_again = false};
    c.options.send_payload_hash = context["sign_body"];
    c.options.sign_session_token = !context.value("omit_session_token", false);
    c.expires_in = std::chrono::seconds{context["expiration_in_seconds"].get<int>()};
    return c;
}

std::vector<Case> all_cases() {
    std::vector<Case> cases;
    for (const auto& entry : std::filesystem::directory_iterator{*corpora() / "sigv4"})
        if (entry.is_directory()) cases.push_back(read_case(entry.path()));
    return cases;
}

std::multiset<std::string> header_lines(const HttpRequest& request) {
    std::multiset<std::string> lines{"host:" + request.host};
    for (const auto& [name, value] : request.headers) lines.insert(to_lower_ascii(name) + ":" + value);
    return lines;
}

std::multiset<std::string> query_parts(const HttpRequest& request) {
    std::multiset<std::string> parts;
    for (const auto part : split(request.query, '&')) parts.emplace(part);
    return parts;
}

// What sign() has added, taken off again one stage before the signature.
HttpRequest without_authorization(HttpRequest request) {
    std::erase_if(request.headers, [](const Header& header) { return header.name == "Authorization"; });
    return request;
}

HttpRequest without_signature(HttpRequest request) {
    request.query = request.query.substr(0, request.query.find("&X-Amz-Signature="));
    return request;
}

void expect_stages(const Case& c, const std::string& form, const CanonicalRequest& canonical) {
    EXPECT_EQ(canonical.text, c.file(form + "-canonical-request"));
    const auto text = string_to_sign(c.scope, canonical.text);
    EXPECT_EQ(text, c.file(form + "-string-to-sign"));
    const auto key = signing_key(c.credentials.secret_access_key, c.scope);
    EXPECT_EQ(signature(key, text), c.file(form + "-signature"));
}

// The token that is added after signing takes no part in the canonical request.
HttpRequest as_signed(HttpRequest request, const Case& c) {
    if (c.options.sign_session_token) return request;
    std::erase_if(request.headers, [](const Header& header) { return header.name == "X-Amz-Security-Token"; });
    if (const auto at = request.query.find("&X-Amz-Security-Token="); at != std::string::npos)
        request.query = request.query.substr(0, at);
    return request;
}

TEST(Sigv4Official, EveryStageInHeaderForm) {
    IAMIRROR_NEEDS_CORPORA();
    const auto cases = all_cases();
    for (const auto& c : cases) {
        SCOPED_TRACE(c.folder.filename());
        auto request = c.request;
        sign(request, c.credentials, c.scope, c.options);
        const auto canonical =
            canonical_request(as_signed(without_authorization(request), c), sha256_hex(request.body), c.options.path);
        expect_stages(c, "header", canonical);
        EXPECT_EQ(header_lines(request), header_lines(parse_request(c.file("header-signed-request"))));
    }
    std::cout << cases.size() << " of 38 cases in header form\n";
    EXPECT_EQ(cases.size(), 38u);
}

TEST(Sigv4Official, EveryStageInQueryForm) {
    IAMIRROR_NEEDS_CORPORA();
    const auto cases = all_cases();
    for (const auto& c : cases) {
        SCOPED_TRACE(c.folder.filename());
        auto request = c.request;
        presign(request, c.credentials, c.scope, c.expires_in, c.options);
        const auto canonical =
            canonical_request(as_signed(without_signature(request), c), sha256_hex(request.body), c.options.path);
        expect_stages(c, "query", canonical);
        EXPECT_EQ(query_parts(request), query_parts(parse_request(c.file("query-signed-request"))));
    }
    std::cout << cases.size() << " of 38 cases in query form\n";
    EXPECT_EQ(cases.size(), 38u);
}

HttpRequest get(const std::string& path) {
    HttpRequest request;
    request.method = "GET";
    request.host = "example.amazonaws.com";
    request.path = path;
    return request;
}

std::string canonical_path_of(const std::string& path, const std::string& service) {
    const auto canonical = canonical_request(get(path), "hash", path_rule(service));
    return std::string{split(canonical.text, '\n')[1]};
}

TEST(Sigv4Path, S3SignsWhatGoesOverTheWire) {
    EXPECT_EQ(canonical_path_of("/bucket//a/../b%20c", "s3"), "/bucket//a/../b%20c");
    EXPECT_EQ(canonical_path_of("/a%2Fb", "s3"), "/a%2Fb");
    EXPECT_EQ(canonical_path_of("/a+b=c*d", "s3"), "/a%2Bb%3Dc%2Ad");
    EXPECT_EQ(canonical_path_of("/%F0%9F%98%80", "s3"), "/%F0%9F%98%80");
}

TEST(Sigv4Path, OthersResolveAndEncodeAgain) {
    EXPECT_EQ(canonical_path_of("/clusters//a/./b/../c%20d/", "eks"), "/clusters/a/c%2520d/");
    EXPECT_EQ(canonical_path_of("/policy/arn%3Aaws", "eks"), "/policy/arn%253Aaws");
}

TEST(Sigv4Path, BrokenPercentSignIsTextItself) {
    EXPECT_EQ(canonical_path_of("/100%", "s3"), "/100%25");
}

TEST(Sigv4Headers, LeavesOutWhatProxiesChange) {
    auto request = get("/");
    request.headers = {{"User-Agent", "x"}, {"Accept-Encoding", "gzip"}, {"X-Amz-Date", "d"}};
    EXPECT_EQ(canonical_request(request, "", {}).signed_headers, "host;x-amz-date");
}

TEST(Sigv4Headers, HostIsSignedOnceThoughGivenTwice) {
    auto request = get("/");
    request.headers = {{"Host", "other"}};
    EXPECT_NE(canonical_request(request, "", {}).text.find("host:example.amazonaws.com\n"), std::string::npos);
}

TEST(Sigv4Headers, PayloadHashIsSignedByDefault) {
    auto request = get("/");
    sign(request, {.access_key_id = "AKID", .secret_access_key = Secret{"s"}}, {Time{}, "us-east-1", "iam"}, {});
    EXPECT_NE(request.headers.back().value.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date,"),
              std::string::npos);
}

TEST(Sigv4Secrets, KeyIsNotPrintable) {
    std::ostringstream out;
    out << signing_key(Secret{"secret"}, {Time{}, "us-east-1", "iam"});
    EXPECT_EQ(out.str(), "***");
}

}  // namespace
}  // namespace iamirror::aws
