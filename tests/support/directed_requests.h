// Requests that are likely to be allowed by a policy and to meet what another says: drawn from the actions, resources,
// conditions and variables of both.
#pragma once

#include "model/policy/compare.h"
#include "tests/model/policy/oracle/random.h"

namespace iamirror::testing {

class DirectedRequests {
  public:
    // Both outlive it.
    DirectedRequests(const model::Policy& aimed_at, const model::Policy& other) : aimed_at_(aimed_at), other_(other) {}

    // Of an ordinary user or role on a resource of the same account.
    model::AccessRequest draw(oracle::Random& random) const;

  private:
    std::string action(oracle::Random& random, const model::Statement& statement) const;
    std::string resource(oracle::Random& random, const model::Statement& statement, const std::string& action) const;
    void add_context(oracle::Random& random, const model::Statement& statement, model::AccessRequest& request) const;
    bool may_have_several(const std::string& key) const;

    const model::Policy& aimed_at_;
    const model::Policy& other_;
};

}  // namespace iamirror::testing
