-- We hold the lock: whoever else says it runs is dead.
update ops.run
set status = 'failed', finished_at = pg_catalog.clock_timestamp(), error = 'the process ended without a word'
where status = 'running'
