-- Calls to account $1 that were begun and whose end nobody knows, with the item they belong to.
select j.journal_id, j.plan_id, j.item_no, j.call_no, j.action,
    (1000 * extract(epoch from pg_catalog.clock_timestamp() - j.intent_at))::bigint as age_ms,
    (pg_catalog.to_jsonb(i) - 'plan_id' - 'status' - 'error') as item
from ops.journal as j
inner join ops.plan_item as i on i.plan_id = j.plan_id and i.item_no = j.item_no
where j.account_id = $1 and j.state = 'intent'
order by j.journal_id
