-- $1 run_id, $2 status, $3 api_calls, $4 exit_code, $5 error.
update ops.run
set status = $2, api_calls = $3, exit_code = $4, error = $5, finished_at = pg_catalog.clock_timestamp()
where run_id = $1
