// An account of very many buckets: each is asked about on its own, so calls, memory and time go with their number.
// IAMIRROR_BUCKETS=10000 for the size that bench/README.md tells of; IAMIRROR_BUCKETS_RATE for another limit.
#include <chrono>
#include <cstdlib>

#include "tests/fakes/scripted_s3.h"
#include "tests/flow/flow_test.h"
#include "tests/support/test_postgres.h"

namespace iamirror::testing {
namespace {

using namespace std::chrono_literals;

long from_environment(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::stol(text);
}

struct Outcome {
    nlohmann::json report;
    long peak_mib = 0;
    double seconds = 0;
};

class ImportBuckets : public FlowTest {
  protected:
    static constexpr long unplaced_each = 10;

    void SetUp() override {
        FlowTest::SetUp();
        if (has_sanitizer()) GTEST_SKIP() << "a sanitizer's memory and time are not the program's";
    }

    // Into a database of its own, before a proxy that takes so many calls a second; 0: any.
    Outcome import_of(long buckets, double rate) {
        database_url_ = TestPostgres::shared().fresh_database();
        database_ = sql::Database::connect(database_url_);
        proxy_ = std::make_unique<Proxy>(ScriptedS3({.buckets = buckets, .unplaced_each = unplaced_each}));
        proxy_->limit_rate(rate);
        const auto begin = std::chrono::steady_clock::now();
        const auto process = start_program(settings(), {"import", "-o", "json"});
        process->wait(3600s);
        const ProgramResult result = finish(*process);
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
        return {nlohmann::json::parse(result.out, nullptr, false), result.peak_memory_kib / 1024, passed.count()};
    }

    // Eight of IAM and STS, the list of access points and the account's block, the pages of buckets; nine a bucket, ten
    // where the listing does not say its region.
    static long formula(long buckets) {
        const long pages = std::max(1L, (buckets + 9'999) / 10'000);
        return 8 + 2 + pages + 9 * buckets + (buckets + unplaced_each - 1) / unplaced_each;
    }

    // None is missing, none is a gap, and each has what S3 said of it.
    void expect_all(long buckets) {
        const long with_policy = buckets - buckets / 3;
        EXPECT_EQ(number("select count(*) from aws.aws_s3_bucket"), buckets);
        EXPECT_EQ(number("select count(*) from aws.aws_s3_bucket where policy is not null and tags is not null"),
                  with_policy);
        EXPECT_EQ(number("select count(*) from aws.aws_s3_bucket where region = 'us-east-1' and acl is not null "
                         "and versioning_enabled and block_public_acls"),
                  buckets);
        EXPECT_EQ(number("select count(*) from ops.scope_object"), 0);
        EXPECT_EQ(number("select count(*) from ops.scope where status <> 'complete'"), 0);
    }

    void tell(const char* what, long buckets, const Outcome& outcome, double rate) const {
        const long calls = static_cast<long>(proxy_->calls().size());
        std::cout << what << ": " << buckets << " buckets, " << calls << " calls, " << throttled() << " throttled, "
                  << outcome.peak_mib << " MiB, " << outcome.seconds << " s, "
                  << static_cast<double>(calls) / outcome.seconds << " calls/s";
        if (rate > 0) std::cout << "; the least that the limit allows: " << least_seconds(buckets, rate) << " s";
        std::cout << std::endl;
    }

    // The proxy takes one second's worth at once, and then one after the other.
    static double least_seconds(long buckets, double rate) {
        return std::max(0.0, static_cast<double>(formula(buckets)) / rate - 1);
    }
};

TEST_F(ImportBuckets, AreNineCallsEachInMemoryThatHardlyGrows) {
    const long buckets = from_environment("IAMIRROR_BUCKETS", 500);
    const Outcome few = import_of(100, 0);
    EXPECT_EQ(static_cast<long>(proxy_->calls().size()), formula(100));
    const Outcome many = import_of(buckets, 0);
    tell("without a limit", buckets, many, 0);
    EXPECT_EQ(static_cast<long>(proxy_->calls().size()), formula(buckets));
    EXPECT_EQ(many.report["api_calls"], formula(buckets));
    EXPECT_LE(many.peak_mib, few.peak_mib + 10 + buckets / 500);  // what is kept of a bucket: its name and place
    expect_all(buckets);
}

TEST_F(ImportBuckets, TakeHardlyLongerThanTheLimitOfTheService) {
    const long buckets = from_environment("IAMIRROR_BUCKETS", 300);
    const auto rate = static_cast<double>(from_environment("IAMIRROR_BUCKETS_RATE", 200));
    const Outcome outcome = import_of(buckets, rate);
    tell("before a limit", buckets, outcome, rate);
    expect_all(buckets);
    EXPECT_EQ(static_cast<long>(proxy_->calls().size()) - throttled(), formula(buckets));
    EXPECT_LE(throttled() * 20, formula(buckets));
    EXPECT_LE(outcome.seconds, 1.5 * least_seconds(buckets, rate) + 10);
}

}  // namespace
}  // namespace iamirror::testing
