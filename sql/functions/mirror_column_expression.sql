create or replace function mirror.column_expression(type_name text, column_name text) returns text
language sql stable set search_path = '' as $$
    select case when column_name in ('account_id', 'region', 'object_id', 'valid_from', 'run_id') then 'o.' || column_name
        else (select case when c.is_activity then 'a.' else 'o.' end || quote_ident(c.name)
              from mirror.resource_column c
              where c.resource_type = type_name and c.name = column_name) end
$$;
comment on function mirror.column_expression(text, text) is
    'How a view refers to a column of a type: o for the object, a for its activity; null for an unknown one';
