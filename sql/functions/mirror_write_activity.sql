-- Activity in place: only what was staged, which is what has moved, and only of objects that live.
create or replace function mirror.write_activity(for_run bigint, type_name text, published timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
    part_columns record;
    written bigint;
    total bigint := 0;
begin
    for part_columns in
        select c.part, mirror.part_column('activity_hash', c.part) as hash_column,
            string_agg(quote_ident(c.name), ', ' order by c.position) as names,
            string_agg('r.' || quote_ident(c.name), ', ' order by c.position) as given
        from mirror.resource_column c
        where c.resource_type = type_name and c.is_activity
        group by c.part
    loop
        execute format($query$
            update mirror.%1$I a
            set (%2$s, %3$I, observed_at) =
                (select %4$s, s.activity_hash, $3 from jsonb_populate_record(null::mirror.%1$I, s.columns) r)
            from mirror.staged_activity($1, $2, $4) s
            where a.account_id = s.account_id and a.region = s.region and a.object_id = s.object_id
                and a.%3$I is distinct from s.activity_hash
            $query$, type_name || '_activity', part_columns.names, part_columns.hash_column, part_columns.given)
            using for_run, type_name, published, part_columns.part;
        get diagnostics written = row_count;
        total := total + written;
        execute format($query$
            insert into mirror.%1$I (account_id, region, object_id, %2$s, %3$I, observed_at)
            select s.account_id, s.region, s.object_id, %4$s, s.activity_hash, $3
            from mirror.staged_activity($1, $2, $4) s
            inner join mirror.%5$I t
                on t.account_id = s.account_id and t.region = s.region and t.object_id = s.object_id
            cross join lateral jsonb_populate_record(null::mirror.%1$I, s.columns) r
            where s.activity_hash is not null
            on conflict do nothing
            $query$, type_name || '_activity', part_columns.names, part_columns.hash_column, part_columns.given, type_name)
            using for_run, type_name, published, part_columns.part;
        get diagnostics written = row_count;
        total := total + written;
    end loop;
    return total;
end
$$;
comment on function mirror.write_activity(bigint, text, timestamptz) is
    'Updates the activity of a type''s living objects; gives the number of rows written';
