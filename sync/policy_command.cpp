#include "sync/policy_command.h"

#include <iostream>

#include "model/base/text.h"
#include "sync/expand_output.h"
#include "sync/failure.h"
#include "sync/read_document.h"

namespace iamirror::sync {

namespace {

Error in_file(const std::string& file, Error error) {
    error.message = (file == "-" ? "stdin" : printable(file)) + ": " + error.message;
    return error;
}

}  // namespace

ExitCode run_policy_expand(Context& context, const PolicyExpandOptions& options) {
    const auto text = read_document(options.file);
    if (!text) return fail(context, text.error());
    const auto policy = model::parse_policy(*text);
    if (!policy) return fail(context, in_file(options.file, policy.error()));
    const auto named = model::expand(*policy);
    for (const auto& finding : named.findings) context.log().on(Notice{finding.place + ": " + finding.message});
    print_expansion(std::cout, *policy, named, context.config().output);
    if (std::cout.flush()) return ExitCode::done;
    return fail(context, {.kind = ErrorKind::internal, .message = "stdout could not be written to its end"});
}

}  // namespace iamirror::sync
