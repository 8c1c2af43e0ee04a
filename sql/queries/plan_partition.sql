-- $1 account. Its own row says it; where only roles were imported, their ARNs do.
select coalesce(
    (select a.partition from aws.aws_account as a where a.account_id = $1),
    (select pg_catalog.split_part(r.arn, ':', 2) from aws.aws_iam_role as r where r.account_id = $1 limit 1),
    (select pg_catalog.split_part(u.arn, ':', 2) from aws.aws_iam_user as u where u.account_id = $1 limit 1)
) as partition
