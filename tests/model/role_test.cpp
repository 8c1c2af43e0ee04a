#include "model/role.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

namespace iamirror::model {
namespace {

Role sample() {
    Role role;
    role.arn = "arn:aws:iam::123456789012:role/r";
    role.unique_id = "AROAEXAMPLE";
    role.name = "r";
    role.description = "d";
    role.trust = canonical_document(R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}})");
    role.inline_policies = {{"p", canonical_document(R"({"Statement":[]})")}};
    role.attached_policy_arns = {"arn:aws:iam::aws:policy/ReadOnlyAccess"};
    role.boundary_arn = "arn:aws:iam::123456789012:policy/b";
    role.tags = {{"k", "v"}};
    return role;
}

TEST(Role, ComesBackFromItsJson) {
    const auto again = role_from_json(nlohmann::json::parse(to_json(sample()).dump()));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(*again, sample());
}

TEST(Role, KeepsADocumentThatIsNoPolicyAsText) {
    Role role = sample();
    role.trust = R"({"Statement":1})";
    role.inline_policies["q"] = "no json";
    EXPECT_EQ(*role_from_json(to_json(role)), role);
}

// Of members that no policy has, which are kept as they are: numbers that the JSON library would round or refuse. The
// others stay JSON, which a reviewer reads more easily.
TEST(Role, KeepsTheNumbersOfADocument) {
    for (const char* number : {"1e999", "18446744073709551617", "0.1000000000000000055511151231257827", "5", "1.5"}) {
        Role role = sample();
        role.trust = canonical_document(
            std::string(R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",)") +
            R"("Extra":{"number":)" + number + "}}}");
        const nlohmann::json written = nlohmann::json::parse(to_json(role).dump());
        EXPECT_EQ(role_from_json(written)->trust, role.trust) << number;
        EXPECT_EQ(fingerprint(*role_from_json(written)), fingerprint(role)) << number;
        const bool is_plain = std::string(number).size() < 4;
        EXPECT_EQ(written.at("assume_role_policy").is_object(), is_plain) << number << '\n' << written.dump();
    }
}

TEST(Role, RefusesJsonOfAnother) {
    for (const char* text : {"null", "[]", "{}", R"({"name":1})", R"({"name":"r","path":"/"})"}) {
        EXPECT_FALSE(role_from_json(nlohmann::json::parse(text)).ok()) << text;
    }
}

TEST(Fingerprint, MindsEveryPart) {
    const std::function<void(Role&)> edits[] = {
        [](Role& r) { r.arn += "x"; },
        [](Role& r) { r.unique_id += "x"; },
        [](Role& r) { r.name += "x"; },
        [](Role& r) { r.path = "/x/"; },
        [](Role& r) { r.description = ""; },
        [](Role& r) { r.max_session_seconds = 7200; },
        [](Role& r) { r.trust = R"({"Statement":[]})"; },
        [](Role& r) { r.inline_policies["p"] = "x"; },
        [](Role& r) { r.inline_policies["q"] = R"({"Statement":[]})"; },
        [](Role& r) { r.attached_policy_arns.clear(); },
        [](Role& r) { r.boundary_arn.clear(); },
        [](Role& r) { r.tags["k"] = ""; },
        [](Role& r) {
            r.tags = {{"kv", ""}};
        },
    };
    std::set<std::string> seen = {fingerprint(sample())};
    for (const auto& edit : edits) {
        Role role = sample();
        edit(role);
        EXPECT_TRUE(seen.insert(fingerprint(role)).second) << to_json(role);
    }
}

TEST(Fingerprint, DoesNotMindTheSpellingOfADocument) {
    Role role = sample();
    role.trust = R"({"Version":"2008-10-17","Statement":[{"Sid":"1","Action":["STS:AssumeRole"],"Effect":"Allow",)"
                 R"("Principal":{"AWS":"*"}}]})";
    EXPECT_EQ(fingerprint(role), fingerprint(sample()));
}

}  // namespace
}  // namespace iamirror::model
