// Keys that a program of the user's writes to its standard output.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.h"

namespace iamirror::aws {

struct CredentialProcess {
    std::string profile;  // that names it
    Secret command;       // its arguments may be secret
};

// Words as a shell would part them: blanks part, single and double quotes and the backslash keep. Nothing is expanded,
// no character but these means anything. ErrorKind::credentials for a quote or a backslash that is not closed.
Result<std::vector<std::string>> split_command(std::string_view command);

// Runs the program, without a shell, for at most a minute. ErrorKind::credentials where it fails, its output is not the
// JSON of Version 1, or its keys have expired. Neither command nor output is in any error.
Result<Credentials> process_credentials(const CredentialProcess& process, const CredentialsParts& parts);

}  // namespace iamirror::aws
