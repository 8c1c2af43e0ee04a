-- $1 command, $2 version, $3 host, $4 pid.
insert into ops.run (command, version, host, pid) values ($1, $2, $3, $4) returning run_id
