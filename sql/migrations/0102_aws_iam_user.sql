-- IAM users. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html
select mirror.create_type('aws_iam_user', $description$ {
  "comment": "IAM user",
  "columns": [
    {"name": "path", "type": "text", "comment": "Path. Path"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "permissions_boundary_arn", "type": "text", "comment": "ARN of the policy that bounds it; null without one. PermissionsBoundary.PermissionsBoundaryArn"},
    {"name": "permissions_boundary_type", "type": "text", "comment": "Policy; null without a boundary. PermissionsBoundary.PermissionsBoundaryType"},
    {"name": "tags", "type": "jsonb", "comment": "Map from tag key to value; {} without one. Tags"},
    {"name": "attached_policy_arns", "type": "jsonb", "comment": "Sorted list of ARNs of attached managed policies; [] without one. AttachedManagedPolicies"},
    {"name": "inline_policies", "type": "document_map", "comment": "Map from policy name to SHA-256 of its document; {} without one. UserPolicyList"},
    {"name": "password_last_used", "type": "timestamptz", "part": "ListUsers", "activity": true, "comment": "When the password was last used; null: never, no password, or not read. PasswordLastUsed"}
  ],
  "view": [
    {"name": "name", "type": "text", "column": "name", "comment": "User name"},
    {"name": "user_id", "type": "text", "column": "object_id", "comment": "Unique id, AIDA…; never used again"},
    {"name": "path", "type": "text", "column": "path", "comment": "Path"},
    {"name": "arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "password_last_used", "type": "timestamptz", "column": "password_last_used", "comment": "When the password was last used to sign in; NULL: never, or no password"},
    {"name": "mfa_enabled", "type": "boolean", "comment": "True if it has an MFA device. NULL: the credential report is not read yet"},
    {"name": "login_profile", "type": "jsonb", "comment": "Password settings. NULL: iam:GetLoginProfile is not called; the credential report is not read yet"},
    {"name": "permissions_boundary_arn", "type": "text", "column": "permissions_boundary_arn", "comment": "ARN of the policy that bounds it; NULL without one"},
    {"name": "permissions_boundary_type", "type": "text", "column": "permissions_boundary_type", "comment": "Policy; NULL without a boundary"},
    {"name": "mfa_devices", "type": "jsonb", "comment": "Its MFA devices. NULL: iam:ListMFADevices is not called; the credential report is not read yet"},
    {"name": "groups", "type": "jsonb", "expression": "coalesce((select jsonb_agg(jsonb_build_object('Arn', g.arn, 'CreateDate', mirror.iso(g.create_date), 'GroupId', g.object_id, 'GroupName', g.name, 'Path', g.path) order by g.name) from {aws_iam_group_member} m inner join {aws_iam_group} g on g.account_id = m.account_id and g.region = m.region and g.object_id = m.group_id where m.account_id = o.account_id and m.region = o.region and m.user_id = o.object_id), '[]')", "comment": "List of {Arn, CreateDate, GroupId, GroupName, Path} of the groups it is in; [] for none"},
    {"name": "inline_policies", "type": "jsonb", "expression": "inline_of(o.inline_policies)", "comment": "List of {PolicyName, PolicyDocument}; NULL without one; a document that jsonb cannot hold is null and has a row in ops.finding"},
    {"name": "inline_policies_std", "type": "jsonb", "expression": "inline_std_of(o.inline_policies)", "comment": "inline_policies in standard form; NULL without one"},
    {"name": "attached_policy_arns", "type": "jsonb", "expression": "nullif(o.attached_policy_arns, '[]')", "comment": "List of ARNs of attached managed policies; NULL without one"},
    {"name": "tags_src", "type": "jsonb", "expression": "tags_src_of(o.tags)", "comment": "List of {Key, Value}; NULL without one"},
    {"name": "tags", "type": "jsonb", "expression": "nullif(o.tags, '{}')", "comment": "Map from tag key to value; NULL without one"}
  ]
} $description$);
