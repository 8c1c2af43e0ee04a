#include "sync/config.h"

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

}  // namespace iamirror::sync
