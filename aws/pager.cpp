#include "aws/pager.h"

#include <optional>
#include <set>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Error broken(const Operation& operation, std::string message) {
    return {.kind = ErrorKind::invalid_answer,
            .message = std::move(message),
            .hint = "run again; if it stays so, the endpoint does not page as AWS does",
            .service_action = operation.action()};
}

// Whether the answer says that there is more; AWS leaves the element out where there is not.
Result<bool> says_more(const Operation& operation, const Paging& paging, const Node& result) {
    const auto text = result.text(paging.more_path).value_or("false");
    const auto lower = to_lower_ascii(text);
    if (lower == "true") return true;
    if (lower == "false") return false;
    return broken(operation, paging.more_path + " is neither true nor false: " + printable(text));
}

// The marker of the next page, nullopt after the last.
Result<std::optional<std::string>> next_marker(const Operation& operation, const Paging& paging, const Node& result) {
    const auto marker = result.text(paging.marker_path);
    const bool has_marker = marker && !marker->empty();
    if (paging.more_path.empty()) return has_marker ? marker : std::optional<std::string>{};
    const auto more = says_more(operation, paging, result);
    if (!more) return more.error();
    if (!*more) return std::optional<std::string>{};
    if (!has_marker) return broken(operation, "the listing says that there is more, but gives no marker");
    return marker;
}

void set_parameter(Parameters& parameters, const std::string& name, const std::string& value) {
    for (auto& parameter : parameters)
        if (parameter.first == name) return void(parameter.second = value);
    parameters.emplace_back(name, value);
}

}  // namespace

void ListingSummary::add(const Result<Answer>& answer) {
    const long attempts = answer ? answer->attempts : static_cast<long>(answer.error().attempts.size());
    pages += answer ? 1 : 0;
    calls += attempts;
    retries += attempts > 1 ? attempts - 1 : 0;
}

Status for_each_page(Client& client, const Operation& operation, const Paging& paging, Parameters parameters,
                     const std::function<Status(const Node& result)>& on_page, ListingSummary& summary) {
    if (paging.size > 0) set_parameter(parameters, paging.size_parameter, std::to_string(paging.size));
    std::set<std::string> seen;
    for (;;) {
        const auto answer = client.call(operation, parameters);
        summary.add(answer);
        if (!answer) return answer.error();
        // Read before the page is handed on: a page that ends wrongly is not to be trusted.
        const auto marker = paging.marker_parameter.empty() ? Result{std::optional<std::string>{}}
                                                            : next_marker(operation, paging, answer->result);
        if (!marker) return marker.error();
        if (*marker && !seen.insert(**marker).second)
            return broken(operation, "the listing repeats the marker " + printable((*marker)->substr(0, 100)));
        if (auto status = on_page(answer->result); !status) return status;
        if (!*marker) return Done{};
        set_parameter(parameters, paging.marker_parameter, **marker);
    }
}

}  // namespace iamirror::aws
