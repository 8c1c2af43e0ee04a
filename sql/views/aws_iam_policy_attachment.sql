-- Whom is each managed policy attached to? One row a policy. Example:
--   select policy_arn, r ->> 'RoleName' from aws.aws_iam_policy_attachment, jsonb_array_elements(policy_roles) r;
select mirror.create_join_view('aws_iam_policy_attachment', $description$ {
  "comment": "Users, groups and roles that a managed policy is attached to; one row a policy",
  "from": "{aws_iam_policy} as o left join (select g.account_id, g.region, p.value as arn, jsonb_agg(jsonb_build_object('GroupId', g.object_id, 'GroupName', g.name) order by g.name) as entities from {aws_iam_group} g cross join jsonb_array_elements_text(g.attached_policy_arns) p group by g.account_id, g.region, p.value) as g on g.account_id = o.account_id and g.region = o.region and g.arn = o.arn left join (select r.account_id, r.region, p.value as arn, jsonb_agg(jsonb_build_object('RoleId', r.object_id, 'RoleName', r.name) order by r.name) as entities from {aws_iam_role} r cross join jsonb_array_elements_text(r.attached_policy_arns) p group by r.account_id, r.region, p.value) as r on r.account_id = o.account_id and r.region = o.region and r.arn = o.arn left join (select u.account_id, u.region, p.value as arn, jsonb_agg(jsonb_build_object('UserId', u.object_id, 'UserName', u.name) order by u.name) as entities from {aws_iam_user} u cross join jsonb_array_elements_text(u.attached_policy_arns) p group by u.account_id, u.region, p.value) as u on u.account_id = o.account_id and u.region = o.region and u.arn = o.arn",
  "view": [
    {"name": "policy_arn", "type": "text", "expression": "o.arn", "comment": "ARN of the policy"},
    {"name": "is_attached", "type": "boolean", "expression": "coalesce(g.entities, r.entities, u.entities) is not null", "comment": "True if it is attached to anyone in the mirror"},
    {"name": "policy_groups", "type": "jsonb", "expression": "coalesce(g.entities, '[]')", "comment": "List of {GroupId, GroupName}; [] for none"},
    {"name": "policy_roles", "type": "jsonb", "expression": "coalesce(r.entities, '[]')", "comment": "List of {RoleId, RoleName}; [] for none"},
    {"name": "policy_users", "type": "jsonb", "expression": "coalesce(u.entities, '[]')", "comment": "List of {UserId, UserName}; [] for none"},
    {"name": "partition", "type": "text", "expression": "split_part(o.arn, ':', 2)", "comment": "AWS partition: aws, aws-cn, aws-us-gov"},
    {"name": "region", "type": "text", "expression": "o.region", "comment": "AWS region of the listing; global for IAM"},
    {"name": "account_id", "type": "text", "expression": "o.account_id", "comment": "AWS account id"},
    {"name": "_ctx", "type": "jsonb", "expression": "jsonb_build_object('connection_name', 'aws_' || o.account_id)", "comment": "Where the row comes from: {\"connection_name\": \"aws_<account id>\"}"}
  ]
} $description$);
