#include "tests/fakes/fault.h"

#include <stdexcept>

namespace iamirror::testing {

namespace {

using Spoil = std::function<Response(const Call&, Response)>;

Spoil answers(int status, std::string content_type, std::string body) {
    return [=](const Call&, Response) {
        return Response{.status = status, .headers = {{"Content-Type", content_type}}, .body = body};
    };
}

Spoil fails_with(int status, std::string code, std::string message) {
    return [=](const Call&, Response) { return error_response(status, code, message); };
}

Spoil delivers(Delivery delivery) {
    return [=](const Call&, Response answer) {
        answer.delivery = delivery;
        return answer;
    };
}

Response deny(const Call& call, Response) {
    return error_response(
        403, "AccessDenied",
        "User: arn:aws:iam::123456789012:user/auditor is not authorized to perform: " + call.service_action() +
            " on resource: * because no identity-based policy allows the " + call.service_action() + " action");
}

// The HTTP message is whole, the XML in it is not.
Response cut_xml(const Call&, Response answer) {
    answer.body.resize(answer.body.size() / 2);
    return answer;
}

void replace_element(std::string& xml, const std::string& name, const std::string& text) {
    const std::string open = "<" + name + ">";
    const std::string close = "</" + name + ">";
    const std::size_t begin = xml.rfind(open);
    if (begin != std::string::npos) {
        xml.erase(begin, xml.find(close, begin) + close.size() - begin);
    }
    if (!text.empty()) {
        xml.insert(xml.rfind("Result>") == std::string::npos ? 0 : xml.rfind("</", xml.rfind("Result>")),
                   open + text + close);
    }
}

Response repeat_marker(const Call&, Response answer) {
    replace_element(answer.body, "IsTruncated", "true");
    replace_element(answer.body, "Marker", repeating_marker);
    return answer;
}

Response lose_marker(const Call&, Response answer) {
    replace_element(answer.body, "IsTruncated", "true");
    replace_element(answer.body, "Marker", "");
    return answer;
}

const char* const html = "<html><head><title>502</title></head><body><h1>Bad Gateway<br></h1></body></html>";

}  // namespace

const std::vector<Fault>& faults() {
    static const std::vector<Fault> table = {
        // name, takes_effect, is_transient, spoil
        {"access_denied", false, false, deny},
        {"throttling", false, true, fails_with(400, "Throttling", "Rate exceeded")},
        {"internal_failure", false, true, fails_with(500, "InternalFailure", "something broke")},
        {"server_error_html", false, true, answers(500, "text/html", html)},
        {"bad_gateway", false, true, answers(502, "text/html", html)},
        {"unavailable", false, true, answers(503, "text/plain", "")},
        {"gateway_timeout", false, true, answers(504, "text/html", html)},
        {"empty", false, true, answers(200, "text/xml", "")},
        {"html", false, true, answers(200, "text/html", html)},
        {"not_xml", false, true, answers(200, "text/xml", "{\"message\": \"hello\"}")},
        {"other_xml", false, true, answers(200, "text/xml", "<Greeting>hello</Greeting>")},
        {"cut_xml", true, true, cut_xml},
        {"cut_in_headers", true, true, delivers(Delivery::cut_in_headers)},
        {"cut_in_body", true, true, delivers(Delivery::cut_in_body)},
        {"closed_before", false, true, delivers(Delivery::close_unanswered)},
        {"reset_before", false, true, delivers(Delivery::reset)},
        {"closed_after_effect", true, true, delivers(Delivery::close_unanswered)},
        {"reset_after_effect", true, true, delivers(Delivery::reset)},
        {"byte_by_byte", true, true, delivers(Delivery::byte_by_byte)},
        {"closed_after_answer", true, true, delivers(Delivery::close_after)},
        {"stalled", true, true, delivers(Delivery::stall)},
        {"marker_repeats", true, false, repeat_marker},
        {"marker_missing", true, false, lose_marker},
    };
    return table;
}

const Fault& fault(const std::string& name) {
    for (const Fault& row : faults()) {
        if (row.name == name) {
            return row;
        }
    }
    throw std::out_of_range("no fault is called " + name);
}

}  // namespace iamirror::testing
