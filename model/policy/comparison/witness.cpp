#include "model/policy/comparison/witness.h"

#include <algorithm>

#include "model/arn.h"

namespace iamirror::model {
namespace {

constexpr std::string_view arn_key = "aws:principalarn", account_key = "aws:principalaccount",
                           type_key = "aws:principaltype", name_key = "aws:username", owner_key = "aws:resourceaccount";

// What the principal and the resource tell by themselves, so that no context needs to.
bool is_told(std::string_view key) {
    static constexpr std::string_view told[] = {arn_key,
                                                account_key,
                                                type_key,
                                                name_key,
                                                owner_key,
                                                "s3:resourceaccount",
                                                "aws:principalisawsservice",
                                                "aws:principalservicename"};
    return std::find(std::begin(told), std::end(told), key) != std::end(told);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

// "arn:${Partition}:s3:::${BucketName}" filled in, with `other` for what is neither partition, account nor region.
std::string fill_form(std::string_view form, const std::string& partition, const std::string& account,
                      std::string_view other) {
    std::string out(form);
    replace_all(out, "${Partition}", partition);
    replace_all(out, "${Account}", account);
    if (other != "*") replace_all(out, "${Region}", "us-east-1");
    for (std::size_t at; (at = out.find("${")) != std::string::npos;) {
        const std::size_t end = out.find('}', at);
        if (end == std::string::npos) break;
        out.replace(at, end + 1 - at, other);
    }
    return out;
}

// Of the ARNs that the action takes, the plainest first: an object before an object through an access point.
std::vector<std::uint16_t> forms_of(const std::string& action) {
    const auto known = catalogue().find(action);
    if (!known) return {};
    const auto forms = catalogue().action(*known).resources;
    std::vector<std::uint16_t> out(forms.begin(), forms.end());
    std::stable_sort(out.begin(), out.end(), [](std::uint16_t x, std::uint16_t y) {
        return catalogue().resource(x).arn.size() < catalogue().resource(y).arn.size();
    });
    return out;
}

// Where an ARN's account is a wildcard, the account.
std::string with_account(const std::string& pattern, const std::string& account) {
    const std::string_view written = arn_segment(pattern, 4);
    if (written != "*") return pattern;
    const auto at = static_cast<std::size_t>(written.data() - pattern.data());
    return pattern.substr(0, at) + account + pattern.substr(at + 1);
}

}  // namespace

bool WitnessMaker::is_demanded(const Box& box, const std::string& key) const {
    if (values_.count(key) != 0) return true;
    const std::vector<std::string> keys = space_.keys().demanded(box.demands);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// "" where the key was not asked for, or must not be there.
std::string WitnessMaker::asked(const Box& box, const std::string& key, const std::vector<std::string>& wishes) {
    if (const auto fixed = values_.find(key); fixed != values_.end()) return fixed->second.value_or("");
    if (!is_demanded(box, key)) return "";
    const KeyValue value = space_.keys().value_of(box.demands, key, wishes);
    return value && !value->empty() ? value->front() : "";
}

std::optional<std::string> WitnessMaker::action_of(const ActionCase& action, const Box& box,
                                                   const std::vector<RuleId>& matching) {
    if (!action.name.empty()) return action.name;
    const Language& actions = table_.at(box.actions);
    for (const RuleId rule : matching)
        if (const auto& patterns = rules_.all[rule].statement->action)
            for (const std::string& pattern : *patterns) {
                const std::string text = example_of(pattern);
                if (actions.matches(text) && !catalogue().find(text)) return text;
            }
    constexpr std::size_t enough = 64;
    for (const std::string& text : actions.members(enough, 1))
        if (!catalogue().find(text)) return text;
    return std::nullopt;
}

std::vector<std::string> WitnessMaker::resources_of(const std::string& action, const Box& box,
                                                    const std::vector<RuleId>& matching, const std::string& account) {
    const Language& language = table_.at(box.resources);
    std::vector<std::string> out;
    const auto offer = [&](const std::string& text) {
        if (language.matches(text)) out.push_back(text);
    };
    for (const RuleId rule : matching)
        if (const auto& entries = rules_.all[rule].statement->resource)
            for (const std::string& entry : *entries)
                if (entry != "*")
                    offer(example_of(with_account(entry, account), {rules_.all[rule].has_variables, true, &values_}));
    const std::vector<std::uint16_t> forms = forms_of(action);
    for (const std::uint16_t form : forms)
        offer(fill_form(catalogue().resource(form).arn, scene_.partition, account, "example"));
    for (const std::uint16_t form : forms) {
        if (!out.empty()) break;
        const std::string pattern = fill_form(catalogue().resource(form).arn, scene_.partition, account, "*");
        const LanguageId part = table_.intersection(box.resources, table_.of_arn_pattern(pattern));
        if (part != LanguageId::unknown && part != LanguageId::none)
            out.push_back(table_.at(part).witness().value_or(""));
    }
    if (out.empty()) out.push_back(language.witness().value_or(""));
    return out;
}

std::string WitnessMaker::account_of(const Box& box, const std::string& fallback) {
    std::vector<std::string> arns, accounts;
    for (const std::string& example : {fallback, std::string("111122223333"), std::string("444455556666")}) {
        arns.push_back("arn:*:iam::" + example + ":*");
        accounts.push_back(example);
    }
    const std::string arn = asked(box, std::string(arn_key), arns);
    const std::string own(arn_segment(arn, 4));
    accounts.insert(accounts.begin(), own);
    const std::string account = asked(box, std::string(account_key), accounts);
    if (!account.empty()) return account;
    return is_account_id(own) ? own : fallback;
}

// Users and roles of the account that the keys may be of, best first.
std::vector<RequestPrincipal> WitnessMaker::principals(const Box& box, const std::string& account) {
    if (!scene_.is_free) return {scene_.principal};
    const std::string name = asked(box, std::string(name_key), {"example"});
    const bool is_nameless = is_demanded(box, std::string(name_key)) && name.empty();
    const std::string type = asked(box, std::string(type_key), {is_nameless ? "AssumedRole" : "User"});
    const std::string stem = "arn:" + scene_.partition + ":iam::" + account + ":";
    const std::string& example = scene_.principal.simple_name;
    const std::string user = stem + "user/" + (name.empty() ? example : name), role = stem + "role/" + example;
    std::vector<std::string> arns{user, role};
    const bool is_role = type == "AssumedRole" || is_nameless || scene_.principal.kind == RequestPrincipal::Kind::role;
    if (is_role) std::swap(arns.front(), arns.back());
    const std::string kind = is_role ? "role/" : "user/";
    const std::vector<std::string> wishes{arns.front(), arns.back(), stem + kind + "*" + name,
                                          "arn:*:iam::" + account + ":" + kind + "*" + name,
                                          "arn:*:iam::" + account + ":*"};
    const std::string wanted = asked(box, std::string(arn_key), wishes);
    if (!wanted.empty()) arns.insert(arns.begin(), wanted);
    std::vector<RequestPrincipal> out;
    for (const std::string& arn : arns)
        if (const auto principal = parse_principal(arn)) out.push_back(*principal);
    return out;
}

RequestContext WitnessMaker::context(const Box& box) {
    RequestContext out;
    for (const auto& [key, value] : values_)
        if (value && !is_told(key)) out.set(key, {*value});
    for (const std::string& key : space_.keys().demanded(box.demands)) {
        if (is_told(key)) continue;
        const KeyValue value = space_.keys().value_of(box.demands, key, {});
        if (value) out.set(key, *value);
    }
    return out;
}

// Leaves out what it does not need.
void WitnessMaker::shrink(AccessRequest& request) const {
    const RequestContext full = request.context;
    for (const auto& [key, values] : full) {
        AccessRequest less = request;
        less.context.erase(key);
        if (is_witness_(less)) request = std::move(less);
    }
}

std::optional<AccessRequest> WitnessMaker::make(const ActionCase& action, const Box& box,
                                                const std::vector<RuleId>& matching) {
    const std::optional<std::string> name = action_of(action, box, matching);
    if (!name) return std::nullopt;
    std::string account = account_of(box, scene_.principal.account);
    const bool is_bound = is_demanded(box, std::string(account_key)) || is_demanded(box, std::string(arn_key));
    constexpr std::size_t enough = 3;
    std::vector<std::string> resources = resources_of(*name, box, matching, account);
    if (resources.size() > enough) resources.resize(enough);
    for (const std::string& resource : resources) {
        const std::string_view owner = arn_segment(resource, 4);
        if (!is_bound && scene_.is_free && scene_.account.empty() && is_account_id(owner)) account = owner;
        for (const RequestPrincipal& principal : principals(box, account)) {
            AccessRequest request{.principal = principal, .action = *name, .context = context(box)};
            const std::string asked_owner = asked(box, std::string(owner_key), {scene_.account});
            request.resource = {resource, asked_owner.empty() ? scene_.account : asked_owner};
            if (scene_.account.empty()) request.resource.account = principal.account;
            if (!is_witness_(request)) continue;
            shrink(request);
            return request;
        }
    }
    return std::nullopt;
}

}  // namespace iamirror::model
