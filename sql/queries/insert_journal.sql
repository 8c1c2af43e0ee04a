-- $1 run, $2 plan, $3 item, $4 call, $5 action, $6 account, $7 region, $8 ARN, $9 request, $10 before.
insert into ops.journal (run_id, plan_id, item_no, call_no, action, account_id, region, arn, request, before)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb)
returning journal_id
