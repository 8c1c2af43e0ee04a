// The proxy against the real stand-in: what every flow test stands on.
#include "tests/fakes/proxy.h"

#include <gtest/gtest.h>

#include "tests/fakes/http_client.h"
#include "tests/support/stand_in.h"

namespace iamirror::testing {
namespace {

std::vector<std::string> texts(const std::string& xml, const std::string& name) {
    const std::string open = "<" + name + ">";
    std::vector<std::string> found;
    for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        found.push_back(xml.substr(at + open.size(), xml.find('<', at + open.size()) - at - open.size()));
    }
    return found;
}

class ProxyTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        stand_in = std::make_unique<StandIn>(StandIn::ManagedPolicies::few);
        stand_in->write_sample_account();
    }
    static void TearDownTestSuite() { stand_in.reset(); }

    std::optional<Response> ask(const Proxy& proxy, std::map<std::string, std::string> parameters) {
        const int port = std::stoi(proxy.url().substr(proxy.url().rfind(':') + 1));
        parameters["Version"] = "2010-05-08";
        const Request request{.method = "POST",
                              .target = "/",
                              .headers = {{"Host", "iam"},
                                          {"Content-Type", "application/x-www-form-urlencoded"},
                                          {"Authorization",
                                           "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/"
                                           "us-east-1/iam/aws4_request, SignedHeaders=host, "
                                           "Signature=0"}},
                              .body = ""};
        return send_to(port, with_parameters(request, parameters));
    }

    // The answers of a listing, page after page.
    std::vector<std::string> pages(const Proxy& proxy, std::map<std::string, std::string> parameters) {
        std::vector<std::string> bodies;
        do {
            bodies.push_back(ask(proxy, parameters).value().body);
            const auto marker = texts(bodies.back(), "Marker");
            parameters["Marker"] = marker.empty() ? "" : marker.front();
        } while (!parameters["Marker"].empty() && bodies.size() < 100);
        return bodies;
    }

    static std::unique_ptr<StandIn> stand_in;
};
std::unique_ptr<StandIn> ProxyTest::stand_in;

TEST_F(ProxyTest, CutsTheFourListsOfAuthorizationDetailsAsOneSequence) {
    const Proxy proxy(stand_in->port());
    const auto whole = pages(proxy, {{"Action", "GetAccountAuthorizationDetails"}, {"MaxItems", "1000"}});
    const auto cut = pages(proxy, {{"Action", "GetAccountAuthorizationDetails"}, {"MaxItems", "5"}});
    ASSERT_EQ(whole.size(), 1U);
    std::size_t items = texts(whole[0], "UserId").size() + texts(whole[0], "GroupId").size() +
                        texts(whole[0], "DefaultVersionId").size();
    std::vector<std::string> user_ids;
    for (const std::string& page : cut) {
        const auto ids = texts(page, "UserId");
        user_ids.insert(user_ids.end(), ids.begin(), ids.end());
    }
    items += 6;  // roles: an instance profile repeats its role's id
    EXPECT_EQ(cut.size(), (items + 4) / 5);
    EXPECT_EQ(user_ids, texts(whole[0], "UserId"));
}

TEST_F(ProxyTest, GivesOfAwsOwnPoliciesThoseThatSomeoneUses) {
    const Proxy proxy(stand_in->port());
    const auto body = pages(proxy, {{"Action", "GetAccountAuthorizationDetails"}, {"MaxItems", "1000"}}).front();
    const std::string unused = "<Arn>arn:aws:iam::aws:policy/AIOpsReadOnlyAccess</Arn>";
    EXPECT_NE(body.find("<Arn>arn:aws:iam::aws:policy/SecurityAudit</Arn>"), std::string::npos);
    EXPECT_NE(stand_in->iam("GetAccountAuthorizationDetails").find(unused), std::string::npos);
    EXPECT_EQ(body.find(unused), std::string::npos);
    EXPECT_EQ(texts(body, "DefaultVersionId").size(), 4U + 6U);
}

TEST_F(ProxyTest, RefusesAMarkerItDidNotGive) {
    const Proxy proxy(stand_in->port());
    EXPECT_EQ(ask(proxy, {{"Action", "ListUsers"}, {"Marker", "100"}})->status, 400);
}

TEST_F(ProxyTest, GivesFewerThanAskedWhereSetSo) {
    const Proxy proxy(stand_in->port(), {.largest_page = 2});
    EXPECT_EQ(pages(proxy, {{"Action", "ListRoles"}, {"MaxItems", "1000"}}).size(), 3U);
}

TEST_F(ProxyTest, AsksTheStandInOnceForAListing) {
    long asked = 0;
    const Proxy proxy([&](const Request& request) {
        ++asked;
        return send_to(stand_in->port(), request).value();
    });
    pages(proxy, {{"Action", "ListUsers"}, {"MaxItems", "2"}});
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(proxy.calls().size(), 4U);
}

TEST_F(ProxyTest, SpoilsTheFirstAttemptsOfACallAndCountsThemAsOneCall) {
    Proxy proxy(stand_in->port());
    proxy.inject({.fault = "throttling", .call_index = 2, .action = "", .attempts = 2});
    ask(proxy, {{"Action", "ListUsers"}});
    EXPECT_EQ(ask(proxy, {{"Action", "ListGroups"}})->status, 400);
    EXPECT_EQ(ask(proxy, {{"Action", "ListGroups"}})->status, 400);
    EXPECT_EQ(ask(proxy, {{"Action", "ListGroups"}})->status, 200);
    EXPECT_EQ(ask(proxy, {{"Action", "ListGroups"}})->status, 200);
    const auto calls = proxy.calls();
    ASSERT_EQ(calls.size(), 5U);
    EXPECT_EQ(calls[3].index, 2);
    EXPECT_EQ(calls[3].attempt, 3);
    EXPECT_EQ(calls[4].index, 3);
}

TEST_F(ProxyTest, RepeatsAMarkerForAsLongAsItIsAsked) {
    Proxy proxy(stand_in->port());
    proxy.inject({.fault = "marker_repeats", .call_index = 1, .action = "", .attempts = 1});
    EXPECT_EQ(pages(proxy, {{"Action", "ListUsers"}}).size(), 100U);
}

TEST_F(ProxyTest, SaysTruncatedWithoutAMarker) {
    Proxy proxy(stand_in->port(), {.largest_page = 2});
    proxy.inject({.fault = "marker_missing", .call_index = 1, .action = "", .attempts = 1});
    const std::string body = ask(proxy, {{"Action", "ListUsers"}})->body;
    EXPECT_NE(body.find("<IsTruncated>true</IsTruncated>"), std::string::npos);
    EXPECT_EQ(body.find("<Marker>"), std::string::npos);
}

TEST_F(ProxyTest, LogsAWriteOnlyWhereItTookEffect) {
    Proxy proxy(stand_in->port());
    proxy.inject({.fault = "closed_before", .call_index = {}, .action = "CreateUser", .attempts = 1});
    proxy.inject({.fault = "closed_after_effect", .call_index = {}, .action = "CreateGroup", .attempts = 1});
    EXPECT_FALSE(ask(proxy, {{"Action", "CreateUser"}, {"UserName", "nobody"}}).has_value());
    EXPECT_FALSE(ask(proxy, {{"Action", "CreateGroup"}, {"GroupName", "made"}}).has_value());
    ASSERT_EQ(proxy.writes().size(), 1U);
    EXPECT_EQ(proxy.writes()[0].parameter("GroupName"), "made");
    EXPECT_NE(stand_in->iam("ListGroups").find("made"), std::string::npos);
    EXPECT_EQ(stand_in->iam("ListUsers").find("nobody"), std::string::npos);
    stand_in->iam("DeleteGroup", {{"GroupName", "made"}});
}

}  // namespace
}  // namespace iamirror::testing
