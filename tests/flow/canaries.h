// Secrets that a test hands to the program, each unlike any other text, and the search for them in all that it leaves.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "model/base/digest.h"
#include "model/base/text.h"
#include "sql/database.h"

namespace iamirror::testing {

// What a text looks like on the ways that it may take; of base64 what is the same whatever stands before and after.
inline std::set<std::string> forms_of(const std::string& text) {
    const std::string encoded = percent_encode(text);
    std::string json = nlohmann::json(text).dump();
    std::set<std::string> forms{text, encoded, to_lower_ascii(encoded), percent_encode(encoded),
                                json.substr(1, json.size() - 2)};
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string all = base64(std::string(before, 'x') + text);
        const std::size_t first = before == 0 ? 0 : 4;
        forms.insert(all.substr(first, all.size() - first - 4));
    }
    return forms;
}

class Canaries {
  public:
    // The secret of that name; it ends as it must for its place.
    const std::string& operator[](const std::string& name) {
        auto [place, is_new] = texts_.try_emplace(name);
        // Of what percent-encoding and JSON change, where a secret may hold it.
        if (is_new) place->second = "cnry/" + name + "+9Zk=Q" + std::to_string(texts_.size());
        return place->second;
    }

    // It stood where it is used: in a request, a signature, a file that was read.
    void note_use(const std::string& name) { used_.insert(name); }
    // Of every secret that stands in the text, in any form.
    void note_uses_in(const std::string& text) {
        for (const auto& [name, secret] : texts_)
            if (holds(text, secret)) used_.insert(name);
    }
    const std::set<std::string>& used() const { return used_; }

    // "name in place" of each that is found.
    void look(const std::string& place, const std::string& text) {
        for (const auto& [name, secret] : texts_)
            if (holds(text, secret)) found_.push_back(name + " in " + place + ": " + around(text, secret));
    }
    const std::vector<std::string>& found() const { return found_; }

    // Every file below the folder but those that the test wrote itself.
    void look_at_files(const std::filesystem::path& folder, const std::set<std::string>& own) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
            if (!entry.is_regular_file() || own.contains(entry.path().string())) continue;
            std::ostringstream text;
            text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
            look(entry.path().string(), entry.path().filename().string() + "\n" + text.str());
        }
    }

    // Every column of every row of every table and view that is not PostgreSQL's own. The number of those.
    std::size_t look_at_database(sql::Database& database) {
        database.script("set jit = off; analyze");  // of empty tables without statistics the planner fears the worst
        const sql::Rows tables = database.query(
            "select format('%I.%I', table_schema, table_name) as name from information_schema.tables "
            "where table_schema not in ('pg_catalog', 'information_schema') order by 1");
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const std::string name = tables.text(i, "name");
            const sql::Rows rows =
                database.query("select t::text as row, to_jsonb(t)::text as json from " + name + " t");
            for (std::size_t row = 0; row < rows.size(); ++row)
                look(name, rows.text(row, "row") + "\n" + rows.text(row, "json"));
        }
        return tables.size();
    }

  private:
    static bool holds(const std::string& text, const std::string& secret) {
        for (const std::string& form : forms_of(secret))
            if (text.find(form) != std::string::npos) return true;
        return false;
    }
    static std::string around(const std::string& text, const std::string& secret) {
        for (const std::string& form : forms_of(secret))
            if (const auto at = text.find(form); at != std::string::npos)
                return printable(text.substr(at < 80 ? 0 : at - 80, 240));
        return "";
    }

    std::map<std::string, std::string> texts_;
    std::set<std::string> used_;
    std::vector<std::string> found_;
};

}  // namespace iamirror::testing
