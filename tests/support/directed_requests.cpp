#include "tests/support/directed_requests.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/catalogue.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/resource_kind.h"
#include "model/policy/language.h"

namespace iamirror::testing {

using namespace model;
using oracle::Random;

namespace {

constexpr auto* account = "123456789012";

const Statement* pick(Random& random, const Policy& policy, bool wants_allow) {
    std::vector<const Statement*> found;
    for (const Statement& statement : policy.statements)
        if (!wants_allow || statement.effect == "Allow") found.push_back(&statement);
    return found.empty() ? nullptr : found[random.below(found.size())];
}

// `${aws:username}` and the like, as the principals below have them.
std::string fill(std::string text, const AccessRequest& request) {
    for (std::size_t begin; (begin = text.find("${")) != std::string::npos;) {
        const std::size_t end = text.find('}', begin);
        if (end == std::string::npos) break;
        const std::string key = to_lower_ascii(text.substr(begin + 2, end - begin - 2));
        const auto found = request.context.find(key);
        std::string value = key == "aws:username" ? request.principal.simple_name : "value";
        if (key == "aws:principalaccount" || key == "aws:resourceaccount") value = account;
        if (found != request.context.end() && !found->second.empty()) value = found->second.front();
        text.replace(begin, end + 1 - begin, value);
    }
    return text;
}

std::string member(Random& random, const std::optional<Language>& language, const std::string& otherwise) {
    if (!language) return otherwise;
    const auto found = language->members(4, random.next());
    return found.empty() ? otherwise : random.pick(found);
}

bool is_told(const std::string& key) {
    static const std::vector<std::string> told{
        "aws:principalarn",    "aws:principalaccount", "aws:principaltype",     "aws:username",
        "aws:resourceaccount", "s3:resourceaccount",   "s3:dataaccesspointarn", "aws:principalisawsservice"};
    return std::find(told.begin(), told.end(), key) != told.end();
}

std::string value_for(Random& random, ValueKind kind, const std::string& written, const AccessRequest& request) {
    const std::string filled = fill(written, request);
    switch (kind) {
        case ValueKind::number:
            return random.pick({filled, "0", "-1", "5", "1000000", filled + "1"});
        case ValueKind::date:
            return random.pick({filled, "2001-01-01T00:00:00Z", "2100-01-01T00:00:00Z"});
        case ValueKind::boolean:
            return random.pick({"true", "false"});
        case ValueKind::network:
            return random.pick({filled.substr(0, filled.find('/')), "203.0.113.9", "10.1.2.3", "2001:db8::9"});
        case ValueKind::binary:
            return random.pick({filled, "AAAA"});
        case ValueKind::presence:
            return "value";
        default:
            return random.chance(20) ? "other" : member(random, Language::of(filled), filled);
    }
}

// One that the operators on it can read.
bool is_readable_by(const Policy& policy, const std::string& key, const std::string& value) {
    for (const Statement& statement : policy.statements)
        for (const auto& [name, tests] : statement.condition)
            for (const auto& [written, values] : tests) {
                const auto op = find_operator(name);
                if (!op || op->kind == ValueKind::presence || to_lower_ascii(written) != key) continue;
                if (!is_readable(op->kind, value)) return false;
            }
    return true;
}

bool has_set_operator(const Policy& policy, const std::string& key) {
    for (const Statement& statement : policy.statements)
        for (const auto& [name, tests] : statement.condition)
            for (const auto& [written, values] : tests) {
                const auto op = find_operator(name);
                if (op && op->quantifier != Quantifier::none && to_lower_ascii(written) == key) return true;
            }
    return false;
}

}  // namespace

std::string DirectedRequests::action(Random& random, const Statement& statement) const {
    const std::string pattern = statement.action && !statement.action->empty() ? random.pick(*statement.action) : "*";
    if (random.chance(85)) {
        const auto known = catalogue().expand(pattern);
        if (!known.empty()) return catalogue().full_name(known[random.below(known.size())]);
    }
    const std::string found = member(random, Language::of_glob_nocase(pattern), "s3:GetObject");
    const auto colon = found.find(':');
    const bool is_action = colon != std::string::npos && colon > 0 && colon + 1 < found.size() &&
                           found.find_first_of("*? ") == std::string::npos;
    return is_action ? found : "s3:GetObject";
}

std::string DirectedRequests::resource(Random& random, const Statement& statement, const std::string& action) const {
    const Statement* source = random.chance(70) ? &statement : pick(random, other_, false);
    if (source == nullptr || random.chance(10)) source = pick(random, aimed_at_, false);
    std::string pattern = source->resource && !source->resource->empty() ? random.pick(*source->resource) : "*";
    if (source->not_resource && !source->not_resource->empty() && random.chance(50))
        pattern = random.pick(*source->not_resource);
    const auto known = catalogue().find(action);
    if (known && catalogue().action(*known).resources.empty()) return "*";
    if (pattern == "*" && known) {
        const auto forms = catalogue().action(*known).resources;
        pattern = catalogue().resource(forms[random.below(forms.size())]).arn;
        for (std::size_t at; (at = pattern.find("${Partition}")) != std::string::npos;) pattern.replace(at, 12, "aws");
        for (std::size_t at; (at = pattern.find("${")) != std::string::npos;)
            pattern.replace(at, pattern.find('}', at) + 1 - at, random.pick({"*", "a", "us-east-1"}));
    }
    return pattern;
}

bool DirectedRequests::may_have_several(const std::string& key) const {
    const CatalogueKey* known = catalogue().find_key(key);
    return (known != nullptr && known->has_several_values) || has_set_operator(aimed_at_, key) ||
           has_set_operator(other_, key);
}

void DirectedRequests::add_context(Random& random, const Statement& statement, AccessRequest& request) const {
    for (const auto& [name, tests] : statement.condition) {
        const auto op = find_operator(name);
        if (!op) continue;
        for (const auto& [written, values] : tests) {
            const std::string key = to_lower_ascii(written);
            if (is_told(key) || values.empty() || random.chance(15)) continue;
            const std::string value = value_for(random, op->kind, random.pick(values), request);
            if (value.empty() || !is_readable_by(aimed_at_, key, value) || !is_readable_by(other_, key, value))
                continue;
            std::vector<std::string> given;
            const auto before = request.context.find(key);
            if (may_have_several(key) && !random.chance(50) && before != request.context.end()) given = before->second;
            given.push_back(value);
            request.context.set(key, std::move(given));
        }
    }
}

AccessRequest DirectedRequests::draw(Random& random) const {
    const std::string name = random.pick({"user/alice", "user/team/bob", "role/worker"});
    AccessRequest request{.principal = parse_principal(std::string("arn:aws:iam::") + account + ":" + name).value(),
                          .action = "",
                          .resource = {},
                          .context = {}};
    const Statement* statement = pick(random, aimed_at_, true);
    if (statement == nullptr) statement = pick(random, aimed_at_, false);
    if (const Statement* also = pick(random, other_, false); also != nullptr && random.chance(60))
        add_context(random, *also, request);
    if (random.chance(30)) add_context(random, *pick(random, aimed_at_, false), request);
    add_context(random, *statement, request);
    request.action = action(random, *statement);
    const std::string pattern = fill(resource(random, *statement, request.action), request);
    request.resource.arn = pattern == "*" ? "*" : member(random, Language::of_arn_pattern(pattern), "*");
    const bool is_of_s3 = request.action.starts_with("s3:") && resource_of(request.action, "x") != "*";
    if (request.resource.arn == "*" && is_of_s3) request.resource.arn = "arn:aws:s3:::bucket/key";
    if (request.resource.arn.empty() || std::count(request.resource.arn.begin(), request.resource.arn.end(), ':') < 5)
        request.resource.arn = resource_of(request.action, "arn:aws:sqs:us-east-1:123456789012:queue");
    request.resource.account = account;
    return request;
}

}  // namespace iamirror::testing
