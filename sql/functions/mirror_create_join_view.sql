create or replace function mirror.create_join_view(view_name text, description jsonb) returns void
language plpgsql set search_path = '' as $$
begin
    insert into mirror.resource_type (resource_type, comment, is_mirrored, view_from)
    values (view_name, description ->> 'comment', false, description ->> 'from')
    on conflict (resource_type) do update set comment = excluded.comment, view_from = excluded.view_from;
    insert into mirror.view_column (resource_type, position, name, type, expression, comment)
    select view_name, e.ordinality, e.value ->> 'name', e.value ->> 'type', e.value ->> 'expression', e.value ->> 'comment'
    from jsonb_array_elements(description -> 'view') with ordinality as e
    on conflict (resource_type, name) do update
        set position = excluded.position, type = excluded.type, expression = excluded.expression, comment = excluded.comment;
end
$$;
comment on function mirror.create_join_view(text, jsonb) is
    'Registers a view over other types: {"comment", "from", "view": […]}; made in aws and aws_at after the migrations';
