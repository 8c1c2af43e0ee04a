-- Managed policies: the account's own, and of AWS's those in use. Key: the policy's id, or its ARN for AWS's own, whose
-- ids repeat in every account. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html
select mirror.create_type('aws_iam_policy', $description$ {
  "comment": "IAM managed policy",
  "columns": [
    {"name": "path", "type": "text", "comment": "Path. Path"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "update_date", "type": "timestamptz", "comment": "When its newest version was made. UpdateDate"},
    {"name": "default_version_id", "type": "text", "comment": "The version in force: v3. DefaultVersionId"},
    {"name": "description", "type": "text", "comment": "What people wrote about it; null without one. Description"},
    {"name": "is_attachable", "type": "boolean", "comment": "True if it can be attached. IsAttachable"},
    {"name": "is_aws_managed", "type": "boolean", "comment": "True for AWS's own; from the ARN"},
    {"name": "policy_id", "type": "text", "comment": "Unique id, ANPA…; null where the answer leaves it out. PolicyId"},
    {"name": "document", "type": "document", "comment": "SHA-256 of the default version's document. PolicyVersionList"},
    {"name": "attachment_count", "type": "bigint", "activity": true, "comment": "Users, groups and roles it is attached to. AttachmentCount"},
    {"name": "permissions_boundary_usage_count", "type": "bigint", "activity": true, "comment": "Users and roles it bounds. PermissionsBoundaryUsageCount"},
    {"name": "listed_policy_id", "type": "text", "part": "ListPolicies", "comment": "Unique id as iam:ListPolicies gives it; null if it was never read. PolicyId"}
  ],
  "view": [
    {"name": "name", "type": "text", "column": "name", "comment": "Policy name"},
    {"name": "policy_id", "type": "text", "expression": "coalesce(o.policy_id, o.listed_policy_id)", "comment": "Unique id, ANPA…; NULL where AWS's answer leaves it out"},
    {"name": "path", "type": "text", "column": "path", "comment": "Path"},
    {"name": "arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "is_aws_managed", "type": "boolean", "column": "is_aws_managed", "comment": "True for AWS's own, false for the account's"},
    {"name": "is_attachable", "type": "boolean", "column": "is_attachable", "comment": "True if it can be attached to a user, group or role"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "update_date", "type": "timestamptz", "column": "update_date", "comment": "When its newest version was made"},
    {"name": "attachment_count", "type": "bigint", "column": "attachment_count", "comment": "Users, groups and roles it is attached to, as AWS counts"},
    {"name": "is_attached", "type": "boolean", "expression": "a.attachment_count > 0", "comment": "True if it is attached to anyone, as AWS counts"},
    {"name": "default_version_id", "type": "text", "column": "default_version_id", "comment": "The version in force: v3"},
    {"name": "permissions_boundary_usage_count", "type": "bigint", "column": "permissions_boundary_usage_count", "comment": "Users and roles it bounds, as AWS counts"},
    {"name": "policy", "type": "jsonb", "expression": "policy_of(o.document)", "comment": "Document of the default version; NULL where jsonb cannot hold it, see ops.finding"},
    {"name": "policy_std", "type": "jsonb", "expression": "policy_std_of(o.document)", "comment": "policy in standard form; NULL where jsonb cannot hold it"},
    {"name": "tags_src", "type": "jsonb", "comment": "List of {Key, Value}. NULL: tag:GetResources is not called yet"},
    {"name": "tags", "type": "jsonb", "comment": "Map from tag key to value. NULL: tag:GetResources is not called yet"},
    {"name": "description", "type": "text", "column": "description", "comment": "What people wrote about it; NULL without one. Filled, where Steampipe gives NULL in every list"}
  ]
} $description$);
