#include "sync/doctor/doctor_report.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "model/base/text.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

const char* word(Health health) {
    switch (health) {
        case Health::good:
            return "good";
        case Health::unknown:
            return "unknown";
        case Health::impaired:
            return "impaired";
        case Health::broken:
            return "broken";
    }
    return "";
}

json or_null(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

json to_json(const DoctorReport& report) {
    json sources = json::array(), checks = json::array();
    for (const auto& source : report.sources)
        sources.push_back({{"name", source.name}, {"is_used", source.is_used}, {"description", source.words}});
    for (const auto& check : report.checks)
        checks.push_back({{"area", check.area},
                          {"subject", or_null(check.subject)},
                          {"health", word(check.health)},
                          {"message", or_null(check.message)},
                          {"cost", or_null(check.cost)},
                          {"remedy", or_null(check.remedy)}});
    return {{"sources", std::move(sources)},
            {"identity",
             {{"arn", or_null(report.identity_arn)},
              {"account_id", or_null(report.account_id)},
              {"partition", or_null(report.partition)}}},
            {"checks", std::move(checks)}};
}

Table table_of(const Checks& checks) {
    Table table{{"area", "subject", "health", "message", "cost", "remedy"}, {}};
    for (const auto& check : checks)
        table.rows.push_back({check.area, check.subject, word(check.health), check.message, check.cost, check.remedy});
    return table;
}

// Good permissions are counted, not listed.
bool is_told(const Check& check) {
    return check.health != Health::good || check.subject.empty();
}

bool is_same_but_for_subject(const Check& a, const Check& b) {
    return std::tie(a.area, a.health, a.message, a.cost, a.remedy) ==
           std::tie(b.area, b.health, b.message, b.cost, b.remedy);
}

void print_check(std::ostream& out, const Check& check, const std::vector<std::string>& subjects) {
    std::string text = std::string{word(check.health)} + ": " + check.area;
    if (!subjects.front().empty()) text += ": " + join(subjects, ", ");
    if (!check.message.empty()) text += ": " + check.message;
    print_wrapped(out, text, 2, 4);
    if (!check.cost.empty()) print_wrapped(out, "cost: " + check.cost, 4, 6);
    if (!check.remedy.empty()) print_wrapped(out, "remedy: " + check.remedy, 4, 6);
}

// What many permissions have in common is said once.
void print_checks(std::ostream& out, const Checks& checks) {
    for (auto check = checks.begin(); check != checks.end();) {
        const auto& first = *check;
        std::vector<std::string> subjects;
        for (; check != checks.end() && is_same_but_for_subject(first, *check); ++check)
            subjects.push_back(check->subject);
        if (is_told(first)) print_check(out, first, subjects);
    }
}

void print_counts(std::ostream& out, const Checks& checks, const std::string& area) {
    std::map<Health, long> counts;
    long all = 0;
    for (const auto& check : checks) {
        if (check.area != area || check.subject.empty()) continue;
        ++all;
        ++counts[check.health];
    }
    if (all == 0) return;
    out << "  " << area << ": " << counts[Health::good] << " of " << all << " permissions are there";
    if (counts[Health::unknown] > 0) out << ", " << counts[Health::unknown] << " not known";
    out << "\n";
}

void print_text(std::ostream& out, const DoctorReport& report) {
    out << "Sources of credentials, in the order in which they are asked\n";
    for (const auto& source : report.sources)
        print_wrapped(out, std::string{source.is_used ? "* " : "  "} + source.name + ": " + source.words, 2, 6);
    out << "Checks\n";
    print_checks(out, report.checks);
    print_counts(out, report.checks, "import");
    print_counts(out, report.checks, "apply");
}

}  // namespace

void print_report(std::ostream& out, const DoctorReport& report, OutputFormat format) {
    switch (format) {
        case OutputFormat::table:
            return print_text(out, report);
        case OutputFormat::json:
            return print(out, to_json(report));
        case OutputFormat::csv:
            return print(out, table_of(report.checks), format);
    }
}

}  // namespace iamirror::sync
