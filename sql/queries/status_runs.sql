-- The last runs, newest first; times as RFC 3339 in UTC. $1: how many.
select run_id, command, status,
    pg_catalog.to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as started_at,
    pg_catalog.to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as finished_at,
    pg_catalog.to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as published_at,
    pg_catalog.floor(extract(epoch from finished_at - started_at))::bigint as seconds,
    version, host, pid, api_calls, rows_written, exit_code, error
from ops.run
order by run_id desc
limit $1::int
