-- Accounts that some published import has read, with the newest such import of each.
select distinct on (s.account_id) s.account_id, r.run_id, r.published_at, r.started_at
from ops.scope as s
inner join ops.run as r on r.run_id = s.run_id
where r.command = 'import' and r.published_at is not null and s.resource_type = 'aws_iam_role'
order by s.account_id, r.run_id desc
