// AWS's own policies, as published: all are read, and their canonical form reads back as the same.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/policy/format.h"
#include "model/policy/standard.h"
#include "model/stored_document.h"

namespace iamirror::model {
namespace {

std::string document_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    const JsonReading reading = read_json(text.str());
    const Json* document = reading.value ? reading.value->find("document") : nullptr;
    return document ? write_json(*document) : "";
}

void check(const std::string& document, const std::string& name) {
    const auto policy = parse_policy(document);
    ASSERT_TRUE(policy.ok()) << name << ": " << policy.error().message;
    const Policy form = canonical(*policy);
    const auto again = parse_policy(format_policy(form));
    ASSERT_TRUE(again.ok()) << name;
    EXPECT_TRUE(*again == form) << name;
    EXPECT_TRUE(same_meaning(*policy, *again)) << name;
    EXPECT_LE(policy_size(format_policy(form)), policy_size(document)) << name;
    const auto standard = parse_policy(standard_form(*policy));
    ASSERT_TRUE(standard.ok()) << name;
    EXPECT_TRUE(standard_form(*standard) == standard_form(*policy)) << name;
    EXPECT_TRUE(store_document(document).findings.empty()) << name;
}

TEST(ManagedPolicies, AreReadAndComeBackEqual) {
    const char* corpora = std::getenv("IAMIRROR_CORPORA");
    const std::filesystem::path folder = std::filesystem::path(corpora ? corpora : "") / "managed-policies";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "IAMIRROR_CORPORA is not set: no managed policy was read";
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        check(document_of(entry.path()), entry.path().filename());
        ++count;
    }
    EXPECT_GT(count, 0);
    std::cout << count << " managed policies read\n";
}

}  // namespace
}  // namespace iamirror::model
