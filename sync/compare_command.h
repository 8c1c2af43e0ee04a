// `iamirror policy compare`: whether policies allow anything that others do not.
#pragma once

#include <string>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct PolicyCompareOptions {
    std::string a, b;  // "-" : stdin, of one of them
    std::string type;  // "identity", "resource", "trust"; "": told from the documents
    bool detailed_exitcode = false;
};

// ExitCode::changes only with detailed_exitcode: where A allows more than B, or that is not known.
ExitCode run_policy_compare(Context& context, const PolicyCompareOptions& options);

}  // namespace iamirror::sync
