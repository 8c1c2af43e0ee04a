-- Enrichments that know only the ARN: gives their staged rows the key of the object that has it, the one in the making
-- before the one that lives.
create or replace function mirror.resolve_arns(for_run bigint, type_name text, table_name text) returns void
language plpgsql set search_path = '' as $$
begin
    execute format($query$
        update staging.%1$I s
        set object_id = f.object_id
        from (
            select m.account_id, m.region, m.arn, m.object_id from staging.merge m
            where m.resource_type = $2 and m.operation <> 'delete'
            union all
            select t.account_id, t.region, t.arn, t.object_id from mirror.%2$I t
            where not exists (
                select from staging.merge m
                where m.resource_type = $2 and m.account_id = t.account_id and m.region = t.region
                    and m.object_id = t.object_id)
        ) as f
        where s.run_id = $1 and s.resource_type = $2 and s.object_id = ''
            and f.account_id = s.account_id and f.region = s.region and f.arn = s.arn
        $query$, table_name, type_name) using for_run, type_name;
end
$$;
comment on function mirror.resolve_arns(bigint, text, text) is 'Gives staged rows that know only the ARN the key of their object';
