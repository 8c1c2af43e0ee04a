-- $1 run_id, $2 account, $3 region, $4 resource_type, $5 status, $6 objects, $7 pages, $8 calls, $9 retries, $10 error_code,
-- $11 error_message, $12 missing_permission, $13 read_at, $14 is_by_object.
insert into ops.scope (run_id, account_id, region, resource_type, status, objects, pages, calls, retries, error_code,
    error_message, missing_permission, read_at, is_by_object)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
