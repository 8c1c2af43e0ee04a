-- $1 account, $2 plan (null: the newest). Whether it is too old is the database's to say, which dated it.
select p.plan_id, p.account_id, p.run_id, p.version, p.status, p.sha256, p.created_at,
    p.created_at < pg_catalog.clock_timestamp() - interval '1 day' as is_old,
    exists (
        select from ops.scope as s
        inner join ops.run as r on r.run_id = s.run_id
        where r.command = 'import' and r.published_at is not null and s.account_id = p.account_id
            and s.resource_type = 'aws_iam_role' and r.run_id > p.run_id) as has_newer_import
from ops.plan as p
where p.account_id = $1 and ($2::bigint is null or p.plan_id = $2::bigint)
order by p.plan_id desc
limit 1
