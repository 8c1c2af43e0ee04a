// Listings: read to the end, or an error that says where they broke off.
#include "aws/pager.h"

#include <gtest/gtest.h>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

const Paging by_marker{.marker_parameter = "Marker",
                       .marker_path = "Marker",
                       .more_path = "IsTruncated",
                       .size_parameter = "MaxItems",
                       .size = 1000};
const Paging by_token{.marker_parameter = "NextToken", .marker_path = "NextToken"};

std::string page(const std::string& name, const std::string& end) {
    const auto item = name.empty() ? "" : "<member><RoleName>" + name + "</RoleName></member>";
    return success("ListRoles", "<Roles>" + item + "</Roles>" + end);
}

std::string more(const std::string& marker) {
    return "<IsTruncated>true</IsTruncated><Marker>" + marker + "</Marker>";
}

class Pager : public testing::Test {
  protected:
    Status list(const Paging& paging = by_marker) {
        auto client = bench_.client();
        const auto take = [&](const Node& result) -> Status {
            for (const auto& role : result.all("Roles/member")) names_.push_back(*role.text("RoleName"));
            return on_page_;
        };
        return for_each_page(client, list_roles(), paging, {{"PathPrefix", "/"}}, take, summary_);
    }
    const std::string& body(std::size_t call) const { return bench_.transport.requests.at(call).body; }

    Bench bench_;
    std::vector<std::string> names_;
    ListingSummary summary_;
    Status on_page_ = Done{};
};

TEST_F(Pager, FollowsTheMarker) {
    bench_.transport.answer(200, page("a", more("m+/=")));
    bench_.transport.answer(200, page("b", "<IsTruncated>false</IsTruncated>"));
    ASSERT_TRUE(list().ok());
    EXPECT_EQ(names_, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(body(0), "Action=ListRoles&Version=2010-05-08&PathPrefix=%2F&MaxItems=1000");
    EXPECT_EQ(body(1), "Action=ListRoles&Version=2010-05-08&PathPrefix=%2F&MaxItems=1000&Marker=m%2B%2F%3D");
    EXPECT_EQ(summary_.pages, 2);
    EXPECT_EQ(summary_.calls, 2);
    EXPECT_EQ(summary_.retries, 0);
}

TEST_F(Pager, EmptyPageWithAMarkerGoesOn) {
    bench_.transport.answer(200, page("", more("m1")));
    bench_.transport.answer(200, page("b", ""));
    ASSERT_TRUE(list().ok());
    EXPECT_EQ(names_, std::vector<std::string>{"b"});
}

TEST_F(Pager, MarkerAloneSaysMoreWhereTheServiceHasNoFlag) {
    bench_.transport.answer(200, page("a", "<NextToken>t</NextToken>"));
    bench_.transport.answer(200, page("b", "<NextToken></NextToken>"));
    ASSERT_TRUE(list(by_token).ok());
    EXPECT_EQ(names_.size(), 2u);
}

TEST_F(Pager, MarkerBesideFalseIsTheEnd) {
    bench_.transport.answer(200, page("a", "<IsTruncated>false</IsTruncated><Marker>m</Marker>"));
    ASSERT_TRUE(list().ok());
    EXPECT_EQ(summary_.pages, 1);
}

TEST_F(Pager, OneAnswerIsAllWithoutPaging) {
    bench_.transport.answer(200, page("a", more("m")));
    ASSERT_TRUE(list(Paging{}).ok());
    EXPECT_EQ(body(0), "Action=ListRoles&Version=2010-05-08&PathPrefix=%2F");
}

TEST_F(Pager, MoreWithoutAMarkerIsAnError) {
    bench_.transport.answer(200, page("a", "<IsTruncated>true</IsTruncated>"));
    const auto status = list();
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::invalid_answer);
    EXPECT_EQ(status.error().service_action, "iam:ListRoles");
    EXPECT_TRUE(names_.empty());
}

TEST_F(Pager, RepeatedMarkerIsAnError) {
    bench_.transport.answer(200, page("a", more("m1")));
    bench_.transport.answer(200, page("b", more("m2")));
    bench_.transport.answer(200, page("c", more("m1")));
    const auto status = list();
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::invalid_answer);
    EXPECT_EQ(summary_.pages, 3);
}

TEST_F(Pager, FlagThatIsNoBooleanIsAnError) {
    bench_.transport.answer(200, page("a", "<IsTruncated>maybe</IsTruncated>"));
    EXPECT_FALSE(list().ok());
}

TEST_F(Pager, ErrorOnALaterPageIsAnError) {
    bench_.transport.answer(200, page("a", more("m")));
    bench_.transport.answer(503, "");
    bench_.transport.answer(403, failure("AccessDenied", "no"));
    const auto status = list();
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::denied);
    EXPECT_EQ(summary_.pages, 1);
    EXPECT_EQ(summary_.calls, 3);
    EXPECT_EQ(summary_.retries, 1);
}

TEST_F(Pager, ErrorOfTheReaderEndsTheListing) {
    bench_.transport.answer(200, page("a", more("m")));
    on_page_ = Error{.kind = ErrorKind::database, .message = "gone"};
    const auto status = list();
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::database);
    EXPECT_EQ(summary_.pages, 1);
}

}  // namespace
}  // namespace iamirror::aws
