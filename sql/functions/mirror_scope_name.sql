create or replace function mirror.scope_name(type_name text, part text) returns text
language sql immutable set search_path = '' as $$
    select type_name || case when part = '' then '' else '/' || part end
$$;
comment on function mirror.scope_name(text, text) is 'resource_type of a scope in ops.scope: aws_iam_role/ListRoles';
