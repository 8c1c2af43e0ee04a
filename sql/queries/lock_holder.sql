-- Who holds the writer's lock: the server's process, and the run it says it is. A run older than that process's session
-- is one that died; init writes no run.
select l.pid as server_pid, r.run_id, r.command, r.host, r.pid, r.started_at
from pg_catalog.pg_locks as l
inner join pg_catalog.pg_database as d on d.oid = l.database and d.datname = pg_catalog.current_database()
left join pg_catalog.pg_stat_activity as a on a.pid = l.pid
left join lateral (
    select run.run_id, run.command, run.host, run.pid, run.started_at
    from ops.run as run
    where run.status = 'running' and coalesce(run.started_at >= a.backend_start, true)
    order by run.run_id desc
    limit 1) as r on true
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
    and (l.classid::bigint << 32) | l.objid::bigint = 7593470746382462834
