#include "tests/fakes/delayed_view.h"

namespace iamirror::testing {

namespace {

// What a call is about: "RoleName=sales"; "" where it is about no one thing.
std::string object_of(const Call& call) {
    for (const char* name : {"RoleName", "UserName", "GroupName", "InstanceProfileName", "PolicyArn"}) {
        if (const std::string value = call.parameter(name); !value.empty()) {
            return std::string(name) + "=" + value;
        }
    }
    return "";
}

std::string documents_of(const Call& call) {
    return call.parameter("AssumeRolePolicyDocument") + call.parameter("PolicyDocument");
}

}  // namespace

bool DelayedView::is_hidden(const std::string& object, Time now) const {
    const auto change = changes_.find(object);
    return change != changes_.end() && now < change->second.seen_from;
}

std::optional<Response> DelayedView::instead(const Call& call, Time now) const {
    const std::string object = object_of(call);
    if (!call.is_write()) {
        if (!is_hidden(object, now)) {
            return std::nullopt;
        }
        if (const auto before = answers_.find(call.key()); before != answers_.end()) {
            return before->second;
        }
        if (!changes_.at(object).is_fresh) {
            return std::nullopt;
        }
        return error_response(404, "NoSuchEntity", object + " cannot be found.");
    }
    for (const auto& [name, change] : changes_) {
        const std::string principal = "/" + name.substr(name.find('=') + 1) + "\"";
        if (change.is_fresh && now < change.seen_from && documents_of(call).find(principal) != std::string::npos) {
            return error_response(400, "MalformedPolicyDocument",
                                  "Invalid principal in policy: \"AWS\":\"" + principal);
        }
    }
    return std::nullopt;
}

void DelayedView::note(const Call& call, const Response& answer, Time now) {
    const std::string object = object_of(call);
    if (object.empty()) {
        return;
    }
    if (!call.is_write()) {
        if (!is_hidden(object, now)) {
            answers_[call.key()] = answer;
        }
    } else if (answer.status == 200 && delay_.count() > 0) {
        const bool was_fresh = is_hidden(object, now) && changes_[object].is_fresh;
        changes_[object] = {now + delay_, was_fresh || call.action.starts_with("Create")};
    }
}

}  // namespace iamirror::testing
