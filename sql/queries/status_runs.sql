-- The last runs, newest first. $1: how many.
select run_id, command, status, started_at, finished_at, published_at, api_calls, rows_written, exit_code, error
from ops.run
order by run_id desc
limit $1::int
