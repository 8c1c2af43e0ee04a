-- $1 account, $2 object type, $3 unique id.
update ops.ledger
set removed_at = pg_catalog.clock_timestamp()
where account_id = $1 and object_type = $2 and unique_id = $3 and removed_at is null
