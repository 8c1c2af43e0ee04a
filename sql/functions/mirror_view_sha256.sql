create or replace function mirror.view_sha256(schema_name text, type_name text) returns text
language sql stable set search_path = '' as $$
    select encode(sha256(convert_to(
        mirror.view_text(schema_name, type_name)
        || (select string_agg(v.comment, E'\n' order by v.position) from mirror.view_column v
            where v.resource_type = type_name)
        || (select r.comment from mirror.resource_type r where r.resource_type = type_name), 'UTF8')), 'hex')
$$;
comment on function mirror.view_sha256(text, text) is 'Over a view''s text and comments, in hexadecimal';
