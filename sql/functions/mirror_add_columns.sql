-- Columns that a type has from now on: {"columns": […], "view": […]}, as in mirror.create_type. A later migration calls
-- this with a raised "since_format"; the views take the new columns up at the end of the upgrade.
create or replace function mirror.add_columns(type_name text, description jsonb) returns void
language plpgsql set search_path = '' as $$
declare
    entry jsonb;
begin
    for entry in select value from jsonb_array_elements(description -> 'columns') loop
        perform mirror.add_column(type_name, entry);
    end loop;
    insert into mirror.view_column (resource_type, position, name, type, expression, comment)
    select type_name,
        (select coalesce(max(v.position), 0) from mirror.view_column v where v.resource_type = type_name) + e.ordinality,
        e.value ->> 'name', e.value ->> 'type',
        coalesce(e.value ->> 'expression', mirror.column_expression(type_name, e.value ->> 'column'), 'null'),
        e.value ->> 'comment'
    from jsonb_array_elements(description -> 'view') with ordinality as e
    where not exists (select from mirror.view_column v
                      where v.resource_type = type_name and v.name = e.value ->> 'name');
end
$$;
comment on function mirror.add_columns(text, jsonb) is
    'Adds columns to a type''s tables and views, the latter unless a view has a column of that name already';
