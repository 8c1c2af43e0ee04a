-- One account, current: what the readers beside a publish ask, over and over (pgbench).
\set account random(0, 499)
select name, arn, description from aws.aws_iam_role where account_id = to_char(100000000 + :account, 'FM000000000000');
