-- Calls that wrote to account $1 and that the import of run $2 may not have seen; and those nobody knows the end of.
select
    count(*) filter (where j.state = 'intent') as open,
    count(*) filter (where j.intent_at >= r.started_at and j.state <> 'failed') as newer
from ops.journal as j
inner join ops.run as r on r.run_id = $2
where j.account_id = $1
