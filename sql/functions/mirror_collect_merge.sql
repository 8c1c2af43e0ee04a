-- Fills staging.merge for one type: what its complete scopes make, change and end. The primary listing alone decides
-- what exists; an enrichment lays its columns over rows that exist.
create or replace function mirror.collect_merge(for_run bigint, type_name text) returns void
language plpgsql set search_path = '' as $$
declare
    enrichment text;
begin
    execute format($query$
        insert into staging.merge (resource_type, account_id, region, object_id, arn, operation, old_row, new_row)
        select $2, s.account_id, s.region, s.object_id, s.arn, case when t.object_id is null then 'create' else 'refresh' end,
            case when t.object_id is not null then to_jsonb(t) end, coalesce(to_jsonb(t), '{}') || s.columns
        from mirror.staged_objects($1, $2, '') s
        left join mirror.%1$I t
            on t.account_id = s.account_id and t.region = s.region and t.object_id = s.object_id
        union all
        select $2, t.account_id, t.region, t.object_id, null, 'delete', to_jsonb(t), null
        from mirror.%1$I t
        inner join ops.scope c
            on c.run_id = $1 and c.account_id = t.account_id and c.region = t.region and c.resource_type = $2
            and c.status = 'complete'
        where not exists (
            select from staging.seen
            where seen.run_id = $1 and seen.resource_type = $2 and seen.account_id = t.account_id
                and seen.region = t.region and seen.object_id = t.object_id)
        $query$, type_name) using for_run, type_name;
    perform mirror.resolve_arns(for_run, type_name, 'object');
    perform mirror.resolve_arns(for_run, type_name, 'activity');

    for enrichment in
        select distinct o.part from staging.object o
        where o.run_id = for_run and o.resource_type = type_name and o.part <> ''
    loop
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
    end loop;
end
$$;
comment on function mirror.collect_merge(bigint, text) is
    'Works out what the complete scopes of a run do to the objects of a type';
