-- $1 plan, $2 status.
update ops.plan set status = $2 where plan_id = $1
