create or replace function mirror.protect_type(type_name text) returns void
language plpgsql set search_path = '' as $$
declare
    suffix text;
begin
    foreach suffix in array array['', '_history', '_activity'] loop
        perform ops.protect(format('mirror.%I', type_name || suffix)::regclass, 'iamirror_view');
        execute format('grant select on mirror.%I to iamirror_view, iamirror_writer', type_name || suffix);
        execute format('grant insert on mirror.%I to iamirror_writer', type_name || suffix);
        if suffix <> '_history' then
            execute format('grant update, delete on mirror.%I to iamirror_writer', type_name || suffix);
        end if;
    end loop;
end
$$;
comment on function mirror.protect_type(text) is
    'Policies and rights on the tables of a type: the views read, the writer writes, closed versions are only ever added';
