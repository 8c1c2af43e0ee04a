// Who we are to AWS: where keys come from, and when they end.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

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
};

// One source, or a chain of them. get() is asked before each call and may answer from what it keeps; it renews
// credentials fifteen minutes before they end.
class CredentialsProvider {
  public:
    virtual ~CredentialsProvider() = default;
    // ErrorKind::credentials with a hint that names what was looked at and what would help.
    virtual Result<Credentials> get() = 0;
};

// The process around us, given by constructor: the environment and the files.
struct Surroundings {
    std::map<std::string, std::string> environment;
    std::function<std::optional<std::string>(const std::string& path)> read_file;  // nullopt: not there
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

// The chain as `design` orders it: environment, profile (static keys; role_arn with external_id and source_profile).
std::unique_ptr<CredentialsProvider> default_chain(CredentialsRequest request, CredentialsParts parts);

// --region, AWS_REGION, AWS_DEFAULT_REGION, the profile's region, else "us-east-1".
std::string resolve_region(const CredentialsRequest& request, const Surroundings& surroundings);

// AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's `services` section, its `endpoint_url`; nothing where
// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true. A profile of "" is AWS_PROFILE, else "default".
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
EndpointSettings endpoint_settings(const Surroundings& surroundings, const std::string& profile);

}  // namespace iamirror::aws
