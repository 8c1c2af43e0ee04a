-- $1 run_id.
select pg_catalog.to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as published_at, rows_written
from ops.run where run_id = $1
