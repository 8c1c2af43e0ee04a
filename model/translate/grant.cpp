#include "model/translate/grant.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/policy/format.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

using Names = std::set<std::string>;

bool is_covered_by(const Grant& grant, const Grant& other) {
    const bool is_weaker = other.condition.empty() || other.condition == grant.condition;
    return is_weaker && action_covers(other.action, grant.action) && resource_covers(other.resource, grant.resource);
}

// Two that cover each other ("s3:getobject", "s3:GetObject"): the first stays.
Grants without_covered(const Grants& grants) {
    Grants out;
    for (const Grant& grant : grants) {
        const bool is_needless = std::any_of(grants.begin(), grants.end(), [&](const Grant& other) {
            if (&other == &grant || !is_covered_by(grant, other)) return false;
            return other < grant || !is_covered_by(other, grant);
        });
        if (!is_needless) out.insert(grant);
    }
    return out;
}

// The prefixes a grant is limited to, nullptr where it is not.
std::vector<std::string>* prefixes_of(Grant& grant) {
    const auto test = grant.condition.find(prefix_operator);
    if (test == grant.condition.end()) return nullptr;
    const auto key = test->second.find(prefix_key);
    return key == test->second.end() ? nullptr : &key->second;
}

std::vector<std::string> without_covered(const std::set<std::string>& patterns) {
    std::vector<std::string> out;
    for (const std::string& pattern : patterns) {
        const bool is_needless = std::any_of(patterns.begin(), patterns.end(), [&](const std::string& other) {
            return other != pattern && covers(other, pattern) && (other < pattern || !covers(pattern, other));
        });
        if (!is_needless) out.push_back(pattern);
    }
    return out;
}

// Listings of one bucket that differ only in their prefix: "or" over values of one key is what separate statements say.
Grants with_prefixes_joined(const Grants& grants) {
    std::map<Grant, std::set<std::string>> joined;
    Grants out;
    for (Grant grant : grants) {
        if (std::vector<std::string>* prefixes = prefixes_of(grant)) {
            const std::vector<std::string> taken = std::exchange(*prefixes, {});
            joined[std::move(grant)].insert(taken.begin(), taken.end());
        } else {
            out.insert(std::move(grant));
        }
    }
    for (const auto& [grant, prefixes] : joined) {
        Grant whole = grant;
        *prefixes_of(whole) = without_covered(prefixes);
        out.insert(std::move(whole));
    }
    return out;
}

Statement allow(const Names& actions, const Names& resources, const Conditions& condition) {
    Statement out;
    out.effect = "Allow";
    out.action.emplace(actions.begin(), actions.end());
    out.resource.emplace(resources.begin(), resources.end());
    out.condition = condition;
    return out;
}

// Pairs of one condition, those with the same left partners together.
template <typename Make>
std::vector<Statement> grouped(const std::map<std::string, Names>& partners, Make make) {
    std::map<Names, Names> groups;
    for (const auto& [name, others] : partners) groups[others].insert(name);
    std::vector<Statement> out;
    for (const auto& [others, names] : groups) out.push_back(make(names, others));
    return out;
}

// One grant for each prefix it lists.
void add_split(Grant grant, Grants& out) {
    for (auto& [test, keys] : grant.condition) {
        for (auto& [key, values] : keys) std::sort(values.begin(), values.end());
    }
    std::vector<std::string>* prefixes = prefixes_of(grant);
    if (!prefixes || prefixes->empty()) {
        out.insert(std::move(grant));
        return;
    }
    for (const std::string& prefix : std::vector<std::string>(*prefixes)) {
        *prefixes = {prefix};
        out.insert(grant);
    }
}

std::size_t size_of(const std::vector<Statement>& statements) {
    return policy_size(format_policy(Policy{"", "", statements, {}}));
}

std::vector<Statement> shortest(const std::vector<const Grant*>& grants, const Conditions& condition) {
    std::map<std::string, Names> actions_of, resources_of;
    for (const Grant* grant : grants) {
        actions_of[grant->resource].insert(grant->action);
        resources_of[grant->action].insert(grant->resource);
    }
    auto by_resource = grouped(
        actions_of, [&](const Names& resources, const Names& actions) { return allow(actions, resources, condition); });
    auto by_action = grouped(resources_of, [&](const Names& actions, const Names& resources) {
        return allow(actions, resources, condition);
    });
    return size_of(by_action) < size_of(by_resource) ? by_action : by_resource;
}

}  // namespace

std::vector<Statement> statements_of(const Grants& grants) {
    const Grants least = with_prefixes_joined(without_covered(grants));
    std::map<Conditions, std::vector<const Grant*>> by_condition;
    for (const Grant& grant : least) by_condition[grant.condition].push_back(&grant);
    std::vector<Statement> out;
    for (const auto& [condition, members] : by_condition) {
        for (Statement& statement : shortest(members, condition)) out.push_back(std::move(statement));
    }
    return out;
}

Grants grants_of(const Policy& policy) {
    Grants out;
    for (const Statement& statement : policy.statements) {
        if (statement.effect != "Allow" || !statement.action || !statement.resource) continue;
        for (const std::string& action : *statement.action) {
            for (const std::string& resource : *statement.resource) {
                add_split({action, resource, statement.condition}, out);
            }
        }
    }
    return out;
}

bool is_within(const Grant& grant, const Grants& others) {
    return std::any_of(others.begin(), others.end(), [&](const Grant& other) { return is_covered_by(grant, other); });
}

}  // namespace iamirror::model
