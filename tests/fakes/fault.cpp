#include "tests/fakes/fault.h"

#include <ctime>
#include <map>
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
    return [=](const Call& call, Response) { return error_for(call, status, code, message); };
}

Spoil delivers(Delivery delivery) {
    return [=](const Call&, Response answer) {
        answer.delivery = delivery;
        return answer;
    };
}

// As each protocol says that it is asked too much.
Response throttle(const Call& call, Response) {
    if (call.service == "s3") return error_for(call, 503, "SlowDown", "Please reduce your request rate.");
    return error_for(call, 400, "Throttling", "Rate exceeded");
}

// What AWS says where our clock is wrong; its own stands in Date.
Response find_skewed(const Call& call, Response) {
    Response answer = error_for(call, 403, "RequestTimeTooSkewed",
                                "The difference between the request time and the current time is too large.");
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char date[40] = "";
    std::strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    answer.headers.emplace_back("Date", date);
    return answer;
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/Redirects.html
Response redirect(const Call&, Response) {
    return {.status = 301,
            .headers = {{"Content-Type", "application/xml"}, {"x-amz-bucket-region", "eu-central-1"}},
            .body =
                "<Error><Code>PermanentRedirect</Code><Message>The bucket you are attempting to access must be "
                "addressed using the specified endpoint.</Message><Endpoint>s3.eu-central-1.amazonaws.com"
                "</Endpoint></Error>"};
}

Response pass(const Call&, Response answer) {
    return answer;
}

Response name_it_text(const Call&, Response answer) {
    answer.headers = {{"Content-Type", "application/octet-stream"}};
    return answer;
}

// A declaration that no answer of AWS has: an entity could be behind it.
Response declare_entity(const Call&, Response answer) {
    const std::size_t at = answer.body.starts_with("<?xml") ? answer.body.find("?>") + 2 : 0;
    answer.body.insert(at, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>");
    return answer;
}

std::function<void(Call&)> asks_for(int items) {
    return [=](Call& call) { call.parameters["MaxItems"] = std::to_string(items); };
}

Response deny(const Call& call, Response) {
    return error_for(
        call, 403, "AccessDenied",
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
    // Within the result of the query protocol; at the end of the one element that S3 answers with.
    const std::size_t end = xml.rfind("</", xml.rfind("Result>"));
    if (!text.empty() && end != std::string::npos) xml.insert(end, open + text + close);
}

Response repeat_marker(const Call& call, Response answer) {
    const std::optional<MarkerForm> form = marker_form(call);
    if (!form) return answer;
    if (form->has_flag) replace_element(answer.body, "IsTruncated", "true");
    replace_element(answer.body, form->element, repeating_marker);
    return answer;
}

Response lose_marker(const Call& call, Response answer) {
    const std::optional<MarkerForm> form = marker_form(call);
    if (!form || !form->has_flag) return answer;
    replace_element(answer.body, "IsTruncated", "true");
    replace_element(answer.body, form->element, "");
    return answer;
}

const char* const slow_down = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
const char* const bare_error = "<Error><Code>InternalError</Code><Message>We encountered an error.</Message></Error>";
const char* const html = "<html><head><title>502</title></head><body><h1>Bad Gateway<br></h1></body></html>";

}  // namespace

std::optional<MarkerForm> marker_form(const Call& call) {
    static const std::map<std::string, MarkerForm> of_s3{
        {"ListBuckets", {"ContinuationToken", "continuation-token", false}},
        {"ListAccessPoints", {"NextToken", "nextToken", false}}};
    if (const auto found = of_s3.find(call.action); found != of_s3.end()) return found->second;
    if (call.action.starts_with("List") || call.parameters.count("MaxItems") == 1) return MarkerForm{};
    return std::nullopt;
}

bool does_harm(const Fault& fault, const Call& call) {
    if (!fault.is_of_listings) return true;
    const std::optional<MarkerForm> form = marker_form(call);
    return form && (form->has_flag || !fault.needs_flag);
}

Response error_for(const Call& call, int status, const std::string& code, const std::string& message) {
    Response answer = error_response(status, code, message);
    const bool is_control = call.path.starts_with("/v20180820/");
    if (call.service == "s3" && !is_control) {
        answer.body = "<Error><Code>" + code + "</Code><Message>" + xml_escape(message) + "</Message></Error>";
    }
    return answer;
}

const std::vector<Fault>& faults() {
    static const std::vector<Fault> table = {
        // name, takes_effect, harm, is_of_listings, spoil, reshape
        {"access_denied", false, Harm::lasting, false, deny},
        {"throttling", false, Harm::passing, false, throttle},
        {"slow_down", false, Harm::passing, false, answers(503, "application/xml", slow_down)},
        {"request_limit", false, Harm::passing, false,
         fails_with(503, "RequestLimitExceeded", "Request limit exceeded.")},
        {"too_many_requests", false, Harm::passing, false,
         answers(429, "application/json", "{\"message\": \"too many\"}")},
        {"internal_failure", false, Harm::passing, false, fails_with(500, "InternalFailure", "something broke")},
        {"server_error_html", false, Harm::passing, false, answers(500, "text/html", html)},
        {"bad_gateway", false, Harm::passing, false, answers(502, "text/html", html)},
        {"unavailable", false, Harm::passing, false, answers(503, "text/plain", "")},
        {"gateway_timeout", false, Harm::passing, false, answers(504, "text/html", html)},
        {"empty", false, Harm::passing, false, answers(200, "text/xml", "")},
        {"html", false, Harm::passing, false, answers(200, "text/html", html)},
        {"not_xml", false, Harm::passing, false, answers(200, "text/xml", "{\"message\": \"hello\"}")},
        {"other_xml", false, Harm::passing, false, answers(200, "text/xml", "<Greeting>hello</Greeting>")},
        {"error_in_200", false, Harm::passing, false, fails_with(200, "InternalFailure", "something broke")},
        {"bare_error_in_200", false, Harm::passing, false, answers(200, "application/xml", bare_error)},
        {"entity", true, Harm::passing, false, declare_entity},
        {"time_skewed", false, Harm::passing, false, find_skewed},
        {"cut_xml", true, Harm::passing, false, cut_xml},
        {"cut_in_headers", true, Harm::passing, false, delivers(Delivery::cut_in_headers)},
        {"cut_in_body", true, Harm::passing, false, delivers(Delivery::cut_in_body)},
        {"closed_before", false, Harm::passing, false, delivers(Delivery::close_unanswered)},
        {"reset_before", false, Harm::passing, false, delivers(Delivery::reset)},
        {"closed_after_effect", true, Harm::passing, false, delivers(Delivery::close_unanswered)},
        {"reset_after_effect", true, Harm::passing, false, delivers(Delivery::reset)},
        {"byte_by_byte", true, Harm::none, false, delivers(Delivery::byte_by_byte)},
        {"slow_body", true, Harm::none, false, delivers(Delivery::in_two_halves)},
        {"octet_stream", true, Harm::none, false, name_it_text},
        {"short_page", true, Harm::none, true, pass, asks_for(3)},
        {"empty_page", true, Harm::none, true, pass, asks_for(0)},
        {"closed_after_answer", true, Harm::none, false, delivers(Delivery::close_after)},
        {"stalled", true, Harm::passing, false, delivers(Delivery::stall)},
        {"expired_token", false, Harm::lasting, false,
         fails_with(403, "ExpiredToken", "The security token is expired")},
        {"bad_signature", false, Harm::lasting, false,
         fails_with(403, "SignatureDoesNotMatch", "Check your secret key.")},
        {"validation", false, Harm::lasting, false, fails_with(400, "ValidationError", "1 validation error detected")},
        {"not_implemented", false, Harm::lasting, false, answers(501, "text/html", html)},
        {"region_redirect", false, Harm::lasting, false, redirect},
        {"marker_repeats", true, Harm::lasting, true, repeat_marker},
        {"marker_missing", true, Harm::lasting, true, lose_marker, {}, true},
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
