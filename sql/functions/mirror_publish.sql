-- The publishing transaction, after its rows of ops.scope and ops.finding: complete scopes become visible, type by type.
create or replace function mirror.publish(for_run bigint, accept_empty boolean)
returns table (resource_type text, seen bigint, created bigint, changed bigint, deleted bigint, living bigint)
language plpgsql
set search_path = '' set jit = off set work_mem = '64MB'
set timezone = 'UTC' set bytea_output = 'hex' set datestyle = 'ISO' set intervalstyle = 'postgres' as $$
declare
    published constant timestamptz := greatest(
        clock_timestamp(), (select max(r.published_at) + interval '1 microsecond' from ops.run r));
    type_name text;
    written bigint := 0;
begin
    perform mirror.analyze_staging();
    if not accept_empty then
        perform mirror.hold_empty_scopes(for_run);
    end if;
    perform mirror.date_stale_scopes(for_run);
    for type_name in
        select t.resource_type from mirror.resource_type t
        where t.is_mirrored and exists (
            select from ops.scope s where s.run_id = for_run and split_part(s.resource_type, '/', 1) = t.resource_type)
        order by t.resource_type
    loop
        perform mirror.collect_merge(for_run, type_name);
        perform mirror.judge_merge(for_run, type_name, published);
        written := written + mirror.keep_documents(for_run, type_name);
        written := written + mirror.write_changes(for_run, type_name, published);
        written := written + mirror.write_merge(for_run, type_name, published);
        written := written + mirror.write_activity(for_run, type_name, published);
        return query select * from mirror.count_merge(for_run, type_name);
    end loop;
    update ops.run r set published_at = published, rows_written = written where r.run_id = for_run;
    truncate staging.seen, staging.object, staging.activity, staging.document, staging.merge;
end
$$;
comment on function mirror.publish(bigint, boolean) is
    'Merges the complete scopes of a run into the mirror; gives what it did to each type. accept_empty: a scope that went from ten or more objects to none is believed at once';

create or replace function mirror.count_merge(for_run bigint, type_name text)
returns table (resource_type text, seen bigint, created bigint, changed bigint, deleted bigint, living bigint)
language plpgsql stable set search_path = '' as $$
begin
    if exists (select from staging.merge m where m.resource_type = type_name) then
        execute format('select count(*) from (select from mirror.%I) as t', type_name) into living;
    end if;
    return query
        select type_name,
            (select coalesce(sum(s.objects), 0)::bigint from ops.scope s
             where s.run_id = for_run and s.resource_type = type_name),
            count(*) filter (where m.operation = 'create'),
            count(*) filter (where m.operation = 'change'),
            count(*) filter (where m.operation = 'delete'),
            living
        from staging.merge m
        where m.resource_type = type_name;
end
$$;
comment on function mirror.count_merge(bigint, text) is 'What a publish does to the objects of a type, in numbers';
