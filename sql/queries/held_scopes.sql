-- $1 run_id: the scopes that the publish did not believe.
select account_id, region, resource_type, error_message from ops.scope where run_id = $1 and status = 'held'
