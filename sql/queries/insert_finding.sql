-- $1 run_id, $2 account, $3 region, $4 resource_type, $5 object_id, $6 arn, $7 attribute, $8 code, $9 severity,
-- $10 message, $11 remedy.
insert into ops.finding (run_id, account_id, region, resource_type, object_id, arn, attribute, code, severity, message,
    remedy)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
