-- Ten or more objects to none is more often a fault than the truth: the scope is held until a second complete reading
-- says the same.
create or replace function mirror.hold_empty_scopes(for_run bigint) returns void
language plpgsql set search_path = '' as $$
declare
    empty record;
    living bigint;
begin
    for empty in
        select s.account_id, s.region, s.resource_type
        from ops.scope s
        inner join mirror.resource_type r on r.resource_type = s.resource_type and r.is_mirrored
        where s.run_id = for_run and s.status = 'complete'
            and not exists (
                select from staging.seen
                where seen.run_id = for_run and seen.resource_type = s.resource_type
                    and seen.account_id = s.account_id and seen.region = s.region)
            and 'held' is distinct from (
                select before.status from ops.scope before
                where before.account_id = s.account_id and before.region = s.region
                    and before.resource_type = s.resource_type and before.run_id < for_run
                order by before.run_id desc limit 1)
    loop
        execute format('select count(*) from (
                select from mirror.%I where account_id = $1 and region = $2 limit 10) as few', empty.resource_type)
            into living using empty.account_id, empty.region;
        update ops.scope s
        set status = 'held',
            error_message = 'a complete answer without any object, where the mirror holds ten or more: '
                'kept until a second one agrees'
        where s.run_id = for_run and s.account_id = empty.account_id and s.region = empty.region
            and s.resource_type = empty.resource_type and living = 10;
    end loop;
end
$$;
comment on function mirror.hold_empty_scopes(bigint) is 'Marks as held the complete scopes of a run that went from ten or more objects to none';
