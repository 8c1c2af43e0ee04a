// What the environment and the shared files say about where services are called: region, URLs, forms of hosts.
#include "aws/credentials.h"
#include "aws/credentials/profile_file.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// AWS_ENDPOINT_URL_IAM as the URL of "iam".
void add_service_urls(const Surroundings& surroundings, EndpointSettings& settings) {
    constexpr std::string_view prefix = "AWS_ENDPOINT_URL_";
    for (const auto& [name, value] : surroundings.environment)
        if (name.starts_with(prefix) && !trim(value).empty())
            settings.service_url[to_lower_ascii(name.substr(prefix.size()))] = std::string{trim(value)};
}

void add_profile_urls(const ProfileFile& file, const Properties& properties, EndpointSettings& settings) {
    settings.url = value_of(properties, "endpoint_url");
    const auto services = file.services.find(value_of(properties, "services"));
    if (services == file.services.end()) return;
    for (const auto& [service, nested] : services->second)
        if (const auto url = nested_property(nested, "endpoint_url"); !url.empty())
            settings.service_url.try_emplace(service, url);
}

void add_urls(const Surroundings& surroundings, const ProfileFile& file, const Properties& properties,
              EndpointSettings& settings) {
    if (to_lower_ascii(value_of(surroundings.environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) == "true") return;
    add_service_urls(surroundings, settings);
    settings.url = value_of(surroundings.environment, "AWS_ENDPOINT_URL");
    if (settings.url.empty()) add_profile_urls(file, properties, settings);
}

void add_fault(EndpointSettings& settings, const std::string& name, const std::string& value,
               const std::string& words) {
    if (!settings.fault.empty()) settings.fault += "; ";
    settings.fault += name + " is " + printable(value) + ", which is none of " + words;
}

// Of the environment, else of the profile.
bool is_on(const Surroundings& surroundings, const Properties& properties, const std::string& variable,
           const std::string& property, EndpointSettings& settings) {
    const auto in_environment = value_of(surroundings.environment, variable);
    const auto& value = in_environment.empty() ? value_of(properties, property) : in_environment;
    const auto word = to_lower_ascii(value);
    if (!word.empty() && word != "true" && word != "false")
        add_fault(settings, in_environment.empty() ? property : variable, value, "true, false");
    return word == "true";
}

Addressing addressing_of(const Properties& properties, EndpointSettings& settings) {
    const auto section = properties.find("s3");
    const auto value = section == properties.end() ? "" : nested_property(section->second, "addressing_style");
    const auto word = to_lower_ascii(value);
    if (word == "path") return Addressing::path;
    if (word == "virtual") return Addressing::host;
    if (!word.empty() && word != "auto") add_fault(settings, "s3 addressing_style", value, "auto, path, virtual");
    return Addressing::automatic;
}

}  // namespace

std::string resolve_region(const CredentialsRequest& request, const Surroundings& surroundings) {
    for (const auto& region : {request.region, value_of(surroundings.environment, "AWS_REGION"),
                               value_of(surroundings.environment, "AWS_DEFAULT_REGION")})
        if (!region.empty()) return region;
    const auto file = read_profile_files(surroundings);
    const auto region =
        file ? value_of(file->properties_of(profile_name(request.profile, surroundings)), "region") : "";
    return region.empty() ? "us-east-1" : region;
}

EndpointSettings endpoint_settings(const Surroundings& surroundings, const std::string& profile) {
    EndpointSettings settings;
    const auto read = read_profile_files(surroundings);
    if (!read) settings.fault = read.error().message;
    const ProfileFile file = read ? *read : ProfileFile{};
    const auto& properties = file.properties_of(profile_name(profile, surroundings));
    add_urls(surroundings, file, properties, settings);
    settings.use_fips = is_on(surroundings, properties, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", settings);
    settings.use_dual_stack =
        is_on(surroundings, properties, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", settings);
    settings.s3_addressing = addressing_of(properties, settings);
    return settings;
}

}  // namespace iamirror::aws
