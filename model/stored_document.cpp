#include "model/stored_document.h"

#include "model/base/digest.h"
#include "model/base/text.h"
#include "model/json.h"
#include "model/policy/policy.h"
#include "model/policy/standard.h"

namespace iamirror::model {
namespace {

constexpr std::size_t longest_quote = 200;

// What each fault is to a person: code, message up to the place, and what to do.
struct FaultText {
    const char* code;
    const char* message;
    const char* remedy;
};

constexpr const char* rewrite = "put the policy again from a tool that writes plain JSON";

FaultText text_of(JsonFault::Kind kind) {
    switch (kind) {
        case JsonFault::Kind::not_utf8:
            return {"policy_not_utf8", "the document is not well-formed UTF-8", rewrite};
        case JsonFault::Kind::syntax:
            return {"policy_not_json", "the document is not JSON", rewrite};
        case JsonFault::Kind::too_deep:
            return {"policy_too_deep", "the document is nested deeper than 1,000 levels", rewrite};
        case JsonFault::Kind::nul:
            return {"policy_nul", "the document holds U+0000, which PostgreSQL cannot store as text", rewrite};
        case JsonFault::Kind::lone_surrogate:
            return {"policy_lone_surrogate", "the document holds half a surrogate pair, which is no character",
                    rewrite};
        case JsonFault::Kind::number_out_of_range:
            return {"policy_number_out_of_range", "the document holds a number beyond PostgreSQL's numeric", rewrite};
        case JsonFault::Kind::duplicate_key:
            return {"policy_duplicate_key",
                    "a member is written twice in one object, so readers differ on what it says",
                    "decide which of the two is meant and put the policy with one"};
    }
    return {};
}

std::string shortened(std::string_view text) {
    std::string out = printable(text.substr(0, longest_quote));
    return text.size() > longest_quote ? out + "…" : out;
}

DocumentFinding finding(const JsonFault& fault) {
    const FaultText text = text_of(fault.kind);
    std::string message = text.message;
    if (!fault.where.empty()) message += ", at " + shortened(fault.where);
    if (fault.count > 1) message += ", and " + std::to_string(fault.count - 1) + " more";
    return {text.code, "warning", message, text.remedy};
}

std::string decoded(std::string_view received, std::vector<DocumentFinding>& findings) {
    if (trim(received).substr(0, 1) == "{") return std::string(received);
    if (auto plain = percent_decode(received)) return *std::move(plain);
    findings.push_back(
        {"policy_bad_encoding", "warning", "the document is neither JSON nor percent-encoded text", rewrite});
    return std::string(received);
}

void add_forms(StoredDocument& out, const Json& value) {
    if (!value.is(Json::Kind::object)) {
        out.findings.push_back({"policy_not_object", "warning", "the document is JSON, but not an object", rewrite});
    }
    out.policy = std::string(trim(out.body));
    if (!value.is(Json::Kind::object)) return;
    if (const auto policy = parse_policy(value)) {
        out.policy_std = standard_form(*policy);
    } else {
        out.findings.push_back({"policy_wrong_type", "warning", shortened(policy.error().message),
                                "put the policy again as IAM's grammar has it"});
    }
}

}  // namespace

StoredDocument store_document(std::string_view received) {
    StoredDocument out;
    out.body = decoded(received, out.findings);
    out.sha256 = sha256(out.body);
    const JsonReading reading = read_json(out.body);
    for (const JsonFault& fault : reading.faults) out.findings.push_back(finding(fault));
    if (reading.value && reading.faults.empty()) add_forms(out, *reading.value);
    return out;
}

}  // namespace iamirror::model
