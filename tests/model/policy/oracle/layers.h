// Each layer of policies by itself, before they are combined.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
#pragma once

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/statement.h"

namespace iamirror::oracle {

struct Layers {
    Verdict identity;
    Verdict boundary;      // allows if there is none
    Verdict session;       // the same; but see R38
    Verdict endpoint;      // the same
    Verdict scp;           // allows if every level does, or none acts on the principal
    Verdict rcp;           // only its Denies count: RCPFullAWSAccess cannot be detached
    Verdict resource;      // of the bucket, the key, the role
    Verdict access_point;  // its policy
    bool acl = false;
    bool acl_for_all = false;           // to AllUsers
    bool point_is_reachable = true;     // R48: in the clear, or from outside its VPC, nobody comes in
    bool resource_blocked = false;      // R46 took away its grants
    bool access_point_blocked = false;  // the same
};

Layers judge_layers(Facts& facts);

}  // namespace iamirror::oracle
