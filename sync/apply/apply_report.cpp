#include "sync/apply/apply_report.h"

#include <algorithm>

#include "model/base/text.h"
#include "sync/failure.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

json text_or_null(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

void print_json(std::ostream& out, const ApplyReport& report) {
    json items = json::array();
    for (const auto& item : report.items)
        items.push_back({{"item_no", item.item_no}, {"status", item.status}, {"error", text_or_null(item.error)}});
    json object = {{"plan_id", text_or_null(report.plan_id)},
                   {"status", report.status},
                   {"done", report.count("done")},
                   {"failed", report.count("failed")},
                   {"skipped", report.count("skipped")},
                   {"items", std::move(items)}};
    if (report.error) object["error"] = to_json(*report.error);
    print(out, object);
}

void print_csv(std::ostream& out, const ApplyReport& report) {
    Table table{{"item_no", "operation", "name", "status", "error"}, {}};
    for (const auto& item : report.items)
        table.rows.push_back({std::to_string(item.item_no), item.operation, item.name, item.status, item.error});
    print(out, table, OutputFormat::csv);
}

void print_text(std::ostream& out, const ApplyReport& report) {
    for (const auto& item : report.items) {
        out << item.status << ": " << item.operation << " role " << printable(item.name);
        if (!item.error.empty()) out << ": " << printable(item.error);
        out << "\n";
    }
    if (report.error) return;
    out << "Plan " << report.plan_id << ": " << report.count("done") << " done, " << report.count("failed")
        << " failed, " << report.count("skipped") << " skipped, " << report.count("refused") << " refused.\n";
}

}  // namespace

long ApplyReport::count(const std::string& item_status) const {
    return std::count_if(items.begin(), items.end(),
                         [&](const ItemReport& item) { return item.status == item_status; });
}

void ApplyReport::finish() {
    if (error) {
        exit_code = exit_code_of(*error);
        status = error->kind == ErrorKind::refused       ? "refused"
                 : error->kind == ErrorKind::interrupted ? "interrupted"
                                                         : "failed";
    } else if (count("failed") + count("skipped") > 0) {
        exit_code = ExitCode::failed;
        status = "failed";
    } else {
        exit_code = count("refused") > 0 ? ExitCode::refused : ExitCode::done;
        status = count("refused") > 0 ? "refused" : "complete";
    }
}

void print_report(std::ostream& out, Context& context, const ApplyReport& report) {
    if (report.error) context.log().fail(*report.error);
    switch (context.config().output) {
        case OutputFormat::json:
            return print_json(out, report);
        case OutputFormat::csv:
            return print_csv(out, report);
        case OutputFormat::table:
            return print_text(out, report);
    }
}

}  // namespace iamirror::sync
