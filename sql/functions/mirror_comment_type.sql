create or replace function mirror.comment_type(type_name text, what text) returns void
language plpgsql set search_path = '' as $$
declare
    suffix text;
    note record;
begin
    execute format('comment on table mirror.%I is %L', type_name, what || ': the living ones, one row each');
    execute format('comment on table mirror.%I is %L', type_name || '_history', what || ': closed versions, only ever added');
    execute format('comment on table mirror.%I is %L', type_name || '_activity',
        what || ': values that move by themselves, updated in place');
    for note in
        select a.attrelid::regclass as relation, a.attname as name, c.text
        from (values
            ('account_id', 'AWS account id'),
            ('region', 'Of the listing: global for IAM'),
            ('object_id', 'Key of the object: AWS''s unique id, or the name, ARN or pair that stands for it'),
            ('valid_from', 'published_at of the run that saw this version first'),
            ('run_id', 'The run that saw this version first'),
            ('valid_to', 'published_at of the run that found it replaced or gone'),
            ('closed_by_run', 'The run that found it replaced or gone'),
            ('observed_at', 'published_at of the run that saw these values first')) as c (name, text)
        inner join pg_catalog.pg_attribute a on a.attname = c.name
        where a.attrelid in (format('mirror.%I', type_name)::regclass, format('mirror.%I', type_name || '_history')::regclass,
                             format('mirror.%I', type_name || '_activity')::regclass)
    loop
        execute format('comment on column %s.%I is %L', note.relation, note.name, note.text);
    end loop;
end
$$;
comment on function mirror.comment_type(text, text) is 'Comments on the tables of a type and the columns all types have';
