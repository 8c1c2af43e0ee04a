// Sets of policies and requests to measure the evaluators with.
#pragma once

#include <string>
#include <vector>

#include "model/policy/evaluation/layers.h"
#include "model/policy/evaluation/request.h"

namespace iamirror::bench {

struct PolicySet {
    std::string name;
    model::Layers layers;
    std::vector<model::AccessRequest> requests;
    std::size_t identity_octets = 0;  // of its documents as text
};

// A role's session at a bucket of its account and of another: a boundary, three levels of SCPs, three of RCPs, a bucket
// policy of four statements. Identity policies: one, five, or five of 128 KB together, in the manner of AWS's
// ReadOnlyAccess and SecurityAudit with three of many statements.
std::vector<PolicySet> policy_sets();

// The documents of an account: most are copies of what other accounts have, as AWS's managed policies and what an
// organization rolls out are; some name the account. 50 of them.
std::vector<std::string> documents_of_account(std::size_t account);

}  // namespace iamirror::bench
