// Every fault at every write of an apply: nothing is made twice, the journal says what is known, the next apply ends
// it.
#include <algorithm>
#include <iostream>
#include <random>

#include "tests/support/source_tree.h"
#include "tests/sync/apply/apply_in_process.h"

namespace iamirror::testing {
namespace {

constexpr long writes_of_an_apply = 7;

struct Blow {
    std::string fault;
    long write = 0;      // from 1
    bool stays = false;  // on every attempt, or on the first
};

std::vector<Blow> blows() {
    std::vector<Blow> blows;
    for (long write = 1; write <= writes_of_an_apply; ++write)
        for (const Fault& fault : faults()) {
            if (fault.name == "stalled" || fault.is_of_listings) continue;
            blows.push_back({fault.name, write, false});
            if (fault.harm != Harm::none) blows.push_back({fault.name, write, true});
        }
    return blows;
}

class ApplyMatrix : public ApplyInProcess {
  protected:
    void strike(const Blow& blow) {
        prepare();
        proxy_->inject({.fault = blow.fault, .write = blow.write, .attempts = blow.stays ? 1'000'000 : 1});
        const auto applied = apply_now();
        proxy_->clear_faults();
        const bool is_told = applied.value("failed", 0) + applied.value("refused", 0) + applied.value("skipped", 0) > 0;
        EXPECT_EQ(exit_code_ == 0, !is_told) << applied;
        EXPECT_TRUE(fault(blow.fault).harm == Harm::lasting || blow.stays || exit_code_ == 0) << applied;
        expect_told();
        finish();
    }

    // Each write that took effect has a row that says so, or one that says that nobody knows.
    void expect_told() {
        for (const Call& call : proxy_->writes()) {
            const auto rows = database_->query(
                "select 1 from ops.journal where action = $1 and request ->> 'RoleName' = $2 and state in ('done', "
                "'intent', 'unknown')",
                {call.service_action(), call.parameter("RoleName")});
            EXPECT_FALSE(rows.empty()) << call.action << " of " << call.parameter("RoleName");
        }
    }

    // The applies after it bring the account where the access controls want it.
    void finish() {
        if (exit_code_ != 0) {
            apply_now();
            import();
            plan();
            apply_now();
        }
        EXPECT_EQ(exit_code_, 0);
        expect_converged();
        expect_done_once();
    }
};

// IAMIRROR_FAULTS=all: each of them, else a sample; IAMIRROR_SEED draws another one.
TEST_F(ApplyMatrix, EveryFaultAtEveryWriteIsToldAndDoublesNothing) {
    const unsigned long seed = std::stoul(environment("IAMIRROR_SEED", "1"));
    std::vector<Blow> cases = blows();
    const std::size_t all = cases.size();
    std::shuffle(cases.begin(), cases.end(), std::mt19937_64(seed));
    if (environment("IAMIRROR_FAULTS", "").empty()) cases.resize(has_sanitizer() ? 8 : 16);
    std::cout << "seed " << seed << ": " << cases.size() << " of " << all << " cases\n";
    for (const Blow& blow : cases) {
        SCOPED_TRACE(blow.fault + (blow.stays ? " for good" : "") + " at write " + std::to_string(blow.write));
        strike(blow);
        if (HasFailure()) return;
        TearDown();
        SetUp();
    }
}

}  // namespace
}  // namespace iamirror::testing
