-- Fills staging.merge for one type: what its complete scopes make, change and end. The primary listing alone decides
-- what exists; an enrichment lays its columns over rows that exist. Scope by scope, so that the planner sees the account
-- and reads no other.
create or replace function mirror.collect_merge(for_run bigint, type_name text) returns void
language plpgsql set search_path = '' as $$
declare
    complete record;
    enrichment text;
begin
    for complete in
        select s.account_id, s.region from ops.scope s
        where s.run_id = for_run and s.resource_type = type_name and s.status = 'complete'
    loop
        perform mirror.collect_scope(for_run, type_name, complete.account_id, complete.region);
    end loop;
    if exists (select from staging.merge m where m.resource_type = type_name) then
        perform mirror.analyze_merge();
    end if;
    if exists (select from staging.object o where o.resource_type = type_name and o.object_id = '') then
        perform mirror.resolve_arns(for_run, type_name, 'object');
    end if;
    if exists (select from staging.activity o where o.resource_type = type_name and o.object_id = '') then
        perform mirror.resolve_arns(for_run, type_name, 'activity');
    end if;
    for enrichment in
        select distinct o.part from staging.object o
        where o.run_id = for_run and o.resource_type = type_name and o.part <> ''
    loop
        perform mirror.collect_enrichment(for_run, type_name, enrichment);
        perform mirror.analyze_merge();
    end loop;
end
$$;
comment on function mirror.collect_merge(bigint, text) is
    'Works out what the complete scopes of a run do to the objects of a type';

create or replace function mirror.collect_scope(for_run bigint, type_name text, of_account text, of_region text) returns void
language plpgsql set search_path = '' as $$
begin
    execute format($query$
        insert into staging.merge (resource_type, account_id, region, object_id, arn, operation, old_row, new_row)
        select $2, s.account_id, s.region, s.object_id, s.arn, case when t.object_id is null then 'create' else 'refresh' end,
            case when t.object_id is not null then to_jsonb(t) end, coalesce(to_jsonb(t), '{}') || s.columns
        from mirror.staged_objects($1, $2, '') s
        left join mirror.%I t
            on t.account_id = $3 and t.region = $4 and t.object_id = s.object_id
        where s.account_id = $3 and s.region = $4
        $query$, type_name) using for_run, type_name, of_account, of_region;
    execute format($query$
        insert into staging.merge (resource_type, account_id, region, object_id, operation, old_row)
        select $2, t.account_id, t.region, t.object_id, 'delete', to_jsonb(t)
        from mirror.%I t
        where t.account_id = $3 and t.region = $4 and t.object_id not in (
            select unnest(seen.object_ids) from staging.seen
            where seen.run_id = $1 and seen.resource_type = $2 and seen.account_id = $3 and seen.region = $4)
        $query$, type_name) using for_run, type_name, of_account, of_region;
end
$$;
comment on function mirror.collect_scope(bigint, text, text, text) is
    'Works out what one complete primary listing does to the objects of its type';

create or replace function mirror.collect_enrichment(for_run bigint, type_name text, enrichment text) returns void
language plpgsql set search_path = '' as $$
begin
    update staging.merge m
    set new_row = m.new_row || s.columns
    from mirror.staged_objects(for_run, type_name, enrichment) s
    where m.resource_type = type_name and m.account_id = s.account_id and m.region = s.region
        and m.object_id = s.object_id and m.operation <> 'delete';
    execute format($query$
        insert into staging.merge (resource_type, account_id, region, object_id, arn, operation, old_row, new_row)
        select $2, t.account_id, t.region, t.object_id, t.arn, 'refresh', to_jsonb(t), to_jsonb(t) || s.columns
        from mirror.staged_objects($1, $2, $3) s
        inner join mirror.%I t
            on t.account_id = s.account_id and t.region = s.region and t.object_id = s.object_id
        on conflict do nothing
        $query$, type_name) using for_run, type_name, enrichment;
end
$$;
comment on function mirror.collect_enrichment(bigint, text, text) is
    'Lays the columns of an enrichment over the rows that exist';
