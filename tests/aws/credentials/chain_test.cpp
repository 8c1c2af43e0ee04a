// The chain of sources: its own rules. The published cases stand in published_test.cpp.
#include <gtest/gtest.h>

#include "aws/credentials.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using Variables = std::map<std::string, std::string>;

constexpr const char* keys_and_role = R"(
[profile base]
region = eu-central-1
aws_access_key_id = BASEKEY
aws_secret_access_key = BASESECRETCANARY
[profile audit]
role_arn = arn:aws:iam::123456789012:role/audit
source_profile = base
external_id = EXTERNALCANARY
role_session_name = someone
duration_seconds = 3600
)";

std::string session(const std::string& key, const std::string& expiration) {
    return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + key +
           "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>" + expiration +
           "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
}

std::string describe_headers(const HttpRequest& request) {
    std::string text;
    for (const auto& header : request.headers) text += header.name + ": " + header.value + "\n";
    return text;
}

class Chain : public ::testing::Test {
  protected:
    Surroundings surroundings() const {
        return {.environment = environment_,
                .read_file = [this](const std::string& path) -> std::optional<std::string> {
                    return path == "/h/.aws/config" && !config_.empty() ? std::optional{config_} : std::nullopt;
                }};
    }
    std::unique_ptr<CredentialsProvider> chain(const std::string& profile = "") {
        return default_chain({.profile = profile}, {surroundings(), &transport_, &clock_, &observer_});
    }
    Error error_of(const std::string& profile = "") {
        const auto credentials = chain(profile)->get();
        EXPECT_FALSE(credentials.ok());
        return credentials.ok() ? Error{} : credentials.error();
    }

    Variables environment_{{"HOME", "/h"}, {"AWS_EC2_METADATA_DISABLED", "true"}};
    std::string config_ = keys_and_role;
    ScriptedTransport transport_;
    FakeClock clock_;
    RecordingObserver observer_;
};

TEST_F(Chain, EnvironmentComesFirst) {
    environment_.insert({{"AWS_ACCESS_KEY_ID", "k"}, {"AWS_SECRET_ACCESS_KEY", "s"}, {"AWS_SESSION_TOKEN", "t"}});
    const auto credentials = chain()->get();
    ASSERT_TRUE(credentials.ok());
    EXPECT_EQ(credentials->source, "environment");
    EXPECT_EQ(credentials->session_token.reveal(), "t");
}

TEST_F(Chain, ExplicitProfileRemovesTheEnvironment) {
    environment_.insert({{"AWS_ACCESS_KEY_ID", "k"}, {"AWS_SECRET_ACCESS_KEY", "s"}});
    EXPECT_EQ(chain("base")->get()->access_key_id, "BASEKEY");
    EXPECT_EQ(chain("base")->get()->source, "profile base");
    EXPECT_NE(error_of("missing").message.find("no profile missing"), std::string::npos);
}

TEST_F(Chain, HalfAKeyIsAnError) {
    environment_.insert({{"AWS_ACCESS_KEY_ID", "k"}});
    EXPECT_EQ(error_of().hint, "set AWS_SECRET_ACCESS_KEY too, or unset both");
}

TEST_F(Chain, NothingFoundNamesWhatWasLookedAt) {
    config_.clear();
    const auto error = error_of();
    EXPECT_EQ(error.kind, ErrorKind::credentials);
    EXPECT_NE(error.message.find("AWS_ACCESS_KEY_ID"), std::string::npos);
    EXPECT_NE(error.message.find("/h/.aws/config"), std::string::npos);
    EXPECT_FALSE(error.hint.empty());
}

TEST_F(Chain, NothingIsSentWhereTheInstanceIsNotToBeAsked) {
    config_.clear();
    EXPECT_NE(error_of().message.find("AWS_EC2_METADATA_DISABLED is true"), std::string::npos);
    EXPECT_TRUE(transport_.requests.empty());
}

TEST_F(Chain, AProfileWithoutCredentialsIsPassedOverUnlessItIsNamed) {
    config_ = "[default]\nregion = eu-west-1\n";
    environment_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/me";
    transport_.answer(
        200, R"({"AccessKeyId":"ASIAC","SecretAccessKey":"s","Token":"t","Expiration":"2026-10-01T13:00:00Z"})");
    EXPECT_EQ(chain()->get()->source, "container http://169.254.170.2");
    EXPECT_NE(error_of("default").message.find("it has no credentials"), std::string::npos);
}

TEST_F(Chain, WebIdentityComesBeforeTheDefaultProfile) {
    environment_["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/missing";
    EXPECT_NE(error_of().message.find("AWS_ROLE_ARN is not"), std::string::npos);
    EXPECT_EQ(chain("base")->get()->source, "profile base");
}

TEST_F(Chain, RolesStandOnWhatCredentialSourceNames) {
    config_ = "[profile audit]\nrole_arn = arn:aws:iam::123456789012:role/audit\ncredential_source = Environment\n";
    EXPECT_NE(error_of("audit").message.find("credential_source Environment"), std::string::npos);
    environment_.insert({{"AWS_ACCESS_KEY_ID", "ENVKEY"}, {"AWS_SECRET_ACCESS_KEY", "s"}});
    transport_.answer(200, session("ASIA1", "2026-10-01T13:00:00Z"));
    EXPECT_EQ(chain("audit")->get()->access_key_id, "ASIA1");
    EXPECT_NE(describe_headers(transport_.requests.at(0)).find("Credential=ENVKEY/"), std::string::npos);
}

TEST_F(Chain, AssumesTheRoleWithAllThatTheProfileSays) {
    transport_.answer(200, session("ASIA1", "2026-10-01T13:00:00Z"));
    const auto credentials = chain("audit")->get();
    ASSERT_TRUE(credentials.ok());
    EXPECT_EQ(credentials->access_key_id, "ASIA1");
    EXPECT_EQ(credentials->source, "profile audit: role arn:aws:iam::123456789012:role/audit");
    EXPECT_EQ(transport_.requests.at(0).body,
              "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Faudit&"
              "RoleSessionName=someone&DurationSeconds=3600&ExternalId=EXTERNALCANARY");
    EXPECT_EQ(transport_.requests.at(0).host, "sts.us-east-1.amazonaws.com");
}

TEST_F(Chain, RenewsFifteenMinutesBeforeTheEnd) {
    transport_.answer(200, session("ASIA1", "2026-10-01T13:00:00Z"));
    transport_.answer(200, session("ASIA2", "2026-10-01T14:00:00Z"));
    const auto provider = chain("audit");
    EXPECT_EQ(provider->get()->access_key_id, "ASIA1");
    clock_.time += std::chrono::minutes{44};
    EXPECT_EQ(provider->get()->access_key_id, "ASIA1");
    clock_.time += std::chrono::minutes{2};
    EXPECT_EQ(provider->get()->access_key_id, "ASIA2");
    EXPECT_EQ(transport_.requests.size(), 2u);
}

TEST_F(Chain, OldKeysServeWhereRenewalFails) {
    transport_.answer(200, session("ASIA1", "2026-10-01T13:00:00Z"));
    transport_.answer(403, failure("AccessDenied", "no"));
    transport_.answer(403, failure("AccessDenied", "no"));
    const auto provider = chain("audit");
    ASSERT_TRUE(provider->get().ok());
    clock_.time += std::chrono::minutes{50};
    EXPECT_EQ(provider->get()->access_key_id, "ASIA1");
    EXPECT_EQ(provider->get()->access_key_id, "ASIA1");
    EXPECT_EQ(transport_.requests.size(), 2u);
    clock_.time += std::chrono::minutes{11};
    EXPECT_FALSE(provider->get().ok());
}

TEST_F(Chain, RefusedRoleIsAnErrorOfCredentials) {
    transport_.answer(403, failure("AccessDenied", "User: u is not authorized to perform: sts:AssumeRole"));
    const auto error = error_of("audit");
    EXPECT_EQ(error.kind, ErrorKind::credentials);
    EXPECT_EQ(error.service_action, "sts:AssumeRole");
    EXPECT_EQ(error.resource, "arn:aws:iam::123456789012:role/audit");
    EXPECT_NE(error.hint.find("trust policy"), std::string::npos);
}

TEST_F(Chain, ErrorsShowNoExternalId) {
    transport_.answer(400,
                      failure("ValidationError", "Value &apos;EXTERNALCANARY&apos; at &apos;externalId&apos; is bad"));
    const auto error = error_of("audit");
    std::string text = describe(error);
    for (const auto& attempt : error.attempts) text += attempt.message;
    EXPECT_EQ(text.find("CANARY"), std::string::npos) << text;
}

TEST_F(Chain, IncompleteAnswerIsNoIdentity) {
    transport_.answer(200, session("", "2026-10-01T13:00:00Z"));
    EXPECT_EQ(error_of("audit").kind, ErrorKind::invalid_answer);
    transport_.answer(200, session("ASIA1", "soon"));
    EXPECT_EQ(error_of("audit").kind, ErrorKind::invalid_answer);
}

// A message is cut after a thousand characters, and the cut may fall into what must not be shown.
TEST_F(Chain, NoCutShowsTheBeginningOfAnExternalId) {
    for (const std::size_t before : {985u, 990u, 995u, 999u}) {
        transport_.answer(400, failure("ValidationError", std::string(before, 'x') + " EXTERNALCANARY is bad"));
        const auto error = error_of("audit");
        EXPECT_EQ(describe(error).find("EXT"), std::string::npos) << before;
        EXPECT_NE(describe(error).find("xxx"), std::string::npos);
    }
}

TEST_F(Chain, RegionIsFoundInOrder) {
    EXPECT_EQ(resolve_region({.profile = "base"}, surroundings()), "eu-central-1");
    EXPECT_EQ(resolve_region({}, surroundings()), "us-east-1");
    environment_["AWS_DEFAULT_REGION"] = "eu-west-2";
    EXPECT_EQ(resolve_region({.profile = "base"}, surroundings()), "eu-west-2");
    environment_["AWS_REGION"] = "eu-west-1";
    EXPECT_EQ(resolve_region({.profile = "base"}, surroundings()), "eu-west-1");
    EXPECT_EQ(resolve_region({.profile = "base", .region = "eu-west-3"}, surroundings()), "eu-west-3");
}

TEST_F(Chain, EndpointsAreFoundInOrder) {
    config_ = "[profile a]\nendpoint_url = http://p\nservices = s\n[services s]\niam =\n endpoint_url = http://pi\n";
    EXPECT_EQ(endpoint_settings(surroundings(), "a").url, "http://p");
    EXPECT_EQ(endpoint_settings(surroundings(), "a").service_url.at("iam"), "http://pi");
    environment_["AWS_ENDPOINT_URL_IAM"] = "http://ei";
    EXPECT_EQ(endpoint_settings(surroundings(), "a").service_url.at("iam"), "http://ei");
    environment_.erase("AWS_ENDPOINT_URL_IAM");
    environment_["AWS_ENDPOINT_URL"] = "http://e";
    EXPECT_EQ(endpoint_settings(surroundings(), "a").url, "http://e");
    EXPECT_TRUE(endpoint_settings(surroundings(), "a").service_url.empty());
    environment_["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
    EXPECT_EQ(endpoint_settings(surroundings(), "a").url, "");
}

TEST_F(Chain, FormsOfHostsAreFoundInOrder) {
    config_ =
        "[profile a]\nuse_fips_endpoint = true\nuse_dualstack_endpoint=True\ns3 =\n  addressing_style = path\n"
        "[profile b]\ns3 =\n  addressing_style = virtual\n";
    const auto a = endpoint_settings(surroundings(), "a");
    EXPECT_TRUE(a.use_fips && a.use_dual_stack);
    EXPECT_EQ(a.s3_addressing, Addressing::path);
    EXPECT_EQ(a.fault, "");
    EXPECT_FALSE(endpoint_settings(surroundings(), "b").use_fips);
    EXPECT_EQ(endpoint_settings(surroundings(), "b").s3_addressing, Addressing::host);
    environment_["AWS_USE_FIPS_ENDPOINT"] = "false";
    environment_["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
    EXPECT_FALSE(endpoint_settings(surroundings(), "a").use_fips);
    EXPECT_TRUE(endpoint_settings(surroundings(), "a").use_dual_stack);
    EXPECT_EQ(resolve_endpoint("sts", "us-east-1", a)->host, "sts-fips.us-east-1.api.aws");
}

// Who asks for FIPS and slips must not be given another host.
TEST_F(Chain, AWordThatIsNoneStopsEveryCall) {
    config_ = "[profile a]\nuse_dualstack_endpoint = 1\ns3 =\n  addressing_style = host\n";
    environment_["AWS_USE_FIPS_ENDPOINT"] = "yes";
    const auto settings = endpoint_settings(surroundings(), "a");
    EXPECT_EQ(settings.fault,
              "AWS_USE_FIPS_ENDPOINT is yes, which is none of true, false; use_dualstack_endpoint is 1, which is none "
              "of true, false; s3 addressing_style is host, which is none of auto, path, virtual");
    for (const auto* service : {"iam", "s3", "s3control"}) {
        const auto endpoint = resolve_endpoint(service, "us-east-1", settings);
        ASSERT_FALSE(endpoint) << service;
        EXPECT_EQ(endpoint.error().kind, ErrorKind::usage);
        EXPECT_EQ(endpoint.error().message, settings.fault);
    }
}

// Keys of the environment are no reason to pass over what the file says of hosts.
TEST_F(Chain, AFileThatCannotBeReadStopsEveryCall) {
    config_ = "[profile a]\nuse_fips_endpoint = true\nno property\n";
    const auto settings = endpoint_settings(surroundings(), "a");
    EXPECT_NE(settings.fault.find("line 3"), std::string::npos) << settings.fault;
    EXPECT_EQ(resolve_endpoint("iam", "us-east-1", settings).error().kind, ErrorKind::usage);
}

TEST(RealSurroundings, HaveAHomeAndReadFiles) {
    const auto surroundings = real_surroundings();
    EXPECT_TRUE(surroundings.environment.contains("HOME"));
    EXPECT_FALSE(surroundings.read_file("/nowhere/at/all").has_value());
    EXPECT_TRUE(surroundings.read_file("/etc/passwd").has_value());
}

}  // namespace
}  // namespace iamirror::aws
