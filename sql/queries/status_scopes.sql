-- How complete and how old each scope is; times as RFC 3339 in UTC.
select run_id, account_id, region, resource_type, status, objects, pages, calls, retries,
    pg_catalog.to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as read_at,
    pg_catalog.to_char(stale_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as stale_since,
    error_code, error_message, missing_permission
from ops.scope_current
order by account_id, region, resource_type
