// The listings of IAM that types share, and the operations of one account that are no listing.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
#pragma once

#include "sync/resource_type.h"

namespace iamirror::sync {

// An operation of IAM's query protocol.
aws::Operation iam_operation(const std::string& name);

// How IAM cuts its listings, 1,000 a page.
aws::Paging iam_pages();

// Users, groups, roles and policies with all that is embedded in them, 1,000 a page.
Listing account_authorization_details();
Listing list_users();
Listing list_roles();
Listing list_local_policies();
Listing list_instance_profiles();
Listing list_account_aliases();

// sts:GetCallerIdentity, which needs no permission.
aws::Operation get_caller_identity();

}  // namespace iamirror::sync
