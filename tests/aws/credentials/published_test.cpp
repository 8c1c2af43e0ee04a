// The published cases of credentials, each with its verdict, and one figure over all of them.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <iostream>

#include "aws/credentials.h"
#include "aws/credentials/container.h"
#include "aws/credentials/instance.h"
#include "aws/credentials/profile.h"
#include "aws/credentials/program.h"
#include "tests/aws/corpora.h"
#include "tests/aws/credentials/recorded.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

// What became of the cases. A case fails if an expectation in it does; the others go on.
class Tally {
  public:
    void run(const std::string& name, const std::function<void()>& body) {
        ::testing::TestPartResultArray parts;
        {
            const ::testing::ScopedFakeTestPartResultReporter reporter{
                ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &parts};
            body();
        }
        std::string problems;
        for (int i = 0; i < parts.size(); ++i)
            if (parts.GetTestPartResult(i).failed())
                problems += std::string{"\n"} + parts.GetTestPartResult(i).message();
        ++applicable_;
        if (problems.empty())
            ++passed_;
        else
            std::cout << "FAILED " << name << problems << "\n";
    }
    void leave_out(const std::string& name, std::string_view reason) {
        ++left_out_;
        std::cout << "not applicable: " << name << ": " << reason << "\n";
    }

    int applicable() const { return applicable_; }
    int passed() const { return passed_; }
    int left_out() const { return left_out_; }
    double share() const { return applicable_ == 0 ? 0 : 100.0 * passed_ / applicable_; }

  private:
    int applicable_ = 0, passed_ = 0, left_out_ = 0;
};

// The list of cases in a file; most stand under "tests".
json cases(const char* file) {
    const json all = read_json(*corpora() / "credentials" / file);
    return all.is_array() ? all : all.at("tests");
}

std::string text(const json& object, const char* name) {
    return object.value(name, "");
}

void expect_source(const json& step, const ProfileSource& source) {
    if (const auto* keys = std::get_if<Credentials>(&source)) {
        EXPECT_EQ(keys->access_key_id, step.at("AccessKey")["access_key_id"].get<std::string>());
        EXPECT_EQ(keys->secret_access_key.reveal(), step.at("AccessKey")["secret_access_key"].get<std::string>());
    } else if (const auto* web = std::get_if<WebIdentity>(&source)) {
        EXPECT_EQ(web->role_arn, step.at("WebIdentityToken")["role_arn"].get<std::string>());
        EXPECT_EQ(web->token_file, step.at("WebIdentityToken")["web_identity_token_file"].get<std::string>());
        EXPECT_EQ(web->session_name, text(step.at("WebIdentityToken"), "role_session_name"));
    } else if (const auto* sso = std::get_if<SsoRole>(&source)) {
        EXPECT_EQ(sso->account_id, text(step.at("Sso"), "sso_account_id"));
        EXPECT_EQ(sso->role_name, text(step.at("Sso"), "sso_role_name"));
        EXPECT_EQ(sso->session.name, text(step.at("Sso"), "sso_session"));
        EXPECT_EQ(sso->session.region, step.at("Sso")["sso_region"].get<std::string>());
        EXPECT_EQ(sso->session.start_url, step.at("Sso")["sso_start_url"].get<std::string>());
    } else if (const auto* process = std::get_if<CredentialProcess>(&source)) {
        EXPECT_EQ(process->command.reveal(), step.at("CredentialProcess").get<std::string>());
    } else {
        EXPECT_EQ(std::get<NamedSource>(source), NamedSource::instance);
        EXPECT_EQ(step.at("NamedSource"), "Ec2InstanceMetadata");
    }
}

void expect_chain(const json& steps, const ProfileChain& chain) {
    expect_source(steps.at(0), chain.source);
    ASSERT_EQ(chain.roles.size(), steps.size() - 1);
    for (std::size_t i = 0; i < chain.roles.size(); ++i) {
        const auto& role = steps.at(i + 1)["AssumeRole"];
        EXPECT_EQ(chain.roles[i].role_arn, role["role_arn"].get<std::string>());
        EXPECT_EQ(chain.roles[i].external_id.reveal(), role.value("external_id", ""));
        EXPECT_EQ(chain.roles[i].session_name, role.value("role_session_name", ""));
    }
}

void run_profiles(Tally& tally) {
    for (const auto& entry : cases("aws-config/assume-role-tests.json"))
        tally.run("assume-role: " + text(entry, "docs"), [&entry] {
            const auto& input = entry["input"];
            const ProfileFile file{.profiles = input["profiles"],
                                   .sso_sessions = input.value("sso_sessions", std::map<std::string, Properties>{})};
            const auto chain = resolve_profile(file, input["selected_profile"]);
            ASSERT_EQ(chain.ok(), entry["output"].contains("ProfileChain"));
            if (chain)
                expect_chain(entry["output"]["ProfileChain"], *chain);
            else
                EXPECT_EQ(chain.error().kind, ErrorKind::credentials);
        });
}

std::optional<std::string> file_of(const json& input, const char* name) {
    return input.contains(name) ? std::optional{input[name].get<std::string>()} : std::nullopt;
}

std::map<std::string, Properties> sections_of(const json& config, const char* name) {
    return config.value(name, json::object()).get<std::map<std::string, Properties>>();
}

void run_parser(Tally& tally) {
    for (const auto& entry : cases("aws-runtime/profile-parser-tests.json"))
        tally.run("parser: " + text(entry, "name"), [&entry] {
            const auto file =
                parse_profile_files(file_of(entry["input"], "configFile"), file_of(entry["input"], "credentialsFile"));
            const bool is_error = entry["output"].contains("errorContaining");
            ASSERT_EQ(file.ok(), !is_error) << (file.ok() ? "" : file.error().message);
            if (is_error) return;
            EXPECT_EQ(file->profiles, sections_of(entry["output"]["config"], "profiles"));
            EXPECT_EQ(file->sso_sessions, sections_of(entry["output"]["config"], "sso_sessions"));
        });
}

void run_locations(Tally& tally) {
    for (const auto& entry : cases("aws-runtime/file-location-tests.json")) {
        const auto name = "file location: " + text(entry, "name");
        if (entry["platform"] != "linux") {
            tally.leave_out(name, "it is of " + text(entry, "platform"));
            continue;
        }
        tally.run(name, [&entry] {
            const Surroundings surroundings{.environment = entry["environment"]};
            const auto paths = profile_file_paths(surroundings);
            EXPECT_EQ(paths.config, text(entry, "configLocation"));
            EXPECT_EQ(paths.credentials, text(entry, "credentialsLocation"));
            if (entry.contains("profile")) {
                EXPECT_EQ(profile_name("", surroundings), text(entry, "profile"));
            }
        });
    }
}

std::string written(const Url& url) {
    return url.scheme + "://" + url.host + url.path + (url.query.empty() ? "" : "?" + url.query);
}

void run_container(Tally& tally) {
    for (const auto& entry : cases("aws-config/ecs-tests.json"))
        tally.run("container: " + text(entry, "docs"), [&entry] {
            const auto url = container_url({.environment = entry["env"]});
            const bool is_good = url && *url;
            ASSERT_EQ(is_good, entry["result"].contains("Ok"));
            if (is_good) {
                EXPECT_EQ(written(**url), text(entry["result"], "Ok"));
            }
        });
}

void run_instance(Tally& tally) {
    for (const auto& entry : cases("aws-config/imds-config/imds-endpoint-tests.json")) {
        const auto name = "instance: " + text(entry, "docs");
        if (entry.contains("endpoint_override") || entry.contains("mode_override")) {
            tally.leave_out(name, "a setting of the SDK's builder in code: here environment and profile alone say it");
            continue;
        }
        tally.run(name, [&entry] {
            const Surroundings surroundings{
                .environment = entry["env"],
                .read_file = [&entry](const std::string& path) { return file_of(entry["fs"], path.c_str()); }};
            const auto file = read_profile_files(surroundings);
            ASSERT_TRUE(file.ok());
            const auto url = instance_url(surroundings, file->properties_of("default"));
            ASSERT_EQ(url.ok(), entry["result"].contains("Ok")) << (url ? written(*url) : url.error().message);
            if (url) {
                EXPECT_EQ(url->scheme + "://" + url->host + "/latest/api/token", text(entry["result"], "Ok"));
            }
        });
    }
}

Surroundings surroundings_of(const std::filesystem::path& folder) {
    return {.environment = read_json(folder / "env.json"),
            .read_file = [folder](const std::string& path) -> std::optional<std::string> {
                const auto file = folder / "fs" / path.substr(1);
                return std::filesystem::exists(file) ? std::optional{read_file(file)} : std::nullopt;
            },
            .run_program = run_program};
}

void expect_credentials(const json& expected, const Credentials& credentials) {
    EXPECT_EQ(credentials.access_key_id, text(expected, "access_key_id"));
    EXPECT_EQ(credentials.secret_access_key.reveal(), text(expected, "secret_access_key"));
    EXPECT_EQ(credentials.session_token.reveal(), text(expected, "session_token"));
    if (expected.contains("expiry"))
        EXPECT_EQ(credentials.expires_at, Time{std::chrono::seconds{expected["expiry"].get<long>()}});
    else
        EXPECT_EQ(credentials.expires_at, std::nullopt);
}

void run_recorded(const std::filesystem::path& folder, const std::string& profile) {
    FakeClock clock;
    clock.time = *parse_time("2021-08-05T18:58:02Z");
    RecordedTransport transport{read_json(folder / "http-traffic.json")};
    const auto chain = default_chain({.profile = profile}, {surroundings_of(folder), &transport, &clock});
    const auto credentials = chain->get();
    const auto expected = read_json(folder / "test-case.json")["result"];
    ASSERT_EQ(credentials.ok(), expected.contains("Ok")) << (credentials ? "" : describe(credentials.error()));
    if (credentials) expect_credentials(expected["Ok"], *credentials);
    EXPECT_TRUE(transport.is_used_up());
}

struct LeftOut {
    std::string_view name, reason;
};
constexpr std::array<LeftOut, 2> left_out{{
    {"credential_process", "its command is a pipe: it needs a shell, and none is used"},
    {"credential_process_account_id_fallback", "its command is a pipe: it needs a shell, and none is used"},
}};

void run_folder(Tally& tally, const std::string& folder, const std::string& profile) {
    for (const auto& entry : std::filesystem::directory_iterator{*corpora() / "credentials/aws-config" / folder}) {
        const auto test = entry.path().filename().string();
        const auto out = std::find_if(left_out.begin(), left_out.end(), [&](const auto& o) { return o.name == test; });
        if (out != left_out.end())
            tally.leave_out(folder + ": " + test, out->reason);
        else
            tally.run(folder + ": " + test, [&] { run_recorded(entry.path(), profile); });
    }
}

void leave_out_features(Tally& tally) {
    for (const auto& entry :
         std::filesystem::directory_iterator{*corpora() / "credentials/aws-config/default-token-provider-chain"})
        tally.leave_out("bearer token: " + entry.path().filename().string(),
                        "a token for services that take one instead of a signature; we call none");
    for (const auto& entry : cases("aws-config/login-provider-test-cases.json"))
        tally.leave_out("login session: " + text(entry, "documentation"),
                        "`aws login` is refused by name (Profile.WhatIsHalfWrittenOrUnknownIsNamed)");
    const auto recursion = cases("aws-runtime/recursion-detection.json").size();
    for (std::size_t i = 0; i < recursion; ++i)
        tally.leave_out("recursion detection " + std::to_string(i + 1),
                        "no credentials: a header that programs inside AWS Lambda send");
}

TEST(CredentialsPublished, AtLeast95OfAHundredApplicableCasesPass) {
    IAMIRROR_NEEDS_CORPORA();
    Tally tally;
    run_folder(tally, "default-credential-provider-chain", "");
    run_folder(tally, "profile-provider", "default");
    run_profiles(tally);
    run_parser(tally);
    run_locations(tally);
    run_container(tally);
    run_instance(tally);
    leave_out_features(tally);
    std::cout << "credentials: " << tally.applicable() << " applicable, " << tally.passed() << " passed ("
              << tally.share() << " %), " << tally.left_out() << " not applicable\n";
    EXPECT_GE(tally.share(), 95.0);
    EXPECT_GE(tally.applicable(), 160) << "cases are missing from the folder";
}

}  // namespace
}  // namespace iamirror::aws
