// Who we are to AWS: where keys come from, and when they end.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/endpoint.h"
#include "aws/http.h"
#include "model/base/event.h"
#include "model/base/result.h"
#include "model/base/secret.h"
#include "model/base/time.h"

namespace iamirror::aws {

struct Credentials {
    std::string access_key_id;
    Secret secret_access_key;
    Secret session_token;  // empty for long-lived keys
    std::optional<Time> expires_at;
    std::string source;  // for `doctor` and errors: "environment", "profile audit", "profile audit: role arn:…"
    // The instance's metadata service stands behind them: where it cannot give new ones, these serve past their end.
    bool outlives_its_end = false;
};

// One source, or a chain of them. get() is asked before each call and may answer from what it keeps; it renews
// credentials fifteen minutes before they end.
class CredentialsProvider {
  public:
    virtual ~CredentialsProvider() = default;
    // ErrorKind::credentials with a hint that names what was looked at and what would help.
    virtual Result<Credentials> get() = 0;
};

// A program to run without a shell. It gets no input, and what it writes to its standard error is not kept.
struct Program {
    std::vector<std::string> arguments;  // the first is the program, looked for in PATH
    std::map<std::string, std::string> environment;
    std::chrono::milliseconds timeout{60'000};
    std::size_t max_output_octets = 64u << 10;
};

// The process around us, given by constructor: the environment, the files, other programs.
struct Surroundings {
    std::map<std::string, std::string> environment;
    std::function<std::optional<std::string>(const std::string& path)> read_file;  // nullopt: not there
    // Replaces a file whole, for its owner's eyes only. Empty: nothing is kept.
    std::function<Status(const std::string& path, const std::string& text)> replace_file = {};
    // What the program wrote to its standard output; ErrorKind::credentials where it did not start, did not end in
    // time, wrote too much or ended with another code than 0. Empty: no program is run.
    std::function<Result<std::string>(const Program& program)> run_program = {};
};
Surroundings real_surroundings();

struct CredentialsRequest {
    std::string profile;  // "" : AWS_PROFILE, else "default". An explicit one removes the environment's keys.
    std::string region;   // "" : from the environment or the profile; of the STS calls
};

// What the chain stands on; everything outlives it.
struct CredentialsParts {
    Surroundings surroundings;
    Transport* transport = nullptr;
    Clock* clock = nullptr;
    Observer* observer = nullptr;
};

// The chain as `design` orders it: the environment's keys, a web identity token, the profile, the container's endpoint,
// the instance's metadata. A source that is configured and fails is an error; the next one is not asked.
std::unique_ptr<CredentialsProvider> default_chain(CredentialsRequest request, CredentialsParts parts);

// One source of the chain as it is configured here, in words without secrets; nothing is sent, no program is run.
struct SourceDescription {
    std::string name;      // "environment", "web identity", "profile audit", "container", "instance metadata"
    bool is_used = false;  // the first one that is configured
    std::string words;  // "role arn:… with an external id, by the keys of profile base"; "AWS_ACCESS_KEY_ID not set"
};
// All sources in the order in which they are asked.
std::vector<SourceDescription> describe_sources(const CredentialsRequest& request, const Surroundings& surroundings);

// --region, AWS_REGION, AWS_DEFAULT_REGION, the profile's region, else "us-east-1".
std::string resolve_region(const CredentialsRequest& request, const Surroundings& surroundings);

// URLs: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's `services` section, its `endpoint_url`; none where
// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true. FIPS and dual-stack: the environment, then the profile; S3's addressing:
// the profile's `s3` section. A word that is none of a setting's, or a file that cannot be read, is
// EndpointSettings::fault, never as if not set: who asks for FIPS must not be given another host for a slip. A profile
// of "" is AWS_PROFILE, else "default". https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
EndpointSettings endpoint_settings(const Surroundings& surroundings, const std::string& profile);

}  // namespace iamirror::aws
