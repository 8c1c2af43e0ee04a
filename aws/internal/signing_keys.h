// Signing keys that are kept: a key serves one day, region and service, and costs as much as all the rest of a
// signature. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "aws/sigv4.h"

namespace iamirror::aws {

class SigningKeys {
  public:
    // What signing_key() gives. Thread safe.
    Secret key(const Secret& secret_access_key, const SigningScope& scope);

  private:
    struct Kept {
        Secret secret_access_key;
        std::string date;
        Secret key;
    };

    std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, Kept> keys_;  // by region and service: the newest
};

}  // namespace iamirror::aws
