-- The items of plan $1: as they were stored, and how far they are.
select (pg_catalog.to_jsonb(i) - 'plan_id' - 'status' - 'error') as item, i.item_no, i.status, i.error
from ops.plan_item as i
where i.plan_id = $1
order by i.item_no
