-- $1 account, $2 the region that is none: where the account was asked for what is regional.
select distinct region from ops.scope where account_id = $1 and region <> $2 order by region
