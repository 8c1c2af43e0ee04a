// An import on a bad day: what AWS may answer instead of an answer, at every call.
#include <gmock/gmock.h>

#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

// What is asked about each object makes eighty calls of ten; ImportMatrix draws from those.
const char* const asked_one_by_one = "aws_s3_bucket,aws_s3_access_point";

class ImportFault : public FlowTest, public ::testing::WithParamInterface<std::string> {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        sample_account();
        import(0, {"--skip", asked_one_by_one});
        calls_ = static_cast<long>(proxy_->calls().size());
        before_ = snapshot();
        ASSERT_GE(calls_, 8);
    }

    ProgramResult import_with(FaultRule rule, const std::string& max_attempts) {
        proxy_->clear_calls();
        proxy_->clear_faults();
        proxy_->inject(std::move(rule));
        ProgramSettings patient = settings();
        patient.environment["AWS_MAX_ATTEMPTS"] = max_attempts;
        ProgramResult result = run_program(patient, {"import", "-o", "json", "--skip", asked_one_by_one});
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }

    // The scopes of the newest run that are not complete, and what each says.
    std::vector<std::string> gaps() const {
        const sql::Rows rows = query(
            "select resource_type || ': ' || error_message as gap from ops.scope "
            "where run_id = (select max(run_id) from ops.run) and status not in ('complete', 'skipped') order by 1");
        std::vector<std::string> gaps;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            gaps.push_back(rows.text(i, "gap"));
        }
        return gaps;
    }

    long calls_ = 0;
    std::string before_;
};

TEST_P(ImportFault, OnEveryAttemptOfAnyCallDeletesNothingAndNamesTheScope) {
    for (long index = 1; index <= calls_; ++index) {
        SCOPED_TRACE("call " + std::to_string(index));
        const ProgramResult result = import_with({.fault = GetParam(), .call_index = index, .action = ""}, "2");
        const std::string action = proxy_->calls().at(static_cast<std::size_t>(index) - 1).action;
        EXPECT_EQ(snapshot(), before_) << action;
        if (action == "GetCallerIdentity") {
            EXPECT_EQ(result.exit_code, 1);
        } else {
            EXPECT_EQ(result.exit_code, 4);
            EXPECT_THAT(gaps(), ::testing::Contains(::testing::HasSubstr(action)));
        }
    }
}

TEST_P(ImportFault, OnOneAttemptOfAnyCallLeavesNoTrace) {
    if (fault(GetParam()).harm == Harm::lasting) {
        GTEST_SKIP() << GetParam() << " is an answer, not a mishap";
    }
    for (long index = 1; index <= calls_; ++index) {
        SCOPED_TRACE("call " + std::to_string(index));
        const ProgramResult result =
            import_with({.fault = GetParam(), .call_index = index, .action = "", .attempts = 1}, "10");
        EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
        EXPECT_EQ(snapshot(), before_);
    }
}

INSTANTIATE_TEST_SUITE_P(Faults, ImportFault,
                         ::testing::Values("cut_in_headers", "cut_in_body", "cut_xml", "empty", "html", "not_xml",
                                           "other_xml", "closed_before", "reset_before", "server_error_html",
                                           "unavailable"),
                         [](const auto& row) { return row.param; });

class ImportMarker : public FlowTest, public ::testing::WithParamInterface<std::string> {};

// Each listing is asked for pages of two, so that a page that ends wrongly has rows behind it.
TEST_P(ImportMarker, ThatIsWrongEndsTheListingWithoutADeletion) {
    const int port = sample_account().port();
    proxy_ = std::make_unique<Proxy>(port, RepagerSettings{.largest_page = 2});
    import();
    const std::string before = snapshot();
    for (const std::string action : {"GetAccountAuthorizationDetails", "ListUsers", "ListRoles", "ListPolicies"}) {
        proxy_->clear_faults();
        proxy_->inject({.fault = GetParam(), .call_index = {}, .action = action});
        import(4);
        EXPECT_EQ(snapshot(), before) << action;
        EXPECT_GE(number("select count(*) from ops.scope where run_id = (select max(run_id) from ops.run) and status = "
                         "'failed' and error_message like '%" +
                         action + "%'"),
                  1)
            << action;
    }
}

INSTANTIATE_TEST_SUITE_P(Faults, ImportMarker, ::testing::Values("marker_repeats", "marker_missing"),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace iamirror::testing
