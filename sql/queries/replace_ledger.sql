-- $1 account, $2 access control, $3 the unique id of its role: roles it had before are gone.
update ops.ledger
set removed_at = pg_catalog.clock_timestamp()
where account_id = $1 and access_control = $2 and removed_at is null
    and pg_catalog.split_part(unique_id, '/', 1) <> $3
    and object_type in ('aws_iam_role', 'aws_iam_role_inline_policy')
