-- $1 account, $2 object type, $3 unique id, $4 ARN, $5 access control, $6 fingerprint, $7 journal row.
insert into ops.ledger (account_id, object_type, unique_id, arn, access_control, fingerprint, created_by_journal)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (account_id, object_type, unique_id) do update
set arn = excluded.arn, access_control = excluded.access_control, fingerprint = excluded.fingerprint, removed_at = null
