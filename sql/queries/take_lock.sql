-- One writer a database: 'iamirror' read as a number.
select pg_catalog.pg_try_advisory_lock(7593470746382462834) as taken
