// One thing that doctor looked at: how it is, what it costs that it is so, what would help.
#pragma once

#include <string>
#include <vector>

namespace iamirror::sync {

enum class Health {
    good,
    unknown,   // could not be found out; message says why
    impaired,  // the program works, but not all of it
    broken     // nothing works without it
};

struct Check {
    std::string area;     // "database", "credentials", "identity", "clock", "import", "apply"
    std::string subject;  // of a permission "iam:ListRoles", else ""
    Health health = Health::good;
    std::string message;  // what was seen
    std::string cost;     // what does not work: "aws_iam_role: description stays as it was"
    std::string remedy;
};
using Checks = std::vector<Check>;

}  // namespace iamirror::sync
