// The shared files of AWS's tools, ~/.aws/config and ~/.aws/credentials, read by the SDKs' rules.
// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "aws/credentials.h"
#include "model/base/result.h"

namespace iamirror::aws {

using Properties = std::map<std::string, std::string>;  // names in lower case; nested ones as lines of the value

// Both files merged. Sections whose name is not legal are left out, as the SDKs do.
struct ProfileFile {
    std::map<std::string, Properties> profiles;
    std::map<std::string, Properties> sso_sessions;
    std::map<std::string, Properties> services;

    // nullptr where there is no such profile.
    const Properties* profile(const std::string& name) const;
    // Empty where there is no such profile.
    const Properties& properties_of(const std::string& name) const;
};

struct ProfileFilePaths {
    std::string config;
    std::string credentials;
};

// AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, else below HOME; "" where HOME is not known either.
ProfileFilePaths profile_file_paths(const Surroundings& surroundings);

// The profile asked for, AWS_PROFILE, AWS_DEFAULT_PROFILE, "default".
std::string profile_name(const std::string& asked, const Surroundings& surroundings);

// The text of the two files; nullopt for one that is not there. What the credentials file says comes first.
// ErrorKind::credentials with the line, for what is no profile file.
Result<ProfileFile> parse_profile_files(const std::optional<std::string>& config,
                                        const std::optional<std::string>& credentials);
Result<ProfileFile> read_profile_files(const Surroundings& surroundings);

// "endpoint_url" of "\nendpoint_url = http://…\nregion = …"; "" where it is not there.
std::string nested_property(std::string_view value, std::string_view name);

// The value of a variable or property without blanks around it, "" where it is not there.
std::string value_of(const std::map<std::string, std::string>& values, const std::string& name);

}  // namespace iamirror::aws
