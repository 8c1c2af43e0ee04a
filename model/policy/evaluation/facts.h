// What is known of a request when it is decided: its context, and what principal and resource tell by themselves.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy/evaluation/request.h"

namespace iamirror::model {

// Whether a context key has values, is surely not there, or only the request would know.
struct KeyValues {
    enum class State { present, absent, unknown };
    State state = State::absent;
    std::vector<std::string> values;  // of a present key; a key without a value is absent
};

class Facts {
  public:
    // `access_point`: the ARN of the one that the request takes, "" for none. `request` outlives the facts.
    Facts(const AccessRequest& request, std::string_view access_point, std::string_view network_origin);

    KeyValues key(std::string_view name) const;  // in any case
    const AccessRequest& request() const { return request_; }
    const std::string& resource_account() const { return resource_account_; }

  private:
    const AccessRequest& request_;
    std::string resource_account_;
    RequestContext folded_;  // in lower case; an empty list: surely absent
};

}  // namespace iamirror::model
