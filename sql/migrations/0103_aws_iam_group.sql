-- IAM groups. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html
select mirror.create_type('aws_iam_group', $description$ {
  "comment": "IAM group",
  "columns": [
    {"name": "path", "type": "text", "comment": "Path. Path"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "attached_policy_arns", "type": "jsonb", "comment": "Sorted list of ARNs of attached managed policies; [] without one. AttachedManagedPolicies"},
    {"name": "inline_policies", "type": "document_map", "comment": "Map from policy name to SHA-256 of its document; {} without one. GroupPolicyList"}
  ],
  "view": [
    {"name": "name", "type": "text", "column": "name", "comment": "Group name"},
    {"name": "group_id", "type": "text", "column": "object_id", "comment": "Unique id, AGPA…; never used again"},
    {"name": "path", "type": "text", "column": "path", "comment": "Path"},
    {"name": "arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "inline_policies", "type": "jsonb", "expression": "inline_of(o.inline_policies)", "comment": "List of {PolicyName, PolicyDocument}; NULL without one; a document that jsonb cannot hold is null and has a row in ops.finding"},
    {"name": "inline_policies_std", "type": "jsonb", "expression": "inline_std_of(o.inline_policies)", "comment": "inline_policies in standard form; NULL without one"},
    {"name": "attached_policy_arns", "type": "jsonb", "expression": "nullif(o.attached_policy_arns, '[]')", "comment": "List of ARNs of attached managed policies; NULL without one"},
    {"name": "users", "type": "jsonb", "expression": "(select jsonb_agg(jsonb_build_object('Arn', u.arn, 'CreateDate', mirror.iso(u.create_date), 'UserId', u.object_id, 'UserName', u.name, 'Path', u.path) order by u.name) from {aws_iam_group_member} m inner join {aws_iam_user} u on u.account_id = m.account_id and u.region = m.region and u.object_id = m.user_id where m.account_id = o.account_id and m.region = o.region and m.group_id = o.object_id)", "comment": "List of {Arn, CreateDate, UserId, UserName, Path} of its members; NULL for none"}
  ]
} $description$);
