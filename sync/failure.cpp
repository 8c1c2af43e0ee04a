#include "sync/failure.h"

#include <iostream>

#include "sync/output.h"

namespace iamirror::sync {

ExitCode exit_code_of(const Error& error) {
    switch (error.kind) {
        case ErrorKind::usage:
            return ExitCode::usage;
        case ErrorKind::busy:
            return ExitCode::busy;
        case ErrorKind::refused:
            return ExitCode::refused;
        case ErrorKind::interrupted:
            return Context::signal_received() == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
        case ErrorKind::credentials:
        case ErrorKind::denied:
        case ErrorKind::not_found:
        case ErrorKind::conflict:
        case ErrorKind::limit:
        case ErrorKind::throttled:
        case ErrorKind::unavailable:
        case ErrorKind::invalid_answer:
        case ErrorKind::invalid_input:
        case ErrorKind::database:
        case ErrorKind::internal:
            return ExitCode::failed;
    }
    return ExitCode::failed;
}

ExitCode fail(Context& context, const Error& error) {
    context.log().fail(error);
    if (context.config().output == OutputFormat::json) print(std::cout, {{"error", to_json(error)}});
    return exit_code_of(error);
}

}  // namespace iamirror::sync
