-- Brings the new rows into the tables' own form, and tells a new version from a row that only changes in place: a
-- version needs a difference in a column that was there when the living row was read.
create or replace function mirror.judge_merge(for_run bigint, type_name text, published timestamptz) returns void
language plpgsql set search_path = '' as $$
declare
    new_version constant jsonb := jsonb_build_object('valid_from', published, 'run_id', for_run);
    differing text := (
        select string_agg(format('case when (m.old_row ->> %1$L)::int >= %2$s and m.old_row -> %3$L is distinct from
                m.new_row -> %3$L then %3$L end', mirror.part_column('part_format', c.part), c.since_format, c.name), ', '
            order by c.position)
        from mirror.resource_column c
        where c.resource_type = type_name and not c.is_activity);
begin
    execute format($query$
        update staging.merge m
        set new_row = to_jsonb(jsonb_populate_record(null::mirror.%I, m.new_row))
            || case m.operation when 'create' then $2 else '{}' end
        where m.resource_type = $1 and m.operation <> 'delete'
        $query$, type_name) using type_name, new_version;
    execute format($query$
        update staging.merge m
        set operation = 'change', attributes = array_remove(array[%s], null), new_row = m.new_row || $2
        where m.resource_type = $1 and m.operation = 'refresh' and coalesce(%s) is not null
        $query$, differing, differing) using type_name, new_version;
end
$$;
comment on function mirror.judge_merge(bigint, text, timestamptz) is
    'Tells which of the objects to be merged become a new version, and by which attributes';
