// What STS's answers and refusals mean, the same for every kind of AssumeRole.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html
#pragma once

#include <string>

#include "aws/client.h"

namespace iamirror::aws {

// An identity that is there already: to sign one call with.
class GivenKeys : public CredentialsProvider {
  public:
    explicit GivenKeys(Credentials keys) : keys_(std::move(keys)) {}
    Result<Credentials> get() override { return keys_; }

  private:
    Credentials keys_;
};

// The session in the answer to `operation`. ErrorKind::invalid_answer where it is not complete.
Result<Credentials> session_of(const Answer& answer, const Operation& operation, const std::string& role_arn,
                               std::string source);

// The error of a call that asked for a role: names the role, and is one of credentials with that hint where STS refused:
// there is no identity to call with. The call's ClientParts::hidden keeps out what STS repeats of its parameters.
Error refused_session(Error error, const std::string& role_arn, std::string hint);

}  // namespace iamirror::aws
