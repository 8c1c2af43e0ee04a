-- Keeps the documents that the merged rows refer to. A row without its document would be a hole in the mirror: that is
-- a fault of the program, and ends the publish.
create or replace function mirror.keep_documents(for_run bigint, type_name text) returns bigint
language plpgsql set search_path = '' as $$
declare
    missing record;
    kept bigint;
begin
    insert into mirror.document (sha256, body, policy, policy_std, is_text)
    select distinct on (d.sha256) d.sha256, d.body, d.policy, d.policy_std, mirror.is_text(d.body)
    from staging.document d
    where d.run_id = for_run
        and d.sha256 in (select r.sha256 from mirror.referred_documents(type_name) r)
        and not exists (select from mirror.document k where k.sha256 = d.sha256)
    order by d.sha256;
    get diagnostics kept = row_count;

    select r.object_id, encode(r.sha256, 'hex') as sha256 into missing
    from mirror.referred_documents(type_name) r
    where not exists (select from mirror.document k where k.sha256 = r.sha256)
    limit 1;
    if found then
        raise exception 'document % of % % was not staged', missing.sha256, type_name, missing.object_id;
    end if;
    return kept;
end
$$;
comment on function mirror.keep_documents(bigint, text) is
    'Moves the documents that merged rows of a type refer to from staging to the mirror; gives their number';

create or replace function mirror.referred_documents(type_name text) returns table (object_id text, sha256 bytea)
language sql stable set search_path = '' as $$
    select m.object_id, (m.new_row ->> c.name)::bytea
    from staging.merge m
    inner join mirror.resource_column c on c.resource_type = m.resource_type and c.kind = 'document'
    where m.resource_type = type_name and m.new_row ->> c.name is not null
    union all
    select m.object_id, decode(e.value, 'hex')
    from staging.merge m
    inner join mirror.resource_column c on c.resource_type = m.resource_type and c.kind = 'document_map'
    cross join jsonb_each_text(m.new_row -> c.name) e
    where m.resource_type = type_name and jsonb_typeof(m.new_row -> c.name) = 'object'
$$;
comment on function mirror.referred_documents(text) is 'The documents that the rows to be merged of a type refer to';
