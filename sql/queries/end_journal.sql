-- $1 journal row, $2 state, $3 ARN (null: as it was), $4 request id, $5 error.
update ops.journal
set state = $2, arn = coalesce($3, arn), request_id = $4, error = $5, outcome_at = pg_catalog.clock_timestamp()
where journal_id = $1
