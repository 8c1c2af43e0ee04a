#include "aws/credentials/profile.h"

#include <array>
#include <charconv>
#include <set>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Error bad_profile(const std::string& profile, const std::string& message, std::string hint = "") {
    return {.kind = ErrorKind::credentials,
            .message = "profile " + printable(profile) + ": " + message,
            .hint = std::move(hint)};
}

bool has_keys(const Properties& properties) {
    return !value_of(properties, "aws_access_key_id").empty() || !value_of(properties, "aws_secret_access_key").empty();
}

Result<Credentials> keys_of(const std::string& profile, const Properties& properties) {
    const auto id = value_of(properties, "aws_access_key_id"), secret = value_of(properties, "aws_secret_access_key");
    if (id.empty() && secret.empty())
        return bad_profile(profile, "it has no credentials",
                           "add aws_access_key_id and aws_secret_access_key, or role_arn");
    if (id.empty()) return bad_profile(profile, "aws_access_key_id is missing beside aws_secret_access_key");
    if (secret.empty()) return bad_profile(profile, "aws_secret_access_key is missing beside aws_access_key_id");
    return Credentials{.access_key_id = id,
                       .secret_access_key = Secret{secret},
                       .session_token = Secret{value_of(properties, "aws_session_token")},
                       .source = "profile " + printable(profile)};
}

Result<int> duration_of(const std::string& profile, const Properties& properties) {
    constexpr int shortest = 900, longest = 43'200;
    const auto text = value_of(properties, "duration_seconds");
    if (text.empty()) return 0;
    int seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (code != std::errc{} || end != text.data() + text.size() || seconds < shortest || seconds > longest)
        return bad_profile(profile, "duration_seconds is not a number from 900 to 43200");
    return seconds;
}

struct SourceName {
    std::string_view name;  // in lower case
    NamedSource source;
};
constexpr std::array<SourceName, 3> source_names{{{"environment", NamedSource::environment},
                                                  {"ecscontainer", NamedSource::container},
                                                  {"ec2instancemetadata", NamedSource::instance}}};

Result<ProfileSource> named_source(const std::string& profile, const std::string& name) {
    for (const auto& row : source_names)
        if (row.name == to_lower_ascii(name)) return ProfileSource{row.source};
    return bad_profile(profile, printable(name) + " is no credential_source",
                       "say Environment, EcsContainer or Ec2InstanceMetadata");
}

// The name of the profile that the role is assumed with; "" where a credential_source is named instead.
Result<std::string> source_profile_of(const std::string& profile, const Properties& properties) {
    const auto source = value_of(properties, "source_profile");
    const bool is_named = !value_of(properties, "credential_source").empty();
    if (!source.empty() && is_named)
        return bad_profile(profile, "source_profile and credential_source exclude each other");
    if (source.empty() && !is_named)
        return bad_profile(profile, "role_arn needs a source_profile or a credential_source",
                           "name the profile that has the keys");
    return source;
}

Result<RoleStep> role_of(const std::string& profile, const Properties& properties) {
    if (!value_of(properties, "mfa_serial").empty())
        return bad_profile(profile, "its role asks for MFA (mfa_serial), and nobody is there to type a code",
                           "put a session made with MFA into the environment, or use a role that does not ask for it");
    const auto duration = duration_of(profile, properties);
    if (!duration) return duration.error();
    return RoleStep{.profile = profile,
                    .role_arn = value_of(properties, "role_arn"),
                    .external_id = Secret{value_of(properties, "external_id")},
                    .session_name = value_of(properties, "role_session_name"),
                    .duration_seconds = *duration};
}

Result<ProfileSource> web_identity_of(const std::string& profile, const Properties& properties) {
    const auto role = value_of(properties, "role_arn");
    if (role.empty()) return bad_profile(profile, "web_identity_token_file needs a role_arn");
    const auto duration = duration_of(profile, properties);
    if (!duration) return duration.error();
    return ProfileSource{WebIdentity{.named_by = "profile " + printable(profile),
                                     .role_arn = role,
                                     .token_file = value_of(properties, "web_identity_token_file"),
                                     .session_name = value_of(properties, "role_session_name"),
                                     .duration_seconds = *duration}};
}

// What a profile in the newer form says itself must not differ from its sso-session's.
Result<SsoSession> session_of(const ProfileFile& file, const std::string& profile, const Properties& properties) {
    SsoSession session{.profile = profile,
                       .name = value_of(properties, "sso_session"),
                       .start_url = value_of(properties, "sso_start_url"),
                       .region = value_of(properties, "sso_region")};
    if (!session.name.empty()) {
        const auto section = file.sso_sessions.find(session.name);
        if (section == file.sso_sessions.end())
            return bad_profile(profile, "there is no [sso-session " + printable(session.name) + "]");
        for (const auto& [property, value] :
             {std::pair{"sso_start_url", &session.start_url}, {"sso_region", &session.region}}) {
            const auto there = value_of(section->second, property);
            if (!value->empty() && *value != there)
                return bad_profile(profile, std::string{property} + " differs from its sso-session's",
                                   "keep it in the sso-session alone");
            *value = there;
        }
    }
    for (const auto& [property, value] :
         {std::pair{"sso_start_url", &session.start_url}, {"sso_region", &session.region}})
        if (value->empty()) return bad_profile(profile, std::string{property} + " is missing for single sign-on");
    return session;
}

Result<ProfileSource> sso_of(const ProfileFile& file, const std::string& profile, const Properties& properties) {
    auto session = session_of(file, profile, properties);
    if (!session) return session.error();
    SsoRole role{.session = std::move(session).value(),
                 .account_id = value_of(properties, "sso_account_id"),
                 .role_name = value_of(properties, "sso_role_name")};
    if (role.account_id.empty() != role.role_name.empty())
        return bad_profile(profile, std::string{role.account_id.empty() ? "sso_account_id" : "sso_role_name"} +
                                        " is missing for single sign-on");
    return ProfileSource{std::move(role)};
}

// Where the profile's own keys come from, in the order in which AWS's command line asks.
Result<ProfileSource> source_of(const ProfileFile& file, const std::string& profile, const Properties& properties) {
    const auto has = [&](const char* name) { return !value_of(properties, name).empty(); };
    if (has("web_identity_token_file")) return web_identity_of(profile, properties);
    if (has("sso_account_id") || has("sso_role_name")) return sso_of(file, profile, properties);
    if (has_keys(properties)) {
        auto keys = keys_of(profile, properties);
        if (!keys) return keys.error();
        return ProfileSource{std::move(keys).value()};
    }
    if (has("credential_process"))
        return ProfileSource{CredentialProcess{profile, Secret{value_of(properties, "credential_process")}}};
    if (has("sso_session") || has("sso_start_url")) return sso_of(file, profile, properties);
    if (has("login_session"))
        return bad_profile(profile, "its credentials come from a login session (aws login), which cannot be used here",
                           "name it in a credential_process (aws configure export-credentials --profile " +
                               printable(profile) + "), or use another profile");
    return bad_profile(profile, "it has no credentials",
                       "add aws_access_key_id and aws_secret_access_key, or role_arn");
}

// One profile after the other, from the one asked for to the one that has keys.
class Resolver {
  public:
    Resolver(const ProfileFile& file, const std::string& profile) : file_(file), profile_(profile) {}

    Result<ProfileChain> run() {
        for (std::string name = profile_;;) {
            auto next = visit(name);
            if (!next) return next.error();
            if (next->empty()) return std::move(chain_);
            name = *next;
        }
    }

  private:
    // The profile to go on with; "" where the source is found.
    Result<std::string> visit(const std::string& name) {
        const auto* properties = file_.profile(name);
        if (properties == nullptr) return bad_profile(profile_, "there is no profile " + printable(name));
        if (!visited_.insert(name).second)
            return bad_profile(profile_, "its source_profile leads back to " + printable(name));
        const bool is_role =
            !value_of(*properties, "role_arn").empty() && value_of(*properties, "web_identity_token_file").empty();
        // A source's own keys come before a role that it names; the first profile's role before its keys.
        if (!is_role || (name != profile_ && has_keys(*properties))) return found(source_of(file_, name, *properties));
        return role(name, *properties);
    }

    Result<std::string> role(const std::string& name, const Properties& properties) {
        auto source = source_profile_of(name, properties);
        if (!source) return source;
        auto step = role_of(name, properties);
        if (!step) return step.error();
        chain_.roles.insert(chain_.roles.begin(), std::move(step).value());
        if (source->empty()) return found(named_source(name, value_of(properties, "credential_source")));
        if (*source != name) return source;
        auto keys = keys_of(name, properties);
        if (!keys) return keys.error();
        return found(ProfileSource{std::move(keys).value()});
    }

    Result<std::string> found(Result<ProfileSource> source) {
        if (!source) return source.error();
        chain_.source = std::move(source).value();
        return std::string{};
    }

    const ProfileFile& file_;
    const std::string& profile_;
    ProfileChain chain_;
    std::set<std::string> visited_;
};

}  // namespace

Result<ProfileChain> resolve_profile(const ProfileFile& file, const std::string& profile) {
    return Resolver{file, profile}.run();
}

bool has_credential_settings(const Properties& profile) {
    constexpr std::array<const char*, 11> names{
        "role_arn",       "source_profile", "credential_source", "aws_access_key_id",       "aws_secret_access_key",
        "sso_account_id", "sso_role_name",  "sso_session",       "web_identity_token_file", "credential_process",
        "login_session"};
    for (const auto* name : names)
        if (!value_of(profile, name).empty()) return true;
    return !value_of(profile, "sso_start_url").empty();
}

}  // namespace iamirror::aws
