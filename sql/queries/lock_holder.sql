-- The run that holds the writer's lock, as far as it says so itself. Its own row: a session writes at most one run.
select run_id, command, host, pid, started_at
from ops.run
where status = 'running'
order by run_id desc
limit 1
