-- What is not completely read of account $1.
select resource_type from ops.scope_current where account_id = $1 and status <> 'complete'
