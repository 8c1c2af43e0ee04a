-- Makes or replaces one view, in place: people's own views may stand on it. Owned by iamirror_view, which owns no table,
-- so that the row-level policies hold for whoever asks.
create or replace function mirror.make_view(schema_name text, type_name text) returns void
language plpgsql set search_path = '' as $$
declare
    caller constant text := current_user;
    body constant text := mirror.view_text(schema_name, type_name);
    seen_as constant text := case schema_name
        when 'aws' then 'as of the last publish'
        when 'aws_at' then 'as of the time in iamirror.as_of; not set: as of the last publish'
        else 'every version; half open from valid_from to valid_to' end;
    note record;
begin
    set local role iamirror_view;
    execute format('create or replace view %I.%I as %s', schema_name, type_name, body);
    execute format('grant select on %I.%I to iamirror_reader', schema_name, type_name);
    execute format('set local role %I', caller);
    for note in
        select r.comment || ': ' || seen_as as comment, null as name
        from mirror.resource_type r where r.resource_type = type_name
        union all
        select coalesce(v.comment, standard.comment), a.attname
        from pg_catalog.pg_attribute a
        left join mirror.view_column v on v.resource_type = type_name and v.name = a.attname
        left join (values
            ('valid_from', 'published_at of the run that saw this version first'),
            ('valid_to', 'published_at of the run that found it replaced or gone; null: it is the current one'),
            ('is_current', 'True for the version that lives')) as standard (name, comment) on standard.name = a.attname
        where a.attrelid = format('%I.%I', schema_name, type_name)::regclass and a.attnum > 0
    loop
        set local role iamirror_view;
        if note.name is null then
            execute format('comment on view %I.%I is %L', schema_name, type_name, note.comment);
        else
            execute format('comment on column %I.%I.%I is %L', schema_name, type_name, note.name, note.comment);
        end if;
        execute format('set local role %I', caller);
    end loop;
    insert into ops.repeatable (name, sha256)
    values (schema_name || '.' || type_name, mirror.view_sha256(schema_name, type_name))
    on conflict (name) do update set sha256 = excluded.sha256, applied_at = now();
end
$$;
comment on function mirror.make_view(text, text) is 'Makes or replaces a type''s view in aws, aws_history or aws_at, with comments and rights';
