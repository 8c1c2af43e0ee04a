-- $1 account, $2 run of the import, $3 version, $4 SHA-256 of the items.
insert into ops.plan (account_id, run_id, version, sha256) values ($1, $2, $3, $4) returning plan_id
