-- part_column('part_hash', 'ListRoles') is part_hash_list_roles: each listing of a type keeps its own hash and format.
create or replace function mirror.part_column(prefix text, part text) returns text
language sql immutable set search_path = '' as $$
    select prefix || case when part = '' then ''
        else '_' || lower(regexp_replace(part, '(?<=[a-z0-9])([A-Z])', '_\1', 'g')) end
$$;
comment on function mirror.part_column(text, text) is
    'Name of a column that each part of a type has: part_column(''part_hash'', ''ListRoles'') is part_hash_list_roles';
