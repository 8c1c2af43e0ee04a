#include "bench/roles.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>

#include "model/base/digest.h"

namespace iamirror::bench {

namespace {

constexpr const char* trust = R"({"Version":"2012-10-17","Statement":[]})";

std::string versioned_columns(const std::string& account, const std::string& revision) {
    return R"({"path":"/)" + revision + R"(/","create_date":"2026-01-01T00:00:00Z","permissions_boundary_arn":null,)" +
           R"("permissions_boundary_type":null,"tags":{"team":"data","cost-centre":"1234"},"attached_policy_arns":["arn:aws:iam::)" +
           account + R"(:policy/app/DeployApplication"],"inline_policies":{},"trust_document":"\\x)" +
           sha256_hex(trust) + "\"}";
}

}  // namespace

std::string account_id(int number) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%012d", 100000000 + number);
    return text.data();
}

std::vector<sql::StagedObject> roles(const std::string& account, int count, const std::string& revision) {
    const auto columns = versioned_columns(account, revision);
    std::vector<sql::StagedObject> list;
    list.reserve(static_cast<std::size_t>(count));
    for (int i = 1; i <= count; ++i) {
        const auto name = "application-role-" + std::to_string(i);
        list.push_back(
            {.object_id = "AROA" + account + std::to_string(i),
             .arn = "arn:aws:iam::" + account + ":role/" + revision + "/" + name,
             .name = name,
             .hash = sha256(columns + name),
             .columns = columns,
             .activity = R"({"role_last_used_date":"2026-01-01T00:00:00Z","role_last_used_region":"eu-west-1"})"});
    }
    return list;
}

sql::StagedDocument trust_document() {
    return {.sha256 = sha256(trust), .body = trust, .policy = trust, .policy_std = trust};
}

void stage(sql::Staging& staging, const sql::ScopeKey& scope, const std::vector<sql::StagedObject>& objects) {
    const auto document = trust_document();
    staging.documents({&document, 1});
    const std::span all{objects};
    for (std::size_t at = 0; at < all.size(); at += 1000)
        staging.objects(scope, 1, all.subspan(at, std::min<std::size_t>(1000, all.size() - at)));
}

}  // namespace iamirror::bench
