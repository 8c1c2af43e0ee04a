create or replace function mirror.add_part(type_name text, part text) returns void
language plpgsql set search_path = '' as $$
declare
    listing text := case when part = '' then 'the primary listing' else part end;
    added record;
begin
    for added in
        select * from (values
            ('', 'part_hash', 'bytea', 'SHA-256 over the versioned columns of %s; null if it was never read'),
            ('', 'part_format', 'int', 'Row format of what was read of %s; null if it was never read'),
            ('_history', 'part_hash', 'bytea', 'SHA-256 over the versioned columns of %s; null if it was never read'),
            ('_history', 'part_format', 'int', 'Row format of what was read of %s; null if it was never read'),
            ('_activity', 'activity_hash', 'bytea', 'SHA-256 over the values of %s as they came; null if it had none')
        ) as c (suffix, prefix, type, note)
    loop
        execute format('alter table mirror.%I add column if not exists %I %s', type_name || added.suffix,
            mirror.part_column(added.prefix, part), added.type);
        execute format('comment on column mirror.%I.%I is %L', type_name || added.suffix,
            mirror.part_column(added.prefix, part), format(added.note, listing));
    end loop;
end
$$;
comment on function mirror.add_part(text, text) is 'Gives a type the hash and format columns of one more listing';
