#include "tests/model/policy/oracle/statement.h"

#include "tests/model/policy/oracle/arn_match.h"
#include "tests/model/policy/oracle/condition.h"
#include "tests/model/policy/oracle/s3.h"

namespace iamirror::oracle {

namespace {

struct Context {
    Facts& facts;
    const Policy& policy;
    const nlohmann::json& statement;
    const std::string& resource;
    bool variables = false;

    bool has(const char* name) const { return statement.contains(name); }
    std::vector<std::string> entries(const char* name) const {
        std::vector<std::string> all = texts_of(statement.at(name));
        if (facts.mutated(Mutation::r2_only_first_of_an_array) && all.size() > 1) {
            all.resize(1);
        }
        return all;
    }
};

// R3.
bool is_valid(const Context& context) {
    const bool resources = context.policy.has_resources ? context.has("Resource") != context.has("NotResource") : true;
    const bool principals = context.policy.has_principals ? !(context.has("Principal") && context.has("NotPrincipal"))
                                                          : !context.has("Principal") && !context.has("NotPrincipal");
    return context.has("Action") != context.has("NotAction") && resources && principals;
}

bool any_action(const Context& context, const char* name) {
    for (const std::string& entry : context.entries(name)) {
        if (action_matches(context.facts, entry)) {
            return true;
        }
    }
    return false;
}

bool actions_match(const Context& context) {
    return (!context.has("Action") || any_action(context, "Action")) &&
           (!context.has("NotAction") || !any_action(context, "NotAction"));
}

bool any_resource(const Context& context, const char* name) {
    for (const std::string& entry : context.entries(name)) {
        if (resource_entry_matches(context.facts, context.variables, entry, context.resource)) {
            return true;
        }
    }
    return false;
}

// R10's misreading: one entry that does not match is enough.
bool all_resources(const Context& context, const char* name) {
    bool all = true;
    for (const std::string& entry : context.entries(name)) {
        all = all && resource_entry_matches(context.facts, context.variables, entry, context.resource);
    }
    return all;
}

bool resources_match(const Context& context) {
    if (!fits(context.facts, context.facts.action, context.resource)) {
        return false;
    }
    if (context.has("Resource") && !any_resource(context, "Resource")) {
        return false;
    }
    if (!context.has("NotResource")) {
        return true;
    }
    return context.facts.mutated(Mutation::r10_not_resource_is_any) ? !all_resources(context, "NotResource")
                                                                    : !any_resource(context, "NotResource");
}

// Empty: the statement does not mean this principal.
std::set<Grant> grants_of(const Context& context, bool is_deny) {
    if (!context.policy.has_principals) {
        return {Grant::everyone};
    }
    if (context.has("Principal")) {
        return named_by(context.facts, context.statement.at("Principal"));
    }
    if (!context.has("NotPrincipal")) {
        return {};
    }
    const nlohmann::json& listed = context.statement.at("NotPrincipal");
    const bool spared = is_deny ? is_spared(context.facts, listed) : !named_by(context.facts, listed).empty();
    return spared ? std::set<Grant>{} : std::set<Grant>{Grant::everyone};
}

Truth conditions_match(const Context& context, bool is_deny) {
    if (!context.has("Condition") || (is_deny && context.facts.mutated(Mutation::r4_deny_without_conditions))) {
        return Truth::yes;
    }
    return condition_holds(context.facts, context.variables, context.statement.at("Condition"));
}

Verdict judge_statement(const Context& context) {
    std::string effect = text_of(member(context.statement, "Effect"));
    if (context.facts.mutated(Mutation::r3_effect_in_any_case)) {
        effect = lower(effect) == "allow" ? "Allow" : lower(effect) == "deny" ? "Deny" : effect;
    }
    Verdict verdict;
    const bool is_deny = effect == "Deny";
    if ((!is_deny && effect != "Allow") || (!is_deny && !is_valid(context))) {
        return verdict;
    }
    const std::set<Grant> grants = grants_of(context, is_deny);
    if (grants.empty() || !actions_match(context) || !resources_match(context)) {
        return verdict;
    }
    const Truth conditions = conditions_match(context, is_deny);
    verdict.denies = is_deny && conditions != Truth::no;
    verdict.allows = !is_deny && conditions == Truth::yes;
    verdict.grants = verdict.allows ? grants : std::set<Grant>{};
    return verdict;
}

}  // namespace

bool action_matches(const Facts& facts, const std::string& entry) {
    if (entry == "*") {
        return true;
    }
    const bool exact = facts.mutated(Mutation::r6_action_is_case_sensitive);
    std::string wanted = exact ? entry : lower(entry);
    const std::string given = exact ? facts.action : lower(facts.action);
    if ((facts.mutated(Mutation::r50_s3_means_its_relatives) && wanted == "s3:*" && starts_with(given, "s3-")) ||
        (facts.mutated(Mutation::r52_data_access_is_get_object) && wanted == "s3:getdataaccess" &&
         given == "s3:getobject") ||
        (facts.mutated(Mutation::r54_s3_decrypts) && wanted == "s3:*" && given == "kms:decrypt") ||
        (facts.mutated(Mutation::r53_list_reads) && wanted == "s3:listbucket" && given == "s3:getobject") ||
        (facts.mutated(Mutation::r55_get_object_reads_versions) && wanted == "s3:getobject" &&
         given == "s3:getobjectversion")) {
        return true;
    }
    return matches(wild(wanted), given);
}

void Verdict::add(const Verdict& other) {
    allows = allows || other.allows;
    denies = denies || other.denies;
    grants.insert(other.grants.begin(), other.grants.end());
}

Verdict judge(Facts& facts, const Policy& policy, const std::string& resource) {
    const nlohmann::json& written = member(policy.document, "Statement");
    const bool variables =
        member(policy.document, "Version") == "2012-10-17" || facts.mutated(Mutation::r1_old_version_has_variables);
    Verdict verdict;
    if (written.is_object()) {
        verdict.add(judge_statement({facts, policy, written, resource, variables}));
        return verdict;
    }
    for (const nlohmann::json& statement : written) {
        verdict.add(judge_statement({facts, policy, statement, resource, variables}));
    }
    return verdict;
}

}  // namespace iamirror::oracle
