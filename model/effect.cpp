#include "model/effect.h"

#include <algorithm>
#include <utility>

#include "model/arn.h"
#include "model/policy/format.h"
#include "model/translate/what.h"
#include "model/translate/who.h"

namespace iamirror::model {
namespace {

// A role as who may assume it and what it may then do.
struct Access {
    Trusts trusts;
    Grants grants;
};

Access access_of(const std::optional<Role>& role, Time now) {
    Access out;
    if (!role) return out;
    if (const auto policy = parse_policy(role->trust)) {
        TrustParts parts = parts_of(*policy);
        if (parts.denies_everyone) return out;
        for (const Trust& trust : parts.trusts) {
            if (!has_ended(trust.condition, now)) out.trusts.insert(trust);
        }
        for (const Statement& other : parts.others) {
            out.trusts.insert({"", format_policy(Policy{"", "", {other}, {}}), {}});
        }
    }
    for (const auto& [name, document] : role->inline_policies) {
        const auto policy = parse_policy(document);
        if (!policy) continue;
        const Grants grants = grants_of(*policy);
        out.grants.insert(grants.begin(), grants.end());
    }
    return out;
}

// The condition block of a policy, as text.
std::string condition_text(const Conditions& condition) {
    if (condition.empty()) return "";
    Statement statement;
    statement.condition = condition;
    const JsonReading reading = read_json(format_policy(Policy{"", "", {statement}, {}}));
    return write_json(*reading.value->find("Statement")->find("Condition"));
}

// "s3://…" for the ARN of a bucket, of all below a prefix, or of one object; "" for what no row could say.
std::string s3_place(const std::string& arn) {
    const std::size_t start = arn.find(":s3:::");
    if (arn.compare(0, 4, "arn:") != 0 || start == std::string::npos) return "";
    std::string place = "s3://" + arn.substr(start + 6);
    const bool is_all = place.size() > 2 && place.compare(place.size() - 2, 2, "/*") == 0;
    if (is_all) place.pop_back();
    return place.find_first_of("*?$") == std::string::npos ? place : "";
}

// The places a grant may be a part of: itself, its bucket, the prefix of its listing.
std::set<std::string> candidates(const Grants& grants) {
    std::set<std::string> out;
    for (const Grant& grant : grants) {
        std::string place = s3_place(grant.resource);
        if (place.empty()) continue;
        const std::size_t slash = place.find('/', 5);
        out.insert(place.substr(0, slash));
        if (slash != std::string::npos && slash + 1 < place.size()) out.insert(place);
        const auto test = grant.condition.find(prefix_operator);
        if (test == grant.condition.end() || !test->second.count(prefix_key)) continue;
        for (std::string prefix : test->second.at(prefix_key)) {
            if (!prefix.empty() && prefix.back() == '*') prefix.pop_back();
            out.insert(place.substr(0, slash) + '/' + prefix);
        }
    }
    return out;
}

struct Worded {
    std::string permission, what;
    Grants grants;
};

// Every word that the grants hold in whole, the largest first.
std::vector<Worded> words_in(const Grants& grants, const PermissionTable& permissions) {
    std::set<std::string> words;
    for (const Permission& permission : permissions) words.insert(permission.word);
    std::vector<Worded> out;
    for (const std::string& place : candidates(grants)) {
        const std::string partition = partition_of(grants.begin()->resource);
        for (const std::string& word : words) {
            const auto meant = translate(What{place, word, std::nullopt}, {partition, permissions});
            if (!meant || meant->empty()) continue;
            const bool holds = std::includes(grants.begin(), grants.end(), meant->begin(), meant->end());
            if (holds) out.push_back({word, place, *meant});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Worded& a, const Worded& b) { return a.grants.size() > b.grants.size(); });
    return out;
}

// Grants in the words of people where words say them, action by action where none does.
void add_effects(const Trust& trust, const Grants& grants, const PermissionTable& permissions,
                 std::vector<Effect>& out) {
    Grants left = grants;
    for (const Worded& worded : words_in(grants, permissions)) {
        const bool says_more = std::any_of(worded.grants.begin(), worded.grants.end(),
                                           [&left](const Grant& grant) { return left.count(grant) > 0; });
        if (!says_more) continue;
        for (const Grant& grant : worded.grants) left.erase(grant);
        out.push_back({trust.principal, worded.permission, worded.what, condition_text(trust.condition)});
    }
    for (const Grant& grant : left) {
        Conditions both = trust.condition;
        for (const auto& [test, keys] : grant.condition) both[test].insert(keys.begin(), keys.end());
        out.push_back({trust.principal, grant.action, grant.resource, condition_text(both)});
    }
}

// What `to` gives beyond `from`.
std::vector<Effect> beyond(const Access& from, const Access& to, const std::string& role,
                           const PermissionTable& permissions) {
    std::vector<Effect> out;
    for (const Trust& trust : to.trusts) {
        const bool is_known = from.trusts.count(trust) > 0;
        Grants more;
        for (const Grant& grant : to.grants) {
            if (!is_known || !is_within(grant, from.grants)) more.insert(grant);
        }
        if (!more.empty()) add_effects(trust, more, permissions, out);
        if (!is_known && to.grants.empty()) {
            out.push_back({trust.principal, "sts:AssumeRole", role, condition_text(trust.condition)});
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

Effects effects_of(const std::optional<Role>& before, const std::optional<Role>& after,
                   const PermissionTable& permissions, Time now) {
    const Access from = access_of(before, now), to = access_of(after, now);
    const std::string role = after ? after->name : before ? before->name : "";
    return {beyond(from, to, role, permissions), beyond(to, from, role, permissions)};
}

}  // namespace iamirror::model
