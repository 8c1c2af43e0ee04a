-- IAM roles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html
select mirror.create_type('aws_iam_role', $description$ {
  "comment": "IAM role",
  "columns": [
    {"name": "path", "type": "text", "comment": "Path. Path"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "permissions_boundary_arn", "type": "text", "comment": "ARN of the policy that bounds it; null without one. PermissionsBoundary.PermissionsBoundaryArn"},
    {"name": "permissions_boundary_type", "type": "text", "comment": "Policy; null without a boundary. PermissionsBoundary.PermissionsBoundaryType"},
    {"name": "tags", "type": "jsonb", "comment": "Map from tag key to value; {} without one. Tags"},
    {"name": "attached_policy_arns", "type": "jsonb", "comment": "Sorted list of ARNs of attached managed policies; [] without one. AttachedManagedPolicies"},
    {"name": "inline_policies", "type": "document_map", "comment": "Map from policy name to SHA-256 of its document; {} without one. RolePolicyList"},
    {"name": "trust_document", "type": "document", "comment": "SHA-256 of the trust policy. AssumeRolePolicyDocument"},
    {"name": "role_last_used_date", "type": "timestamptz", "activity": true, "comment": "When it was last used in the last 400 days; null: not used. RoleLastUsed.LastUsedDate"},
    {"name": "role_last_used_region", "type": "text", "activity": true, "comment": "Region it was last used in; null: not used. RoleLastUsed.Region"},
    {"name": "description", "type": "text", "part": "ListRoles", "comment": "What people wrote about it; null without one, or if it was never read. Description"},
    {"name": "max_session_duration", "type": "bigint", "part": "ListRoles", "comment": "Longest session in seconds; null if it was never read. MaxSessionDuration"}
  ],
  "others": "left join (select p.account_id, p.region, r.role_id, jsonb_agg(p.arn order by p.arn) as instance_profile_arns from {aws_iam_instance_profile} p cross join lateral jsonb_array_elements_text(p.role_ids) as r (role_id) group by p.account_id, p.region, r.role_id) as x on x.account_id = o.account_id and x.region = o.region and x.role_id = o.object_id",
  "view": [
    {"name": "name", "type": "text", "column": "name", "comment": "Role name"},
    {"name": "arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "role_id", "type": "text", "column": "object_id", "comment": "Unique id, AROA…; never used again"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "description", "type": "text", "column": "description", "comment": "What people wrote about it; NULL without one, or if iam:ListRoles could not be read"},
    {"name": "instance_profile_arns", "type": "jsonb", "expression": "x.instance_profile_arns", "comment": "List of ARNs of the instance profiles that hold it; NULL for none"},
    {"name": "max_session_duration", "type": "bigint", "column": "max_session_duration", "comment": "Longest session in seconds; NULL if iam:ListRoles could not be read"},
    {"name": "path", "type": "text", "column": "path", "comment": "Path"},
    {"name": "permissions_boundary_arn", "type": "text", "column": "permissions_boundary_arn", "comment": "ARN of the policy that bounds it; NULL without one"},
    {"name": "permissions_boundary_type", "type": "text", "column": "permissions_boundary_type", "comment": "Policy; NULL without a boundary"},
    {"name": "role_last_used_date", "type": "timestamptz", "column": "role_last_used_date", "comment": "When it was last used in the last 400 days; NULL: not used"},
    {"name": "role_last_used_region", "type": "text", "column": "role_last_used_region", "comment": "Region it was last used in; NULL: not used"},
    {"name": "tags_src", "type": "jsonb", "expression": "tags_src_of(o.tags)", "comment": "List of {Key, Value}; NULL without one"},
    {"name": "inline_policies", "type": "jsonb", "expression": "inline_of(o.inline_policies)", "comment": "List of {PolicyName, PolicyDocument}; NULL without one; a document that jsonb cannot hold is null and has a row in ops.finding"},
    {"name": "inline_policies_std", "type": "jsonb", "expression": "inline_std_of(o.inline_policies)", "comment": "inline_policies in standard form; NULL without one"},
    {"name": "attached_policy_arns", "type": "jsonb", "expression": "nullif(o.attached_policy_arns, '[]')", "comment": "List of ARNs of attached managed policies; NULL without one"},
    {"name": "assume_role_policy", "type": "jsonb", "expression": "policy_of(o.trust_document)", "comment": "Who may assume it; NULL where jsonb cannot hold the document, see ops.finding"},
    {"name": "assume_role_policy_document", "type": "text", "expression": "text_of(o.trust_document)", "comment": "assume_role_policy as received, decoded; octets that are no text are written \\nnn"},
    {"name": "assume_role_policy_std", "type": "jsonb", "expression": "policy_std_of(o.trust_document)", "comment": "assume_role_policy in standard form; NULL where jsonb cannot hold the document"},
    {"name": "tags", "type": "jsonb", "expression": "nullif(o.tags, '{}')", "comment": "Map from tag key to value; NULL without one"}
  ]
} $description$);
