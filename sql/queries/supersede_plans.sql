-- $1 account: a newer plan takes the place of those that wait.
update ops.plan set status = 'superseded' where account_id = $1 and status = 'open'
