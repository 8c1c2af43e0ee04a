#include "sync/config.h"

#include <string_view>

namespace iamirror::sync {

DatabaseChoice choose_database(const Config& config, const aws::Surroundings& surroundings) {
    const auto variable = [&](const std::string& name) {
        const auto found = surroundings.environment.find(name);
        return found == surroundings.environment.end() ? std::string{} : found->second;
    };
    if (!config.database_url.empty()) return {.uri = config.database_url};
    if (auto url = variable("IAMIRROR_DATABASE_URL"); !url.empty()) return {.uri = std::move(url)};
    if (auto url = variable("DATABASE_URL"); !url.empty()) return {.uri = std::move(url)};
    if (!variable("PGHOST").empty() || !variable("PGSERVICE").empty()) return {};
    return {.is_embedded = true};
}

bool has_password(const std::string& database_url) {
    const auto scheme = database_url.find("://"), at = database_url.rfind('@');
    const bool in_uri = scheme != std::string::npos && at != std::string::npos && at > scheme &&
                        database_url.substr(scheme + 3, at - scheme - 3).find(':') != std::string::npos;
    if (in_uri) return true;
    // "password=…" of a query or a connection string, which may have blanks before the sign
    for (auto word = database_url.find("password"); word != std::string::npos;
         word = database_url.find("password", word + 1)) {
        const auto next = database_url.find_first_not_of(' ', word + std::string_view{"password"}.size());
        if (next != std::string::npos && database_url[next] == '=') return true;
    }
    return false;
}

}  // namespace iamirror::sync
