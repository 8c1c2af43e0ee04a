select name, arn, jsonb_pretty(assume_role_policy) as trust, jsonb_pretty(inline_policies) as inline_policies
from aws.aws_iam_role
where name = 'sales-data-readers';
