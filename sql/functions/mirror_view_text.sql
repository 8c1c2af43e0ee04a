-- The query of one of a type's views. aws: the living rows; aws_at: those of iamirror.as_of, without activity when it is
-- set; aws_history: every version, without what other objects say and without activity.
create or replace function mirror.view_text(schema_name text, type_name text) returns text
language plpgsql stable set search_path = '' as $$
declare
    form constant text := case schema_name when 'aws' then 'current' when 'aws_at' then 'as_of' else 'history' end;
    is_now constant text := ' and (select nullif(current_setting(''iamirror.as_of'', true), '''')) is null';
    described mirror.resource_type := (select r from mirror.resource_type r where r.resource_type = type_name);
    has_activity boolean := exists (select from mirror.view_column v
                                    where v.resource_type = type_name and v.expression ~ '\ma\.');
    columns text := (
        select string_agg(format(E'    (%s)::%s as %I', mirror.expand(v.expression, form), v.type, v.name), E',\n'
                          order by v.position)
        from mirror.view_column v
        where v.resource_type = type_name
            and (form <> 'history' or (v.expression !~ '\{[a-z]|\m[ax]\.' and v.name <> '_valid_from')));
begin
    if not described.is_mirrored then
        return format(E'select\n%s\nfrom %s', columns, mirror.expand(described.view_from, form));
    end if;
    if form = 'history' then
        columns := E'    o.valid_from,\n    o.valid_to,\n    o.valid_to is null as is_current,\n' || columns;
    end if;
    return format(E'select\n%s\nfrom %s as o', columns, mirror.rows_of(type_name, form))
        || case when form <> 'history' then coalesce(E'\n' || mirror.expand(described.view_from, form), '') else '' end
        || case when has_activity and form <> 'history' then format(
            E'\nleft join mirror.%I as a\n    on a.account_id = o.account_id and a.region = o.region'
            ' and a.object_id = o.object_id%s',
            type_name || '_activity', case when form = 'as_of' then is_now else '' end) else '' end;
end
$$;
comment on function mirror.view_text(text, text) is 'The query of a type''s view in aws, aws_history or aws_at';
