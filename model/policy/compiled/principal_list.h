// A Principal or NotPrincipal element, read once.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include <string>
#include <vector>

#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model::compiled {

class PrincipalList {
  public:
    explicit PrincipalList(const Principals& principals);
    // What match_principal() says of the element.
    PrincipalMatch match(const RequestPrincipal& principal) const;

  private:
    struct Account {
        std::string partition, account;  // partition "": any
    };
    struct Role {
        std::string partition, account, name;
    };
    void add_aws(const std::string& entry);
    PrincipalMatch match_aws(const RequestPrincipal& principal) const;

    bool names_everyone_ = false;
    std::vector<Account> accounts_;
    std::vector<Role> roles_;
    std::vector<std::string> others_, services_, providers_;  // sorted
};

}  // namespace iamirror::model::compiled
