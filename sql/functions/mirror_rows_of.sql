-- The rows of a type as a FROM item: the living ones, or those of the time in iamirror.as_of. A setting that is not set
-- and one that is empty (as set local leaves it) both mean now.
create or replace function mirror.rows_of(type_name text, form text) returns text
language plpgsql stable set search_path = '' as $$
declare
    -- A subquery, so that it is worked out once and not for every row; partitions are still pruned by it.
    as_of constant text := '(select nullif(current_setting(''iamirror.as_of'', true), '''')::timestamptz)';
    columns text := (
        select string_agg(quote_ident(c.name), ', ' order by c.position)
        from (select 'account_id' as name, -3 as position union all select 'region', -2 union all select 'object_id', -1
              union all select r.name, r.position from mirror.resource_column r
              where r.resource_type = type_name and not r.is_activity) as c);
begin
    if columns is null or not exists (select from mirror.resource_type r
                                      where r.resource_type = type_name and r.is_mirrored) then
        raise exception 'there is no resource type %', type_name;
    end if;
    return case form
        when 'current' then format('mirror.%I', type_name)
        when 'as_of' then format('(select %1$s, valid_from, run_id from mirror.%2$I
                where valid_from <= coalesce(%4$s, ''infinity'')
            union all select %1$s, valid_from, run_id from mirror.%3$I
                where valid_from <= %4$s and valid_to > %4$s)', columns, type_name, type_name || '_history', as_of)
        when 'history' then format('(select %1$s, valid_from, run_id, null::timestamptz as valid_to from mirror.%2$I
            union all select %1$s, valid_from, run_id, valid_to from mirror.%3$I)', columns, type_name,
            type_name || '_history')
        end;
end
$$;
comment on function mirror.rows_of(text, text) is
    'The rows of a type as a FROM item; form is current, as_of or history';
