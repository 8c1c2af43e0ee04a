// What people want, as rows of schema control: who may do what, through one object of AWS.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/base/time.h"

namespace iamirror::model {

// A row of control.who.
struct Who {
    std::string type;                        // "user", "role", "account", "service", …
    std::string who;                         // a name in the control's account, an ARN, an account id, a service
    std::optional<std::string> external_id;  // what a caller from outside must present
    std::optional<Time> expires_at;          // access ends then
};

// A row of control.what.
struct What {
    std::string what;                      // "s3://bucket/prefix/", or an ARN as IAM reads it
    std::string permission;                // a word of control.permission, or "service:Action"
    std::optional<std::string> condition;  // JSON of an IAM Condition block
};

// A row of control.access_control with what belongs to it.
struct AccessControl {
    std::string name;  // unique without regard to case
    std::string type;  // "role"
    std::string account_id;
    std::string description;
    std::string state;        // draft, submitted, approved, applied, drifted, retired
    bool is_complete = true;  // false: imported with a loss that nobody has accepted
    std::string incomplete_reason;
    bool lock_who = false;
    bool lock_what = false;
    bool lock_name = false;
    bool lock_delete = false;
    std::string aws_arn;  // of the object it stands for, "" before it is made
    std::vector<Who> who;
    std::vector<What> what;
};

// A row of control.permission: what a word means on a kind of thing.
struct Permission {
    std::string word;       // "read"
    std::string what_type;  // "s3"
    std::string action;     // "s3:GetObject"
};
using PermissionTable = std::vector<Permission>;

}  // namespace iamirror::model
