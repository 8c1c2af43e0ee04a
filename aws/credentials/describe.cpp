// The chain in words, for one who wants to know before anything is sent.
#include <algorithm>

#include "aws/credentials/container.h"
#include "aws/credentials/environment.h"
#include "aws/credentials/instance.h"
#include "aws/credentials/profile.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

std::string words(const Credentials&) {
    return "keys in the shared files";
}
std::string words(const WebIdentity& identity) {
    return "role " + printable(identity.role_arn) + " by the web identity token in " + printable(identity.token_file);
}
std::string words(const SsoRole& role) {
    const auto sign_in = role.session.name.empty() ? role.session.start_url : "session " + role.session.name;
    return "single sign-on (" + printable(sign_in) + "), role " + printable(role.role_name) + " of account " +
           printable(role.account_id);
}
std::string words(const CredentialProcess& process) {
    const auto command = split_command(process.command.reveal());
    // The program alone: what follows it may be secret.
    return "credential_process" + (command && !command->empty() ? " " + printable(command->front()) : "");
}
std::string words(NamedSource source) {
    switch (source) {
        case NamedSource::environment:
            return "the environment's keys";
        case NamedSource::container:
            return "the container's endpoint";
        case NamedSource::instance:
            return "the instance's metadata";
    }
    return "";
}

// From the role that is used to what it stands on.
std::string words(const ProfileChain& chain) {
    std::string text;
    for (auto role = chain.roles.rbegin(); role != chain.roles.rend(); ++role)
        text +=
            "role " + printable(role->role_arn) + (role->external_id.empty() ? "" : " with an external id") + ", by ";
    return text + std::visit([](const auto& source) { return words(source); }, chain.source);
}

struct State {
    bool is_configured;
    std::string words;
};

class Look {
  public:
    Look(const CredentialsRequest& request, const Surroundings& surroundings)
        : request_(request), surroundings_(surroundings), name_(profile_name(request.profile, surroundings)) {}

    std::vector<SourceDescription> all() {
        add("environment", environment());
        add("web identity", web_identity());
        add("profile " + printable(name_), profile());
        add("container", container());
        add("instance metadata", instance());
        return std::move(sources_);
    }

  private:
    void add(std::string name, State state) {
        const bool is_used = state.is_configured && !is_found_;
        is_found_ = is_found_ || is_used;
        sources_.push_back({std::move(name), is_used, std::move(state.words)});
    }

    State environment() const {
        if (!request_.profile.empty()) return {false, "passed over: a profile is named"};
        const auto found = environment_credentials(surroundings_);
        if (!found) return {false, "AWS_ACCESS_KEY_ID is not set"};
        if (!*found) return {true, found->error().message};
        return {true, (*found)->session_token.empty() ? "keys" : "keys of a session"};
    }

    State web_identity() const {
        const auto found = environment_web_identity(surroundings_);
        if (!found) return {false, "AWS_WEB_IDENTITY_TOKEN_FILE is not set"};
        const bool is_named = !request_.profile.empty() || !value_of(surroundings_.environment, "AWS_PROFILE").empty();
        if (is_named) return {false, "passed over: a profile is named"};
        return {true, *found ? words(**found) : found->error().message};
    }

    State profile() {
        const auto file = read_profile_files(surroundings_);
        if (!file) return {true, file.error().resource + ": " + file.error().message};
        const auto* properties = file->profile(name_);
        if (properties != nullptr) properties_ = *properties;
        const bool is_named = !value_of(surroundings_.environment, "AWS_PROFILE").empty();
        if (request_.profile.empty()) {
            if (properties == nullptr && !is_named) return {false, "there is no such profile"};
            if (properties != nullptr && !has_credential_settings(*properties))
                return {false, "it says nothing about credentials"};
        }
        const auto chain = resolve_profile(*file, name_);
        return {true, chain ? words(*chain) : chain.error().message};
    }

    State container() const {
        const auto url = container_url(surroundings_);
        if (!url) return {false, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set"};
        return {true, *url ? (*url)->scheme + "://" + (*url)->host : url->error().message};
    }

    State instance() const {
        if (is_instance_disabled(surroundings_)) return {false, "AWS_EC2_METADATA_DISABLED is true"};
        const auto url = instance_url(surroundings_, properties_);
        return {true, url ? "asked at " + url->scheme + "://" + url->host : url.error().message};
    }

    const CredentialsRequest& request_;
    const Surroundings& surroundings_;
    const std::string name_;
    Properties properties_;
    bool is_found_ = false;
    std::vector<SourceDescription> sources_;
};

}  // namespace

std::vector<SourceDescription> describe_sources(const CredentialsRequest& request, const Surroundings& surroundings) {
    return Look{request, surroundings}.all();
}

}  // namespace iamirror::aws
