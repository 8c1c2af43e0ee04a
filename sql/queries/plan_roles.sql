-- The roles of account $1, as of the last publish.
select role_id, arn, name, path, description, max_session_duration, permissions_boundary_arn,
    assume_role_policy_document, inline_policies, attached_policy_arns, tags, instance_profile_arns
from aws.aws_iam_role
where account_id = $1
order by role_id
