create or replace function mirror.outdated_views() returns table (schema_name text, type_name text)
language sql stable set search_path = '' as $$
    select s.name, r.resource_type
    from mirror.resource_type r
    cross join (values ('aws', 1), ('aws_history', 2), ('aws_at', 3)) as s (name, position)
    where (r.is_mirrored or s.name <> 'aws_history')
        and not exists (
            select from ops.repeatable done
            where done.name = s.name || '.' || r.resource_type
                and done.sha256 = mirror.view_sha256(s.name, r.resource_type))
    order by r.resource_type, s.position
$$;
comment on function mirror.outdated_views() is 'The views of types whose text is not what it should be, or that are missing';
