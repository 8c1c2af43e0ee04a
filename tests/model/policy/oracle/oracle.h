// The third evaluator: the rules R1 to R59 of AWS's pages, read as simply as they can be, sharing no code with model/.
// It is slow and small on purpose. What two fast evaluators must agree with.
//
// What AWS's pages leave open is decided so:
//  R5   An unknown operator, or a value of policy or request that its operator cannot read: an Allow does not apply, a
//       Deny applies when its other parts match.
//  R9   A resource of fewer than six segments is filled up with `*` where its last written segment ends with `*`, and
//       matches nothing otherwise. `*` and `?` never cross one of the first five colons.
//  R24  A NotPrincipal Deny spares a session listed itself or by its role, a user or role listed itself, the root user
//  by
//       its account; whoever has a permissions boundary is never spared.
//  R49  Through an access point a layer of the principal or of the organisation allows by the access point's ARN or by
//       the bucket's or object's; a Deny on either denies.
//
// Mode open. A key is known when the context gives it or when the principal and the resource tell it (folded, or known
// to be absent: aws:PrincipalArn, PrincipalAccount, PrincipalType, PrincipalIsAWSService, PrincipalServiceName,
// username, ResourceAccount; s3:ResourceAccount, DataAccessPointArn, DataAccessPointAccount, AccessPointNetworkOrigin).
// Every other key is not known, and a test of it is an atom: (operator, key, values) as written, key in lower case,
// values as a set. Two tests written alike are one atom; others are independent, also where they contradict each other.
// A test of a known key, or a resource, that needs a variable not known is an atom too. The answer is "allowed" if the
// request is allowed under all completions of the atoms, "denied" if under none, else "allowed_if". A denial is
// "explicit" if a Deny matches under all completions.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <nlohmann/json.hpp>

#include "tests/model/policy/oracle/mutation.h"

namespace iamirror::oracle {

// line: one of `iamirror simulate`, well formed. Returns {"decision", "denial", "by": [layers, sorted], "condition"}:
// decision "allowed", "denied" or "allowed_if"; denial "explicit", "implicit" or null; condition null, or for
// "allowed_if" an array (any of) of arrays (all of) of {"test": atom, "holds": bool}.
nlohmann::json naive_decision(const nlohmann::json& line, Mutation mutation = Mutation::none);

}  // namespace iamirror::oracle
