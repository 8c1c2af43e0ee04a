#include "model/depends.h"

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/policy.h"

namespace iamirror::model {

std::set<std::string> roles_named_by(const Role& role, const std::string& account_id) {
    std::set<std::string> out;
    const auto policy = parse_policy(role.trust);
    if (!policy) return out;
    for (const Statement& statement : policy->statements) {
        if (!statement.principal) continue;
        const auto named = statement.principal->find("AWS");
        if (named == statement.principal->end()) continue;
        for (const std::string& principal : named->second) {
            const auto object = parse_iam_arn(principal);
            if (object && object->type == "role" && object->account == account_id) {
                out.insert(to_lower_ascii(object->name));
            }
        }
    }
    return out;
}

}  // namespace iamirror::model
