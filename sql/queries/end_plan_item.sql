-- $1 plan, $2 item, $3 status, $4 error.
update ops.plan_item set status = $3, error = $4 where plan_id = $1 and item_no = $2
