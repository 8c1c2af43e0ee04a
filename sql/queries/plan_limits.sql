-- Quotas of account $1 that AWS raises on request; no row, or NULL, where it did not say.
select s.assume_role_policy_size_quota as trust_characters, s.role_policy_size_quota as inline_characters
from aws.aws_iam_account_summary as s
where s.account_id = $1
