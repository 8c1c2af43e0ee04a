// S3 of an account with as many buckets as are asked for, none of them held in memory: each answer is made from the
// bucket's number. What is no question about buckets goes to a ScriptedIam. For tests of scale and for benches.
#pragma once

#include <string>

#include "tests/fakes/query_call.h"
#include "tests/fakes/scripted_iam.h"

namespace iamirror::testing {

struct ScriptedBuckets {
    long buckets = 0;
    int largest_page = 10'000;  // of ListBuckets, as AWS has it
    long unplaced_each = 0;     // of each so many buckets one has no region in the listing; 0: every bucket has
    std::string region = "us-east-1";
};

class ScriptedS3 {
  public:
    explicit ScriptedS3(ScriptedBuckets account, ScriptedAccount rest = {})
        : account_(std::move(account)), rest_(std::move(rest)) {}

    // Answers ListBuckets in pages and the ten readings of a bucket; 404 NoSuchBucket for a bucket that is not listed.
    // Every third bucket has neither tags nor policy nor logging, which S3 says with 404 or an empty element.
    Response operator()(const Request& request) const;

    static std::string bucket_name(long number);

  private:
    Response bucket_page(const Call& call) const;
    Response reading(const Call& call, long number) const;

    ScriptedBuckets account_;
    ScriptedIam rest_;
};

}  // namespace iamirror::testing
