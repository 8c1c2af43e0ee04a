#include "model/base/error.h"

namespace iamirror {

std::string_view name(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return "usage";
        case ErrorKind::credentials:
            return "credentials";
        case ErrorKind::denied:
            return "denied";
        case ErrorKind::not_found:
            return "not_found";
        case ErrorKind::conflict:
            return "conflict";
        case ErrorKind::limit:
            return "limit";
        case ErrorKind::throttled:
            return "throttled";
        case ErrorKind::unavailable:
            return "unavailable";
        case ErrorKind::invalid_answer:
            return "invalid_answer";
        case ErrorKind::invalid_input:
            return "invalid_input";
        case ErrorKind::refused:
            return "refused";
        case ErrorKind::busy:
            return "busy";
        case ErrorKind::database:
            return "database";
        case ErrorKind::interrupted:
            return "interrupted";
        case ErrorKind::internal:
            return "internal";
    }
    return "internal";
}

namespace {

void append(std::string& list, const std::string& part) {
    if (part.empty()) return;
    if (!list.empty()) list += ", ";
    list += part;
}

std::string facts(const Error& error) {
    std::string list;
    append(list, error.aws_code);
    append(list, error.account_id.empty() ? "" : "account " + error.account_id);
    append(list, error.region.empty() ? "" : "region " + error.region);
    append(list, error.resource);
    append(list, error.request_id.empty() ? "" : "request " + error.request_id);
    if (error.attempts.size() > 1) append(list, std::to_string(error.attempts.size()) + " attempts");
    return list;
}

}  // namespace

std::string describe(const Error& error) {
    std::string line;
    if (!error.service_action.empty()) line += error.service_action + ": ";
    line += error.message;
    const std::string list = facts(error);
    if (!list.empty()) line += " (" + list + ")";
    if (!error.hint.empty()) line += "; hint: " + error.hint;
    return line;
}

}  // namespace iamirror
