// Policy variables: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include <string>

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

struct Filled {
    Pattern pattern;
    bool without_value = false;  // a variable has none
    bool unknown = false;        // a variable is not known
};

struct Reading {
    bool variables = false;  // of version 2012-10-17
    bool wildcards = false;  // `*` and `?` as written; a value put in for a variable never has them
};

Filled fill_in(const Facts& facts, const std::string& text, Reading reading);

}  // namespace iamirror::oracle
