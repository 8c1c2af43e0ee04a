-- Old versions to history; then the living rows.
create or replace function mirror.write_merge(for_run bigint, type_name text, published timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
    columns text := (
        select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
        from pg_catalog.pg_attribute a
        where a.attrelid = format('mirror.%I', type_name)::regclass and a.attnum > 0 and not a.attisdropped);
    same_object constant text := 'm.resource_type = $1 and m.account_id = t.account_id and m.region = t.region
        and m.object_id = t.object_id';
    written bigint;
    total bigint := 0;
begin
    execute format('insert into mirror.%I (%s, valid_to, closed_by_run)
        select %s, $2, $3 from mirror.%I t inner join staging.merge m on %s where m.operation in (''change'', ''delete'')',
        type_name || '_history', columns, regexp_replace(columns, '([^, ]+)', 't.\1', 'g'), type_name, same_object)
        using type_name, published, for_run;
    get diagnostics written = row_count;
    total := total + written;

    execute format('delete from mirror.%I t using staging.merge m where %s and m.operation = ''delete''',
        type_name || '_activity', same_object) using type_name;
    execute format('delete from mirror.%I t using staging.merge m where %s and m.operation = ''delete''',
        type_name, same_object) using type_name;
    get diagnostics written = row_count;
    total := total + written;

    execute format('update mirror.%1$I t set (%2$s) = (select %3$s from jsonb_populate_record(null::mirror.%1$I, m.new_row) r)
        from staging.merge m where %4$s and m.operation in (''change'', ''refresh'')',
        type_name, columns, regexp_replace(columns, '([^, ]+)', 'r.\1', 'g'), same_object) using type_name;
    get diagnostics written = row_count;
    total := total + written;

    execute format('insert into mirror.%1$I (%2$s) select %3$s from staging.merge m
        cross join lateral jsonb_populate_record(null::mirror.%1$I, m.new_row) r
        where m.resource_type = $1 and m.operation = ''create''',
        type_name, columns, regexp_replace(columns, '([^, ]+)', 'r.\1', 'g')) using type_name;
    get diagnostics written = row_count;
    return total + written;
end
$$;
comment on function mirror.write_merge(bigint, text, timestamptz) is
    'Carries out what staging.merge says of a type; gives the number of rows written';
