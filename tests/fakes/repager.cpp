#include "tests/fakes/repager.h"

#include <tinyxml2.h>

#include <algorithm>
#include <set>

namespace iamirror::testing {

namespace {

using Names = std::vector<std::string>;

// The lists of each listing's answer.
const std::map<std::string, Names>& listings() {
    static const std::map<std::string, Names> table = {
        {"GetAccountAuthorizationDetails", {"UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"}},
        {"ListUsers", {"Users"}},
        {"ListGroups", {"Groups"}},
        {"ListRoles", {"Roles"}},
        {"ListPolicies", {"Policies"}},
        {"ListInstanceProfiles", {"InstanceProfiles"}},
        {"ListInstanceProfilesForRole", {"InstanceProfiles"}},
        {"ListAccountAliases", {"AccountAliases"}},
        {"GetGroup", {"Users"}},
        {"ListGroupsForUser", {"Groups"}},
        {"ListAccessKeys", {"AccessKeyMetadata"}},
        {"ListMFADevices", {"MFADevices"}},
        {"ListVirtualMFADevices", {"VirtualMFADevices"}},
        {"ListPolicyVersions", {"Versions"}},
        {"ListEntitiesForPolicy", {"PolicyGroups", "PolicyUsers", "PolicyRoles"}},
        {"ListUserPolicies", {"PolicyNames"}},
        {"ListGroupPolicies", {"PolicyNames"}},
        {"ListRolePolicies", {"PolicyNames"}},
        {"ListAttachedUserPolicies", {"AttachedPolicies"}},
        {"ListAttachedGroupPolicies", {"AttachedPolicies"}},
        {"ListAttachedRolePolicies", {"AttachedPolicies"}},
        {"ListUserTags", {"Tags"}},
        {"ListRoleTags", {"Tags"}},
        {"ListPolicyTags", {"Tags"}},
    };
    return table;
}

std::string print(const tinyxml2::XMLElement& element) {
    tinyxml2::XMLPrinter printer(nullptr, true);
    element.Accept(&printer);
    return {printer.CStr(), static_cast<std::size_t>(printer.CStrSize()) - 1};
}

// Texts of every element of that name.
void collect_texts(const std::string& xml, const std::string& name, std::set<std::string>& texts) {
    const std::string open = "<" + name + ">";
    for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        const std::size_t begin = at + open.size();
        texts.insert(xml.substr(begin, xml.find('<', begin) - begin));
    }
}

std::string first_text(const std::string& xml, const std::string& name) {
    std::set<std::string> texts;
    collect_texts(xml.substr(0, xml.find("</" + name + ">")), name, texts);
    return texts.empty() ? "" : *texts.begin();
}

bool is_aws_managed(const std::string& arn) {
    return arn.find(":iam::aws:policy/") != std::string::npos;
}

// A marker as AWS makes them: nothing to read in it, and characters that a form must encode.
// `page` makes it another one where a page was empty.
std::string make_marker(long number, std::size_t offset, long page) {
    return "AAM+/" + std::to_string(number) + "/" + std::to_string(offset) + "/" + std::to_string(page) + "+==";
}

std::optional<std::pair<long, std::size_t>> read_marker(const std::string& marker) {
    long number = 0;
    unsigned long offset = 0;
    if (std::sscanf(marker.c_str(), "AAM+/%ld/%lu/", &number, &offset) != 2) {
        return std::nullopt;
    }
    return std::pair{number, static_cast<std::size_t>(offset)};
}

Response xml_answer(std::string body) {
    return {.status = 200, .headers = {{"Content-Type", "text/xml"}}, .body = std::move(body)};
}

bool has_filter(const Call& call) {
    return std::any_of(call.parameters.begin(), call.parameters.end(),
                       [](const auto& parameter) { return parameter.first.rfind("Filter.", 0) == 0; });
}

}  // namespace

bool Repager::knows(const Call& call) {
    return call.service == "iam" && listings().count(call.action) == 1;
}

Response Repager::page(const Call& call, const Ask& ask) {
    const std::string marker = call.parameter("Marker");
    if (!marker.empty()) {
        const auto position = read_marker(marker);
        if (!position || listings_.count(position->first) == 0) {
            return error_response(400, "ValidationError", "Invalid Marker.");
        }
        return cut(call, position->first, position->second);
    }
    Listing listing;
    if (std::optional<Response> failure = read(call, ask, listing)) {
        return *failure;
    }
    const long number = next_number_++;
    listings_[number] = std::move(listing);
    const std::size_t kept = 16;
    if (listings_.size() > kept) {
        listings_.erase(listings_.begin());
    }
    return cut(call, number, 0);
}

// Everything that stands behind, page after page where it has pages of its own; its answer where it fails.
std::optional<Response> Repager::read(const Call& call, const Ask& ask, Listing& listing) {
    std::map<std::string, std::string> parameters = call.parameters;
    parameters["MaxItems"] = "1000";
    std::string marker;
    do {
        Response answer = ask(parameters);
        if (answer.status != 200) {
            return answer;
        }
        append(answer.body, call, listing, marker);
        parameters["Marker"] = marker;
    } while (!marker.empty());
    if (call.action != "GetAccountAuthorizationDetails" || !settings_.drops_unused_managed_policies) {
        return std::nullopt;
    }
    if (has_filter(call)) {
        return error_response(500, "InternalFailure", "this proxy does not know who uses a policy behind a filter");
    }
    drop_unused_managed_policies(listing);
    return std::nullopt;
}

void Repager::append(const std::string& xml, const Call& call, Listing& listing, std::string& marker) {
    tinyxml2::XMLDocument document;
    document.Parse(xml.data(), xml.size());
    const tinyxml2::XMLElement* result = document.RootElement()->FirstChildElement((call.action + "Result").c_str());
    const std::size_t begin = xml.find("<" + call.action + "Result>") + call.action.size() + 8;
    listing.head = xml.substr(0, begin);
    listing.tail = xml.substr(xml.rfind("</" + call.action + "Result>"));
    listing.lists = listings().at(call.action);
    listing.others.clear();
    marker.clear();
    for (const tinyxml2::XMLElement* child = result->FirstChildElement(); child != nullptr;
         child = child->NextSiblingElement()) {
        const std::string name = child->Name();
        if (std::find(listing.lists.begin(), listing.lists.end(), name) != listing.lists.end()) {
            for (const auto* item = child->FirstChildElement(); item != nullptr; item = item->NextSiblingElement()) {
                listing.items.push_back({name, print(*item)});
            }
        } else if (name == "Marker") {
            marker = child->GetText() == nullptr ? "" : child->GetText();
        } else if (name != "IsTruncated") {
            listing.others += print(*child);
        }
    }
}

void Repager::drop_unused_managed_policies(Listing& listing) {
    std::set<std::string> used;
    for (const Item& item : listing.items) {
        if (item.list != "Policies") {
            collect_texts(item.xml, "PolicyArn", used);
            collect_texts(item.xml, "PermissionsBoundaryArn", used);
        }
    }
    std::erase_if(listing.items, [&](const Item& item) {
        const std::string arn = item.list == "Policies" ? first_text(item.xml, "Arn") : "";
        return is_aws_managed(arn) && used.count(arn) == 0;
    });
}

Response Repager::cut(const Call& call, long number, std::size_t offset) {
    const Listing& listing = listings_.at(number);
    const std::string asked = call.parameter("MaxItems");
    const int size = std::min(asked.empty() ? 100 : std::stoi(asked), settings_.largest_page);
    const std::size_t end = std::min(offset + static_cast<std::size_t>(size), listing.items.size());
    std::string body = listing.head + listing.others;
    for (const std::string& list : listing.lists) {
        body += "<" + list + ">";
        for (std::size_t i = offset; i < end; ++i) {
            body += listing.items[i].list == list ? listing.items[i].xml : "";
        }
        body += "</" + list + ">";
    }
    const bool is_truncated = end < listing.items.size();
    body += std::string("<IsTruncated>") + (is_truncated ? "true" : "false") + "</IsTruncated>";
    body += is_truncated ? "<Marker>" + make_marker(number, end, next_page_++) + "</Marker>" : "";
    return xml_answer(body + listing.tail);
}

}  // namespace iamirror::testing
