#include "model/policy/words.h"

#include <algorithm>
#include <array>

#include "model/base/text.h"
#include "model/json.h"
#include "model/policy/catalogue.h"
#include "model/policy/evaluation/condition_operator.h"

namespace iamirror::model {
namespace {

struct Verb {
    std::string_view meets, misses;
};

constexpr Verb is{"is", "is not"}, is_like{"is like", "is not like"};

// In the order of Comparison.
constexpr std::array<Verb, 5> number_verbs{{{"equals", "does not equal"},
                                            {"is less than", "is not less than"},
                                            {"is at most", "is not at most"},
                                            {"is greater than", "is not greater than"},
                                            {"is at least", "is not at least"}}};
constexpr std::array<Verb, 5> date_verbs{{{"is the moment", "is not the moment"},
                                          {"is before", "is not before"},
                                          {"is not after", "is after"},
                                          {"is after", "is not after"},
                                          {"is not before", "is before"}}};

Verb verb_of(const ConditionOperator& op) {
    const auto comparison = static_cast<std::size_t>(op.comparison);
    switch (op.kind) {
        case ValueKind::text:
        case ValueKind::boolean:
        case ValueKind::presence:
            return is;
        case ValueKind::text_without_case:
            return {"is, in any case of letters,", "is not, in any case of letters,"};
        case ValueKind::pattern:
        case ValueKind::arn:
            return is_like;
        case ValueKind::number:
            return number_verbs[comparison];
        case ValueKind::date:
            return date_verbs[comparison];
        case ValueKind::binary:
            return {"is, in base64,", "is not, in base64,"};
        case ValueKind::network:
            return {"is in", "is not in"};
    }
    return is;
}

// In quotes where it would not be seen as one.
std::string value_in_words(const std::string& value) {
    const bool is_plain = !value.empty() && value.find_first_of(" ,\"()") == std::string::npos;
    return is_plain ? value : quote_json(value);
}

std::string values_in_words(const std::vector<std::string>& values) {
    if (values.empty()) return "anything of an empty list";
    if (values.size() == 1) return value_in_words(values.front());
    std::vector<std::string> words;
    for (const std::string& value : values) words.push_back(value_in_words(value));
    return "any of " + join(words, ", ");
}

std::string clause(const std::string& subject, const Verb& verb, bool meets, const std::vector<std::string>& values) {
    return subject + " " + std::string(meets ? verb.meets : verb.misses) + " " + values_in_words(values);
}

// Null asks for no value: "true" for a key that is absent, "false" for one that is present, both for either.
std::string presence_in_words(const ConditionTest& test, bool holds) {
    const auto wants = [&](std::string_view word) {
        return std::any_of(test.values.begin(), test.values.end(),
                           [&](const std::string& value) { return to_lower_ascii(value) == word; });
    };
    const std::string key = key_in_words(test.key);
    if (wants("true") == wants("false"))
        return key + (wants("true") == holds ? " is absent or present" : " is neither absent nor present");
    return key + (wants("true") == holds ? " is absent" : " is present");
}

// What holds of a key without a value, where the words do not say so by themselves: "is" asks for a value, "is not"
// and "every" leave open whether there is one.
std::string absence(bool holds_if_absent, bool is_of_each, bool meets) {
    if (is_of_each) return holds_if_absent ? "" : " (and it has some)";
    if (meets) return holds_if_absent ? " (or is absent)" : "";
    return holds_if_absent ? " (or is absent)" : " (and is present)";
}

}  // namespace

std::string key_in_words(std::string_view key) {
    const CatalogueKey* known = catalogue().find_key(key);
    if (known == nullptr) return std::string(key);
    if (to_lower_ascii(known->name) == to_lower_ascii(key)) return std::string(known->name);
    // "aws:ResourceTag/${TagKey}": what stands for the tag's name is the key's own
    const std::size_t slash = known->name.find('/'), own = key.find('/');
    if (slash == std::string_view::npos || own == std::string_view::npos) return std::string(key);
    return std::string(known->name.substr(0, slash)) + std::string(key.substr(own));
}

std::string describe(const ConditionTest& test, bool holds) {
    if (test.key.empty()) return clause("the resource", is_like, holds, test.values);
    const std::optional<ConditionOperator> op = find_operator(test.test);
    if (!op) return clause(key_in_words(test.key) + " by " + test.test, is, holds, test.values);
    if (op->kind == ValueKind::presence) return presence_in_words(test, holds);
    const bool has_quantifier = op->quantifier != Quantifier::none;
    const bool is_of_all = op->quantifier == Quantifier::for_all_values;
    const bool is_of_each = has_quantifier && is_of_all == holds;
    const bool meets = op->is_negated != holds;
    const bool passes_absent = op->if_exists || is_of_all || (op->is_negated && !has_quantifier);
    const std::string subject = (is_of_each ? "every value of " : has_quantifier ? "a value of " : "");
    const std::string said = clause(subject + key_in_words(test.key), verb_of(*op), meets, test.values);
    const bool holds_if_absent = passes_absent == holds;
    if (has_quantifier && !is_of_each) return said + (holds_if_absent ? " (or it has none)" : "");
    return said + absence(holds_if_absent, is_of_each, meets);
}

std::string describe(const Formulas::Product& product) {
    std::vector<std::string> words;
    for (const auto& [test, holds] : product) words.push_back(describe(test, holds));
    return words.empty() ? "always" : join(words, " and ");
}

LayerWords layer_in_words(std::string_view code) {
    static constexpr std::array<LayerWords, 10> layers{{
        {"identity", "the identity policies", "no identity policy allows it"},
        {"permissions_boundary", "the permissions boundary", "the permissions boundary does not allow it"},
        {"session", "the session policies", "no session policy allows it"},
        {"endpoint", "the VPC endpoint's policies", "no policy of the VPC endpoint allows it"},
        {"resource", "the resource's policy", "the resource's policy does not allow it"},
        {"access_point", "the access point's policy", "the access point does not let it through"},
        {"scp", "the service control policies", "some level of the service control policies does not allow it"},
        {"rcp", "the resource control policies", "some level of the resource control policies does not allow it"},
        {"acl", "the access control list", "the object is not the bucket owner's, and its ACL does not allow it"},
        {"block_public_access", "Block Public Access",
         "Block Public Access takes away what the resource's policy, which is public, allows"},
    }};
    const auto found =
        std::find_if(layers.begin(), layers.end(), [&](const LayerWords& layer) { return layer.code == code; });
    return found == layers.end() ? LayerWords{code, code, code} : *found;
}

std::string_view finding_in_words(std::string_view code) {
    struct Finding {
        std::string_view code, sentence;
    };
    static constexpr std::array<Finding, 9> findings{{
        {"unknown_action", "The catalogue does not know this action."},
        {"unknown_operator",
         "A condition has an operator that IAM does not know: its Allow does not count, its Deny does."},
        {"unparsable_value",
         "A condition has a value that its operator cannot read: its Allow does not count, its Deny does."},
        {"variable_without_value", "A policy variable has no value in this request: what holds it matches nothing."},
        {"invalid_statement", "A statement is not valid IAM: its Allow does not count, its Deny does."},
        {"short_arn", "A resource has fewer than the six parts of an ARN; AWS does not say what it then matches."},
        {"not_principal", "Whom a Deny with NotPrincipal spares differs between services."},
        {"access_point_arn",
         "Through an access point its ARN and the bucket's both count; AWS does not say which a policy must name."},
        {"condition_too_large", "The condition is too large to be written down."},
    }};
    const auto found =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.code == code; });
    return found == findings.end() ? code : found->sentence;
}

}  // namespace iamirror::model
