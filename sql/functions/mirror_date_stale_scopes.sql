create or replace function mirror.date_stale_scopes(for_run bigint) returns void
language sql set search_path = '' as $$
    update ops.scope s
    set stale_since = (
        select coalesce(whole.read_at, r.published_at)
        from ops.scope whole
        inner join ops.run r on r.run_id = whole.run_id
        where whole.account_id = s.account_id and whole.region = s.region
            and whole.resource_type = s.resource_type and whole.run_id < for_run and whole.status = 'complete'
        order by whole.run_id desc limit 1)
    where s.run_id = for_run and s.status <> 'complete'
$$;
comment on function mirror.date_stale_scopes(bigint) is 'Says of each scope of a run that is not complete how old its rows are: the time of its last complete reading';
