-- How many calls of item $2 of plan $1 have taken effect.
select count(*) as done from ops.journal where plan_id = $1 and item_no = $2 and state = 'done'
