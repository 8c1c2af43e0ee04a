-- $1 run_id, $2 type, $3 account, $4 region, $5 the keys of a batch.
insert into staging.seen (run_id, resource_type, account_id, region, object_ids) values ($1, $2, $3, $4, $5)
