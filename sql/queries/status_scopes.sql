-- How complete and how old each scope is.
select account_id, region, resource_type, status, objects, read_at, stale_since, missing_permission, error_message
from ops.scope_current
order by account_id, region, resource_type
