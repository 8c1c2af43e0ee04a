#include "sync/output.h"

#include <algorithm>

#include "model/base/text.h"

namespace iamirror::sync {

namespace {

// Columns a terminal needs: code points, near enough for names.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

void print_csv(std::ostream& out, const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) out << (i ? "," : "") << csv_field(fields[i]);
    out << "\r\n";
}

void print_padded(std::ostream& out, const std::vector<std::string>& fields, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        line += fields[i];
        if (i + 1 < fields.size()) line.append(widths[i] - width(fields[i]) + 2, ' ');
    }
    out << line << "\n";
}

}  // namespace

void print(std::ostream& out, const Table& table, OutputFormat format) {
    std::vector<std::vector<std::string>> lines{table.columns};
    for (const auto& row : table.rows) {
        auto& line = lines.emplace_back();
        for (const auto& value : row)
            line.push_back(format == OutputFormat::csv ? value.value_or("") : printable(value.value_or("")));
    }
    if (format == OutputFormat::csv) {
        for (const auto& line : lines) print_csv(out, line);
        return;
    }
    std::vector<std::size_t> widths(table.columns.size(), 0);
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
    for (const auto& line : lines) print_padded(out, line, widths);
}

void print_wrapped(std::ostream& out, const std::string& text, std::size_t first, std::size_t other) {
    constexpr std::size_t columns = 80;
    const std::string safe = printable(text);
    std::string line(first, ' ');
    bool is_fresh = true;  // no word in the line yet
    for (const auto word : split(safe, ' ')) {
        if (!is_fresh && width(line) + 1 + width(std::string{word}) > columns) {
            out << line << "\n";
            line.assign(other, ' ');
            is_fresh = true;
        }
        line += (is_fresh ? "" : " ") + std::string{word};
        is_fresh = false;
    }
    out << line << "\n";
}

void print(std::ostream& out, const nlohmann::json& object) {
    out << object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

nlohmann::json to_json(const Error& error) {
    nlohmann::json attempts = nlohmann::json::array();
    for (const auto& attempt : error.attempts)
        attempts.push_back({{"number", attempt.number},
                            {"http_status", attempt.http_status},
                            {"code", attempt.code},
                            {"message", attempt.message},
                            {"request_id", attempt.request_id}});
    return {{"kind", name(error.kind)},
            {"message", error.message},
            {"hint", error.hint},
            {"service_action", error.service_action},
            {"account_id", error.account_id},
            {"region", error.region},
            {"aws_code", error.aws_code},
            {"request_id", error.request_id},
            {"attempts", attempts}};
}

}  // namespace iamirror::sync
