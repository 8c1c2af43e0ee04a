-- Stages the keys of a batch and says which of it the mirror does not hold like that. One call a batch; positions start
-- at 1. The caller then sends the columns of just those.
--   differs: no such object, another hash, or another row format     moved: other activity values
-- An enrichment without the key finds its object by ARN. Where it cannot tell one incarnation of a name from the next
-- (no unique id, and the key is not the ARN), it is always sent.
create or replace function mirror.stage_batch(
    for_run bigint, type_name text, part text, for_account text, for_region text, format_now int,
    object_ids text[], arns text[], unique_ids text[], hashes bytea[], activity_hashes bytea[])
returns table (at bigint, differs boolean, moved boolean)
language plpgsql set search_path = '' as $$
declare
    found_by constant text := case when '' = any (object_ids) then 'arn' else 'object_id' end;
    another constant text := case when part = '' then 'false' else
        '(t.object_id not like ''arn:%'' and b.unique_id is distinct from t.object_id
          and (b.unique_id <> '''' or b.object_id = ''''))' end;
begin
    if part = '' then
        insert into staging.seen (run_id, resource_type, account_id, region, object_id)
        select for_run, type_name, for_account, for_region, unnest(object_ids);
    end if;
    return query execute format($query$
        select f.position, f.differs, f.moved
        from (
            select b.position,
                t.object_id is null or t.%2$I is distinct from b.hash or t.%3$I is distinct from $3 or %6$s as differs,
                b.activity_hash is distinct from a.%4$I or (b.activity_hash is not null and %6$s) as moved
            from unnest($4, $5, $6, $7, $8) with ordinality
                as b (object_id, arn, unique_id, hash, activity_hash, position)
            left join mirror.%1$I as t
                on t.account_id = $1 and t.region = $2 and t.%5$I = b.%5$I
            left join mirror.%7$I as a
                on a.account_id = $1 and a.region = $2 and a.object_id = t.object_id
        ) as f
        where f.differs or f.moved
        order by f.position
        $query$, type_name, mirror.part_column('part_hash', part), mirror.part_column('part_format', part),
            mirror.part_column('activity_hash', part), found_by, another, type_name || '_activity')
        using for_account, for_region, format_now, object_ids, arns, unique_ids, hashes, activity_hashes;
end
$$;
comment on function mirror.stage_batch(bigint, text, text, text, text, int, text[], text[], text[], bytea[], bytea[]) is
    'Stages the keys of a batch and gives the positions of what the mirror does not hold like that';
