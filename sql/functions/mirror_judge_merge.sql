-- Brings the new rows into the tables' own form, and tells a new version from a row that only changes in place: a
-- version needs a difference in a column that was there when the living row was read.
create or replace function mirror.judge_merge(for_run bigint, type_name text, published timestamptz) returns void
language plpgsql set search_path = '' as $$
begin
    execute format($query$
        update staging.merge m
        set new_row = j.new_row
                || case when m.operation = 'create' or j.attributes <> '{}'
                    then jsonb_build_object('valid_from', $3, 'run_id', $1) else '{}' end,
            attributes = j.attributes,
            operation = case when m.operation = 'refresh' and j.attributes <> '{}' then 'change' else m.operation end
        from (
            select n.account_id, n.region, n.object_id, r.new_row,
                array(
                    select c.name from mirror.resource_column c
                    where c.resource_type = $2 and not c.is_activity
                        and c.since_format <= (n.old_row ->> mirror.part_column('part_format', c.part))::int
                        and n.old_row -> c.name is distinct from r.new_row -> c.name
                    order by c.position) as attributes
            from staging.merge n
            cross join lateral (select to_jsonb(jsonb_populate_record(null::mirror.%1$I, n.new_row)) as new_row) r
            where n.resource_type = $2 and n.operation <> 'delete'
        ) as j
        where m.resource_type = $2 and m.account_id = j.account_id and m.region = j.region and m.object_id = j.object_id
        $query$, type_name) using for_run, type_name, published;
end
$$;
comment on function mirror.judge_merge(bigint, text, timestamptz) is
    'Tells which of the objects to be merged become a new version, and by which attributes';
