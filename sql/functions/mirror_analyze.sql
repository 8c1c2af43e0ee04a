-- For the writer, who owns no table and so could not: autovacuum never sees staging in time, nor a great publish.
create or replace function mirror.analyze_staging() returns void
language plpgsql security definer set search_path = '' as $$
begin
    analyze staging.seen, staging.object, staging.activity, staging.document;
end
$$;
comment on function mirror.analyze_staging() is 'Statistics of what is staged, before the merge';

create or replace function mirror.analyze_merge() returns void
language plpgsql security definer set search_path = '' as $$
begin
    analyze staging.merge;
end
$$;
comment on function mirror.analyze_merge() is 'Statistics of what is to be merged';

create or replace function mirror.analyze_type(type_name text) returns void
language plpgsql security definer set search_path = '' as $$
begin
    if not exists (select from mirror.resource_type r where r.resource_type = type_name and r.is_mirrored) then
        raise exception 'there is no resource type %', type_name;
    end if;
    execute format('analyze mirror.%I, mirror.%I, mirror.%I', type_name, type_name || '_activity', type_name || '_history');
end
$$;
comment on function mirror.analyze_type(text) is 'Statistics of a type''s tables, after a publish that changed much of it';
