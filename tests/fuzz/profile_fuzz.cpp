// The config file, then 0x01, then the credentials file.
#include <optional>
#include <string>

#include "aws/credentials/profile_file.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

namespace {

void check(const std::map<std::string, aws::Properties>& sections) {
    for (const auto& [name, properties] : sections)
        for (const auto& [key, value] : properties) {
            fuzz::require(!key.empty(), "a property has a name");
            for (const char c : key) fuzz::require(c < 'A' || c > 'Z', "names are in lower case");
            const auto trimmed = aws::value_of(properties, key);
            fuzz::require(trimmed.empty() || (trimmed.front() != ' ' && trimmed.back() != ' '), "no blanks around");
            aws::nested_property(value, key);
        }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    const auto cut = text.find('\x01');
    std::optional<std::string> credentials;
    if (cut != std::string::npos) credentials = text.substr(cut + 1);
    const auto file = aws::parse_profile_files(text.substr(0, cut), credentials);
    if (!file) {
        fuzz::require(file.error().kind == ErrorKind::credentials, "a refusal names the credentials");
        fuzz::require(!file.error().message.empty(), "and says why");
        return 0;
    }
    check(file->profiles);
    check(file->sso_sessions);
    check(file->services);
    for (const auto& [name, properties] : file->profiles)
        fuzz::require(file->profile(name) == &properties, "a profile is found by its name");
    return 0;
}
