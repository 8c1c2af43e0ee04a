// The order in which sources are asked, and what else the shared files decide: region and endpoints.
#include <array>

#include "aws/credentials.h"
#include "aws/credentials/assume_role.h"
#include "aws/credentials/environment.h"
#include "aws/credentials/profile.h"
#include "aws/credentials/profile_file.h"
#include "aws/credentials/renewed.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// nullopt where the source is not configured: the next one is asked.
using Found = std::optional<Result<Credentials>>;

const Properties& properties_of(const ProfileFile& file, const std::string& profile) {
    static const Properties none;
    const auto* properties = file.profile(profile);
    return properties == nullptr ? none : *properties;
}

class Chain {
  public:
    Chain(CredentialsRequest request, CredentialsParts parts)
        : request_(std::move(request)), parts_(std::move(parts)) {}

    Result<Credentials> get() const {
        for (const auto source : {&Chain::environment, &Chain::web_identity, &Chain::profile, &Chain::container})
            if (auto found = (this->*source)()) return std::move(*found);
        return nothing_found();
    }

  private:
    bool is_profile_named() const {
        return !request_.profile.empty() || !value_of(parts_.surroundings.environment, "AWS_PROFILE").empty();
    }

    Found environment() const {
        return request_.profile.empty() ? environment_credentials(parts_.surroundings) : Found{};
    }

    // Comes with a later release. Until then it is named where another tool would use it, not passed over.
    Found web_identity() const {
        return is_profile_named() ? Found{} : later("AWS_WEB_IDENTITY_TOKEN_FILE", "a web identity token");
    }

    Found container() const {
        if (auto found = later("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "the container's credentials")) return found;
        return later("AWS_CONTAINER_CREDENTIALS_FULL_URI", "the container's credentials");
    }

    Found later(const std::string& variable, const std::string& what) const {
        if (value_of(parts_.surroundings.environment, variable).empty()) return std::nullopt;
        return Error{.kind = ErrorKind::credentials,
                     .message = variable + " points to " + what + ", which this release cannot use",
                     .hint = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile"};
    }

    Found profile() const {
        const auto file = read_profile_files(parts_.surroundings);
        if (!file) return file.error();
        const auto name = profile_name(request_.profile, parts_.surroundings);
        if (file->profile(name) == nullptr && !is_profile_named()) return std::nullopt;
        const auto chain = resolve_profile(*file, name);
        if (!chain) return from_files(chain.error());
        return assume_chain(*chain, sts_parts());
    }

    ClientParts sts_parts() const {
        return {.transport = parts_.transport,
                .clock = parts_.clock,
                .observer = parts_.observer,
                .endpoints = endpoint_settings(parts_.surroundings, request_.profile),
                .region = resolve_region(request_, parts_.surroundings),
                .random_seed = static_cast<std::uint64_t>(parts_.clock->now().time_since_epoch().count())};
    }

    Error from_files(Error error) const {
        const auto paths = profile_file_paths(parts_.surroundings);
        error.resource = paths.config + ", " + paths.credentials;
        return error;
    }

    Error nothing_found() const {
        const auto paths = profile_file_paths(parts_.surroundings);
        return {
            .kind = ErrorKind::credentials,
            .message = "no credentials found: AWS_ACCESS_KEY_ID is not set, and there is no profile default in " +
                       printable(paths.config) + " or " + printable(paths.credentials),
            .hint = "name a profile (--profile or AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"};
    }

    CredentialsRequest request_;
    CredentialsParts parts_;
};

// AWS_ENDPOINT_URL_IAM as the URL of "iam".
void add_service_urls(const Surroundings& surroundings, EndpointSettings& settings) {
    constexpr std::string_view prefix = "AWS_ENDPOINT_URL_";
    for (const auto& [name, value] : surroundings.environment)
        if (name.starts_with(prefix) && !trim(value).empty())
            settings.service_url[to_lower_ascii(name.substr(prefix.size()))] = std::string{trim(value)};
}

void add_profile_urls(const ProfileFile& file, const std::string& profile, EndpointSettings& settings) {
    const auto& properties = properties_of(file, profile);
    settings.url = value_of(properties, "endpoint_url");
    const auto services = file.services.find(value_of(properties, "services"));
    if (services == file.services.end()) return;
    for (const auto& [service, nested] : services->second)
        if (const auto url = nested_property(nested, "endpoint_url"); !url.empty())
            settings.service_url.try_emplace(service, url);
}

bool ignores_endpoints(const Surroundings& surroundings) {
    return to_lower_ascii(value_of(surroundings.environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) == "true";
}

}  // namespace

std::unique_ptr<CredentialsProvider> default_chain(CredentialsRequest request, CredentialsParts parts) {
    auto& clock = *parts.clock;
    return std::make_unique<RenewedCredentials>(
        [chain = Chain{std::move(request), std::move(parts)}] { return chain.get(); }, clock);
}

std::string resolve_region(const CredentialsRequest& request, const Surroundings& surroundings) {
    for (const auto& region : {request.region, value_of(surroundings.environment, "AWS_REGION"),
                               value_of(surroundings.environment, "AWS_DEFAULT_REGION")})
        if (!region.empty()) return region;
    const auto file = read_profile_files(surroundings);
    const auto region =
        file ? value_of(properties_of(*file, profile_name(request.profile, surroundings)), "region") : "";
    return region.empty() ? "us-east-1" : region;
}

EndpointSettings endpoint_settings(const Surroundings& surroundings, const std::string& profile) {
    EndpointSettings settings;
    if (ignores_endpoints(surroundings)) return settings;
    add_service_urls(surroundings, settings);
    settings.url = value_of(surroundings.environment, "AWS_ENDPOINT_URL");
    if (!settings.url.empty()) return settings;
    if (const auto file = read_profile_files(surroundings))
        add_profile_urls(*file, profile_name(profile, surroundings), settings);
    return settings;
}

}  // namespace iamirror::aws
