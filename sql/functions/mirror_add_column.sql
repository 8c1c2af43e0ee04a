create or replace function mirror.add_column(type_name text, entry jsonb) returns void
language plpgsql set search_path = '' as $$
declare
    part text := coalesce(entry ->> 'part', '');
    is_activity boolean := coalesce((entry ->> 'activity')::boolean, false);
    sql_type text := case entry ->> 'type' when 'document' then 'bytea' when 'document_map' then 'jsonb'
                          else entry ->> 'type' end;
    suffix text;
begin
    insert into mirror.resource_column (resource_type, position, name, kind, part, since_format, is_activity, comment)
    values (type_name,
        (select coalesce(max(c.position), 0) + 1 from mirror.resource_column c where c.resource_type = type_name),
        entry ->> 'name', entry ->> 'type', part, coalesce((entry ->> 'since_format')::int, 1), is_activity,
        entry ->> 'comment');
    foreach suffix in array case when is_activity then array['_activity'] else array['', '_history'] end loop
        execute format('alter table mirror.%I add column %I %s', type_name || suffix, entry ->> 'name', sql_type);
        execute format('comment on column mirror.%I.%I is %L', type_name || suffix, entry ->> 'name', entry ->> 'comment');
    end loop;
    perform mirror.add_part(type_name, part);
end
$$;
comment on function mirror.add_column(text, jsonb) is 'Adds one column to a type''s tables, and its part where that is new';
