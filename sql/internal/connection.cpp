#include "sql/internal/connection.h"

#include <filesystem>
#include <vector>

#include "model/base/text.h"
#include "sql/database.h"

namespace iamirror::sql {

namespace {

struct OptionsFree {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, OptionsFree>;

bool is_local_host(std::string_view host) {
    return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" || host == "::1" ||
           host.starts_with("127.");
}

// The bundle of public authorities, where the person named none: libpq before 16 looks into the home directory only.
std::string system_authorities() {
    if (PQlibVersion() >= 160000) return "system";
    const char* bundle = "/etc/ssl/certs/ca-certificates.crt";
    return std::filesystem::exists(bundle) ? bundle : "";
}

}  // namespace

std::map<std::string, std::string> connection_settings(const std::string& uri) {
    std::map<std::string, std::string> settings;
    const Options defaults(PQconndefaults());
    for (auto* option = defaults.get(); option && option->keyword; ++option)
        if (option->val) settings[option->keyword] = option->val;

    char* complaint = nullptr;
    const Options given(PQconninfoParse(uri.c_str(), &complaint));
    if (!given) {
        // libpq's own words quote the string, and with it perhaps a password.
        PQfreemem(complaint);
        throw DatabaseError("the database URL cannot be read: it is no postgresql:// URI and no list of keyword=value",
                            "");
    }
    for (auto* option = given.get(); option->keyword; ++option)
        if (option->val) settings[option->keyword] = option->val;
    return settings;
}

bool is_local(const std::map<std::string, std::string>& settings) {
    for (const char* keyword : {"host", "hostaddr"}) {
        const auto found = settings.find(keyword);
        if (found == settings.end()) continue;
        for (const auto host : split(found->second, ','))
            if (!is_local_host(host)) return false;
    }
    return true;
}

std::map<std::string, std::string> hardened(std::map<std::string, std::string> settings) {
    settings["client_encoding"] = "UTF8";
    settings["fallback_application_name"] = "iamirror";
    settings.try_emplace("connect_timeout", "15");
    settings["keepalives_idle"] = "10";
    settings["keepalives_interval"] = "5";
    settings["keepalives_count"] = "3";
    if (is_local(settings)) return settings;
    settings["sslmode"] = "verify-full";
    if (!settings.contains("sslrootcert")) {
        const std::string authorities = system_authorities();
        if (!authorities.empty()) settings["sslrootcert"] = authorities;
    }
    return settings;
}

Connection open_connection(const std::string& uri) {
    const auto settings = hardened(connection_settings(uri));
    std::vector<const char*> keywords, values;
    for (const auto& [keyword, value] : settings) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    Connection connection(PQconnectdbParams(keywords.data(), values.data(), 0));
    if (!connection) throw DatabaseError("out of memory", "");
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw DatabaseError(std::string(trim(PQerrorMessage(connection.get()))), "");
    return connection;
}

}  // namespace iamirror::sql
