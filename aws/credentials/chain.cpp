// The order in which sources are asked.
#include "aws/credentials.h"
#include "aws/credentials/container.h"
#include "aws/credentials/environment.h"
#include "aws/credentials/instance.h"
#include "aws/credentials/json_keys.h"
#include "aws/credentials/profile.h"
#include "aws/credentials/profile_file.h"
#include "aws/credentials/renewed.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// nullopt where the source is not configured: the next one is asked.
using Found = std::optional<Result<Credentials>>;

class Chain {
  public:
    Chain(CredentialsRequest request, CredentialsParts parts)
        : request_(std::move(request)), parts_(std::move(parts)) {}

    Result<Credentials> get() const {
        for (const auto source : {&Chain::environment, &Chain::web_identity, &Chain::profile, &Chain::container})
            if (auto found = (this->*source)()) return std::move(*found);
        return instance();
    }

  private:
    bool is_profile_named() const {
        return !request_.profile.empty() || !value_of(parts_.surroundings.environment, "AWS_PROFILE").empty();
    }

    Found environment() const {
        return request_.profile.empty() ? environment_credentials(parts_.surroundings) : Found{};
    }

    // Stands in every pod that has a service account; who names a profile wants another identity.
    Found web_identity() const {
        if (is_profile_named()) return std::nullopt;
        const auto identity = environment_web_identity(parts_.surroundings);
        if (!identity) return std::nullopt;
        if (!*identity) return identity->error();
        return web_identity_credentials(**identity, parts_.surroundings, sts_parts());
    }

    // One that says nothing about credentials, or a default that is not there, leaves it to the next source; not so one
    // that was asked for explicitly.
    Found profile() const {
        const auto file = read_profile_files(parts_.surroundings);
        if (!file) return file.error();
        const auto name = profile_name(request_.profile, parts_.surroundings);
        const auto* properties = file->profile(name);
        const bool is_silent = properties == nullptr ? !is_profile_named() : !has_credential_settings(*properties);
        if (is_silent && request_.profile.empty()) return std::nullopt;
        const auto chain = resolve_profile(*file, name);
        if (!chain) return from_files(chain.error());
        const auto keys = std::visit([&](const auto& source) { return keys_of(source); }, chain->source);
        if (!keys) return keys;
        return assume_roles(chain->roles, *keys, sts_parts());
    }

    Found container() const { return container_credentials(parts_); }

    Result<Credentials> instance() const {
        auto keys = instance_credentials(parts_, instance_settings());
        return keys ? keys : nothing_found(keys.error());
    }

    Properties instance_settings() const {
        const auto file = read_profile_files(parts_.surroundings);
        return file ? file->properties_of(profile_name(request_.profile, parts_.surroundings)) : Properties{};
    }

    Result<Credentials> keys_of(const Credentials& keys) const { return keys; }
    Result<Credentials> keys_of(const WebIdentity& identity) const {
        return web_identity_credentials(identity, parts_.surroundings, sts_parts());
    }
    Result<Credentials> keys_of(const SsoRole& role) const {
        return sso_credentials(role, parts_, endpoint_settings(parts_.surroundings, request_.profile));
    }
    Result<Credentials> keys_of(const CredentialProcess& process) const { return process_credentials(process, parts_); }
    Result<Credentials> keys_of(NamedSource source) const {
        switch (source) {
            case NamedSource::environment:
                return configured(environment_credentials(parts_.surroundings), "Environment",
                                  "AWS_ACCESS_KEY_ID is not set");
            case NamedSource::container:
                return configured(container_credentials(parts_), "EcsContainer",
                                  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set");
            case NamedSource::instance:
                return instance_credentials(parts_, instance_settings());
        }
        return Error{};
    }

    static Result<Credentials> configured(Found found, const std::string& source, const std::string& otherwise) {
        if (found) return std::move(*found);
        return bad_source("credential_source " + source, otherwise);
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

    Error nothing_found(const Error& instance) const {
        // An instance that answered is one, and its own remedy comes first.
        const bool has_answered = instance.kind == ErrorKind::credentials && !instance.hint.empty();
        const auto paths = profile_file_paths(parts_.surroundings);
        return {.kind = instance.kind == ErrorKind::interrupted ? instance.kind : ErrorKind::credentials,
                .message = "no credentials found: AWS_ACCESS_KEY_ID is not set; profile " +
                           printable(profile_name("", parts_.surroundings)) + " has none in " +
                           printable(paths.config) + " or " + printable(paths.credentials) +
                           "; no container's endpoint is named; " + instance.message,
                .hint = (has_answered ? instance.hint + "; or " : "") +
                        "name a profile (--profile or AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                .attempts = instance.attempts};
    }

    CredentialsRequest request_;
    CredentialsParts parts_;
};

}  // namespace

std::unique_ptr<CredentialsProvider> default_chain(CredentialsRequest request, CredentialsParts parts) {
    auto& clock = *parts.clock;
    return std::make_unique<RenewedCredentials>(
        [chain = Chain{std::move(request), std::move(parts)}] { return chain.get(); }, clock);
}

}  // namespace iamirror::aws
