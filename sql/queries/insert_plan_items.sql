-- $1 plan, $2 JSON list of items: the columns, but for plan, status and error. One that a guard refuses waits for nothing.
insert into ops.plan_item (plan_id, item_no, operation, object_type, account_id, region, name, arn, unique_id, before,
    after, fingerprint, calls, access_controls, risk, gains, loses, refused_by, status)
select $1, i.item_no, i.operation, i.object_type, i.account_id, i.region, i.name, i.arn, i.unique_id, i.before,
    i.after, i.fingerprint, i.calls, i.access_controls, i.risk, i.gains, i.loses, i.refused_by,
    case when pg_catalog.cardinality(i.refused_by) > 0 then 'refused' else 'planned' end
from pg_catalog.jsonb_populate_recordset(null::ops.plan_item, $2::jsonb) as i
