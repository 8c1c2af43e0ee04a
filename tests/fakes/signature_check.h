// Checks every request as AWS does: who signed it, when, for which service and region, and that nothing was changed.
// Written against the published algorithm with OpenSSL, and not with aws/sigv4, so that no mistake there is shared
// here. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/base/time.h"
#include "tests/fakes/http_server.h"

namespace iamirror::testing {

struct Refusal {
    std::string code;  // AWS's: "SignatureDoesNotMatch"
    std::string message;
};

class SignatureCheck {
  public:
    // A key that AWS has given out; a session's has a token.
    void know(const std::string& access_key_id, const std::string& secret, const std::string& session_token = "");
    // Keys in an answer of AWS that passes by (AssumeRole, CreateAccessKey, GetSessionToken).
    void learn(const std::string& answer);
    // A service that is to be signed for that region only: IAM for us-east-1.
    void expect_region(const std::string& service, const std::string& region) { regions_[service] = region; }

    // nullopt: the request is as its signer sent it.
    std::optional<Refusal> refuse(const Request& request, Time now) const;

  private:
    struct Key {
        std::string secret, session_token;
    };
    std::map<std::string, Key> keys_;
    std::map<std::string, std::string> regions_;
};

}  // namespace iamirror::testing
