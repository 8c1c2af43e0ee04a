#include "sync/compare_output.h"

#include "model/base/text.h"
#include "model/policy/catalogue.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using model::Answer;
using model::PolicyRelation;
using model::Surplus;
using nlohmann::json;

std::string_view word(Answer answer) {
    if (answer == Answer::unknown) return "unknown";
    return answer == Answer::yes ? "yes" : "no";
}

// "aws:SourceIp", where the catalogue knows the key by itself.
std::string written(const std::string& key) {
    const auto* known = model::catalogue().find_key(key);
    return known != nullptr && to_lower_ascii(known->name) == key ? std::string(known->name) : key;
}

json to_json(const model::AccessRequest& request) {
    json context = json::object();
    for (const auto& [key, values] : request.context)
        context[written(key)] = values.size() == 1 ? json(values.front()) : json(values);
    return {{"principal", request.principal.name},
            {"action", request.action},
            {"resource", {{"arn", request.resource.arn}, {"account", request.resource.account}}},
            {"context", context}};
}

json to_json(const Surplus& surplus) {
    json witness;
    if (surplus.witness) witness = to_json(*surplus.witness);
    return {{"answer", word(surplus.answer)}, {"witness", witness}, {"why", surplus.why}};
}

// "aws:sourceip is 192.0.2.1 and aws:tagkeys is a and b"
std::string words(const model::RequestContext& context) {
    std::vector<std::string> out;
    for (const auto& [key, values] : context) {
        std::vector<std::string> shown;
        for (const auto& value : values) shown.push_back(value.empty() ? "\"\"" : printable(value));
        out.push_back(printable(written(key)) + " is " + join(shown, " and "));
    }
    return join(out, ", ");
}

std::string verdict(PolicyRelation relation) {
    switch (relation) {
        case PolicyRelation::equal:
            return "A and B allow the same.";
        case PolicyRelation::wider:
            return "A allows more than B: all that B allows, and more.";
        case PolicyRelation::narrower:
            return "A allows less than B: nothing that B does not allow, and not all of it.";
        case PolicyRelation::neither:
            return "A and B each allow what the other does not.";
        case PolicyRelation::unknown:
            break;
    }
    return "How A and B relate is not known.";
}

// Beside the policy: a resource's policy and the principal's own decide together.
std::string assumption(const model::AccessRequest& request, model::ComparisonType type) {
    const bool is_provider = request.principal.kind == model::RequestPrincipal::Kind::provider;
    const bool has_own = !request.principal.account.empty() && !is_provider;
    if (type == model::ComparisonType::identity || !has_own) return "";
    return ", whose own policies allow everything";
}

void print_surplus(std::ostream& out, const Surplus& surplus, model::ComparisonType type, const std::string& allowing,
                   const std::string& refusing) {
    if (surplus.answer == Answer::no) return;
    out << "\n";
    if (!surplus.witness) {
        print_wrapped(
            out, "Whether " + allowing + " allows more than " + refusing + " is not known: " + surplus.why + ".", 0, 2);
        return;
    }
    const model::AccessRequest& request = *surplus.witness;
    const std::string context = words(request.context);
    print_wrapped(out,
                  allowing + " allows what " + refusing + " does not. For example: " + printable(request.action) +
                      " on " + printable(request.resource.arn) + " by " + printable(request.principal.name) +
                      assumption(request, type) + (context.empty() ? "" : ", when " + context) + ".",
                  0, 2);
    print_wrapped(out, surplus.why + ".", 2, 2);
}

void print_text(std::ostream& out, const model::PolicyComparison& found, model::ComparisonType type) {
    print_wrapped(out, verdict(found.relation), 0, 2);
    print_surplus(out, found.a_allows_more, type, "A", "B");
    print_surplus(out, found.b_allows_more, type, "B", "A");
}

std::vector<std::optional<std::string>> row_of(const std::string& direction, const Surplus& surplus) {
    std::vector<std::optional<std::string>> out{direction, std::string(word(surplus.answer))};
    if (surplus.witness) {
        const model::AccessRequest& request = *surplus.witness;
        out.insert(out.end(), {request.principal.name, request.action, request.resource.arn, words(request.context)});
    } else {
        out.resize(out.size() + 4);
    }
    out.emplace_back(surplus.why);
    return out;
}

void print_csv(std::ostream& out, const model::PolicyComparison& found) {
    print(out,
          {{"question", "answer", "principal", "action", "resource", "context", "why"},
           {row_of("a_allows_more", found.a_allows_more), row_of("b_allows_more", found.b_allows_more)}},
          OutputFormat::csv);
}

}  // namespace

void print_comparison(std::ostream& out, const model::PolicyComparison& found, model::ComparisonType type,
                      OutputFormat format) {
    switch (format) {
        case OutputFormat::table:
            return print_text(out, found, type);
        case OutputFormat::csv:
            return print_csv(out, found);
        case OutputFormat::json:
            return print(out, {{"relation", name(found.relation)},
                               {"a_allows_more", to_json(found.a_allows_more)},
                               {"b_allows_more", to_json(found.b_allows_more)}});
    }
}

}  // namespace iamirror::sync
