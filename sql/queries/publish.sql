-- $1 run_id, $2 accept_empty.
select resource_type, seen, created, changed, deleted, living from mirror.publish($1, $2)
