#include <algorithm>
#include <set>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/simulate.h"

namespace iamirror::model {
namespace {

// Patterns are compared with what a request holds, so that bounding it bounds the time. IAM's own limit of an ARN, and
// more than AWS puts into a key of the context.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
constexpr std::size_t max_name = 2'048, max_values = 8'192;  // octets

// What stops the reading; caught in read_simulation.
struct Wrong {
    Error error;
};

[[noreturn]] void refuse(const std::string& where, const std::string& message) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.resource = printable(where);
    error.message = (where.empty() ? "the line" : printable(where.substr(0, 200))) + " " + message;
    throw Wrong{error};
}

// The members of an object; each is asked for once, and what nobody asked for is refused at the end.
class Members {
  public:
    Members(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
        if (!object.is(Json::Kind::object)) refuse(where_, "must be an object");
        for (const JsonMember& member : object.members)
            if (!unread_.insert(member.name).second) refuse(place(member.name), "is written twice");
    }

    std::string place(const std::string& name) const { return where_.empty() ? name : where_ + "." + name; }

    // nullptr where there is none, or null.
    const Json* find(const std::string& name) {
        unread_.erase(name);
        const Json* found = object_.find(name);
        return found == nullptr || found->is(Json::Kind::null) ? nullptr : found;
    }
    const Json& get(const std::string& name) {
        const Json* found = find(name);
        if (found == nullptr) refuse(place(name), "is missing");
        return *found;
    }
    std::string text(const std::string& name, const std::string& otherwise) {
        const Json* found = find(name);
        if (found == nullptr) return otherwise;
        if (!found->is(Json::Kind::string)) refuse(place(name), "must be a string");
        return found->text;
    }
    std::string text(const std::string& name) {
        get(name);
        return text(name, "");
    }
    bool flag(const std::string& name) {
        const Json* found = find(name);
        if (found == nullptr) return false;
        if (!found->is(Json::Kind::boolean)) refuse(place(name), "must be true or false");
        return found->text == "true";
    }
    // One of `words`, the first where there is none.
    std::string word(const std::string& name, const std::vector<std::string>& words) {
        const std::string found = text(name, words.front());
        for (const std::string& word : words)
            if (found == word) return found;
        refuse(place(name), "must be " + join(words, " or "));
    }
    // One of the request, so no longer than any of AWS's.
    std::string name(const std::string& name) {
        std::string found = text(name);
        if (found.size() > max_name) refuse(place(name), "is longer than " + std::to_string(max_name) + " octets");
        return found;
    }
    std::string account(const std::string& name) {
        const std::string found = text(name, "");
        if (!found.empty() && !is_account_id(found)) refuse(place(name), "must be an account id of 12 digits");
        return found;
    }
    void finish() const {
        if (!unread_.empty()) refuse(place(*unread_.begin()), "is no member that means anything here");
    }

  private:
    const Json& object_;
    std::string where_;
    std::set<std::string> unread_;
};

template <typename Read>
auto list_of(const Json& value, const std::string& where, Read read) {
    if (!value.is(Json::Kind::list)) refuse(where, "must be a list");
    std::vector<decltype(read(value, where))> out;
    for (std::size_t i = 0; i < value.items.size(); ++i)
        out.push_back(read(value.items[i], where + "[" + std::to_string(i) + "]"));
    return out;
}

// As an object, or as the text of one.
Policy document(const Json& value, const std::string& where) {
    Result<Policy> policy = value.is(Json::Kind::string) ? parse_policy(value.text) : parse_policy(value);
    if (policy) return std::move(*policy);
    const std::string inner = policy.error().resource;
    refuse(where, (inner.empty() ? "" : "at " + inner + ": ") + policy.error().message);
}

NamedPolicy named_policy(const Json& value, const std::string& where) {
    Members members(value, where);
    NamedPolicy out{members.text("name", ""), document(members.get("document"), members.place("document"))};
    members.finish();
    return out;
}

OrganizationLevel level(const Json& value, const std::string& where) {
    Members members(value, where);
    OrganizationLevel out{members.text("target", ""),
                          list_of(members.get("policies"), members.place("policies"), named_policy)};
    members.finish();
    return out;
}

AclGrant grant(const Json& value, const std::string& where) {
    Members members(value, where);
    AclGrant out{members.text("grantee"), ""};
    members.get("permission");
    out.permission = members.word("permission", {"READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"});
    members.finish();
    return out;
}

PublicAccessBlock block(const Json* value, const std::string& where) {
    if (value == nullptr) return {};
    Members members(*value, where);
    PublicAccessBlock out{members.flag("restrict_public_buckets"), members.flag("ignore_public_acls")};
    members.flag("block_public_acls");  // these two act on writes, which nobody simulates
    members.flag("block_public_policy");
    members.finish();
    return out;
}

template <typename Read>
auto optional_list(Members& members, const std::string& name, Read read) {
    const Json* found = members.find(name);
    using List = decltype(list_of(*found, name, read));
    return found == nullptr ? std::optional<List>() : list_of(*found, members.place(name), read);
}

std::vector<AclGrant> acl(Members& members) {
    return optional_list(members, "acl", grant).value_or(std::vector<AclGrant>());
}

BucketSettings bucket(const Json& value, const std::string& where) {
    Members members(value, where);
    BucketSettings out{
        .owner = members.account("owner"),
        .ownership = members.word("ownership", {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"}),
        .block = block(members.find("public_access_block"), members.place("public_access_block")),
        .acl = acl(members)};
    members.finish();
    return out;
}

ObjectSettings object(const Json& value, const std::string& where) {
    Members members(value, where);
    ObjectSettings out{members.account("owner"), acl(members)};
    members.finish();
    return out;
}

AccessPointSettings access_point(const Json& value, const std::string& where) {
    Members members(value, where);
    AccessPointSettings out{.arn = members.name("arn")};
    const Result<Arn> arn = parse_arn(out.arn);
    if (!arn || !is_account_id(arn->account) || !arn->resource.starts_with("accesspoint/"))
        refuse(members.place("arn"), "must be the ARN of an S3 access point");
    if (const Json* policy = members.find("policy")) out.policy = document(*policy, members.place("policy"));
    out.network_origin = members.word("network_origin", {"Internet", "VPC"});
    out.block = block(members.find("public_access_block"), members.place("public_access_block"));
    members.finish();
    return out;
}

std::string scalar(const Json& value, const std::string& where) {
    const bool has_text = value.is(Json::Kind::string) || value.is(Json::Kind::number) || value.is(Json::Kind::boolean);
    if (!has_text) refuse(where, "must be a string, a number or a boolean");
    return value.is(Json::Kind::number) ? plain_number(value.text) : value.text;
}

RequestContext context(const Json* value, const std::string& where) {
    if (value == nullptr) return {};
    if (!value->is(Json::Kind::object)) refuse(where, "must be an object");
    std::vector<RequestContext::Entry> entries;
    for (const JsonMember& member : value->members) {
        const std::string place = where + "." + member.name;
        std::vector<std::string> values = member.value.is(Json::Kind::list)
                                              ? list_of(member.value, place, scalar)
                                              : std::vector<std::string>{scalar(member.value, place)};
        std::size_t octets = 0;
        for (const std::string& one : values) octets += one.size() + 1;
        if (octets > max_values) refuse(place, "holds more than " + std::to_string(max_values) + " octets");
        entries.emplace_back(to_lower_ascii(member.name), std::move(values));
    }
    std::sort(entries.begin(), entries.end());
    const auto is_same = [](const auto& a, const auto& b) { return a.first == b.first; };
    const auto twice = std::adjacent_find(entries.begin(), entries.end(), is_same);
    if (twice != entries.end()) refuse(where + "." + twice->first, "is written twice: context keys have no case");
    return RequestContext(std::move(entries));
}

RequestPrincipal principal(Members& members) {
    const Result<RequestPrincipal> found = parse_principal(members.name("principal"));
    if (!found) refuse(members.place("principal"), found.error().message);
    return *found;
}

std::string action(Members& members) {
    std::string found = members.name("action");
    const std::size_t colon = found.find(':');
    const bool is_action = colon != std::string::npos && colon > 0 && colon + 1 < found.size() &&
                           found.find_first_of("*? ") == std::string::npos;
    if (!is_action) refuse(members.place("action"), "must be one action, \"s3:GetObject\"");
    return found;
}

RequestResource resource(const Json* value, const std::string& where) {
    if (value == nullptr) return {"*", ""};
    Members members(*value, where);
    RequestResource out{members.find("arn") == nullptr ? "*" : members.name("arn"), members.account("account")};
    const std::vector<std::string_view> parts = split(out.arn, ':');
    if (out.arn != "*" && (parts.size() < 6 || parts[0] != "arn"))
        refuse(members.place("arn"), "must be an ARN, or \"*\" for an action without a resource");
    members.finish();
    return out;
}

AccessRequest request(const Json& value, const std::string& where) {
    Members members(value, where);
    AccessRequest out{.principal = principal(members),
                      .action = action(members),
                      .resource = resource(members.find("resource"), members.place("resource")),
                      .context = context(members.find("context"), members.place("context"))};
    members.finish();
    return out;
}

Layers layers(Members& members) {
    Layers out;
    out.identity = optional_list(members, "identity_policies", named_policy).value_or(Policies());
    out.boundary = optional_list(members, "permissions_boundary", named_policy);
    out.session = optional_list(members, "session_policies", named_policy);
    out.endpoint = optional_list(members, "endpoint_policies", named_policy);
    out.service_control = optional_list(members, "service_control_policies", level);
    out.resource_control = optional_list(members, "resource_control_policies", level);
    if (const Json* value = members.find("resource_policy")) out.resource = document(*value, "resource_policy");
    if (const Json* value = members.find("bucket")) out.bucket = bucket(*value, "bucket");
    if (const Json* value = members.find("object")) out.object = object(*value, "object");
    if (const Json* value = members.find("access_point")) out.access_point = access_point(*value, "access_point");
    return out;
}

}  // namespace

Result<SimulationLine> read_simulation(const Json& line) {
    try {
        Members members(line, "");
        SimulationLine out;
        if (const Json* id = members.find("id")) out.id = *id;
        const bool is_open = members.word("mode", {"strict", "open"}) == "open";
        out.request = request(members.get("request"), "request");
        out.request.is_open = is_open;
        out.layers = layers(members);
        members.finish();
        // A bucket's ARN does not tell whose it is.
        if (out.layers.bucket && out.request.resource.account.empty())
            out.request.resource.account = out.layers.bucket->owner;
        return out;
    } catch (const Wrong& wrong) {
        return wrong.error;
    }
}

Result<Layers> read_layers(const Json& line) {
    try {
        Members members(line, "");
        members.find("id");
        Layers out = layers(members);
        members.finish();
        return out;
    } catch (const Wrong& wrong) {
        return wrong.error;
    }
}

}  // namespace iamirror::model
