-- Membership of an IAM user in an IAM group, an object of its own: users and groups do not change when it does.
-- https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html (GroupList)
select mirror.create_type('aws_iam_group_member', $description$ {
  "comment": "Membership of an IAM user in an IAM group",
  "columns": [
    {"name": "group_id", "type": "text", "comment": "Unique id of the group, AGPA…"},
    {"name": "user_id", "type": "text", "comment": "Unique id of the user, AIDA…"}
  ],
  "indexes": [["account_id", "user_id"], ["account_id", "group_id"]],
  "view": [
    {"name": "group_id", "type": "text", "column": "group_id", "comment": "Unique id of the group, AGPA…"},
    {"name": "group_name", "type": "text", "expression": "(select g.name from {aws_iam_group} g where g.account_id = o.account_id and g.region = o.region and g.object_id = o.group_id)", "comment": "Name of the group; NULL if it is not in the mirror"},
    {"name": "group_arn", "type": "text", "expression": "(select g.arn from {aws_iam_group} g where g.account_id = o.account_id and g.region = o.region and g.object_id = o.group_id)", "comment": "ARN of the group; NULL if it is not in the mirror"},
    {"name": "user_id", "type": "text", "column": "user_id", "comment": "Unique id of the user, AIDA…"},
    {"name": "user_name", "type": "text", "expression": "(select u.name from {aws_iam_user} u where u.account_id = o.account_id and u.region = o.region and u.object_id = o.user_id)", "comment": "Name of the user; NULL if it is not in the mirror"},
    {"name": "user_arn", "type": "text", "expression": "(select u.arn from {aws_iam_user} u where u.account_id = o.account_id and u.region = o.region and u.object_id = o.user_id)", "comment": "ARN of the user; NULL if it is not in the mirror"},
    {"name": "title", "type": "text", "expression": "(select g.name || '/' || u.name from {aws_iam_group} g, {aws_iam_user} u where g.account_id = o.account_id and g.region = o.region and g.object_id = o.group_id and u.account_id = o.account_id and u.region = o.region and u.object_id = o.user_id)", "comment": "Group name / user name"},
    {"name": "akas", "type": "jsonb", "expression": "jsonb_build_array(o.object_id)", "comment": "List of its key: a membership has no ARN"},
    {"name": "partition", "type": "text", "expression": "(select nullif(split_part(g.arn, ':', 2), '') from {aws_iam_group} g where g.account_id = o.account_id and g.region = o.region and g.object_id = o.group_id)", "comment": "AWS partition of the group: aws, aws-cn, aws-us-gov"}
  ]
} $description$);
