-- One row for an object made or gone, one row an attribute for a new version. Of one name, what went comes before what
-- came: that is the order in which AWS lets it happen.
create or replace function mirror.write_changes(for_run bigint, type_name text, published timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
    written bigint;
begin
    insert into mirror.change (run_id, published_at, account_id, region, resource_type, object_id, arn, name, change,
        attribute, old_value, new_value)
    select for_run, published, m.account_id, m.region, type_name, m.object_id,
        coalesce(m.new_row, m.old_row) ->> 'arn', coalesce(m.new_row, m.old_row) ->> 'name',
        case m.operation when 'create' then 'created' when 'delete' then 'deleted' else 'updated' end,
        c.name,
        case when c.name is not null then mirror.change_value(m.old_row -> c.name, c.kind) end,
        case when c.name is not null then mirror.change_value(m.new_row -> c.name, c.kind) end
    from staging.merge m
    left join mirror.resource_column c
        on m.operation = 'change' and c.resource_type = m.resource_type and c.name = any (m.attributes)
    where m.resource_type = type_name and m.operation <> 'refresh'
    order by m.account_id, m.region, coalesce(m.new_row, m.old_row) ->> 'name', m.operation <> 'delete', m.object_id,
        c.position;
    get diagnostics written = row_count;
    return written;
end
$$;
comment on function mirror.write_changes(bigint, text, timestamptz) is
    'Writes mirror.change for what staging.merge says of a type; gives the number of rows';

create or replace function mirror.change_value(value jsonb, kind text) returns jsonb
language sql stable set search_path = '' as $$
    select case
        when jsonb_typeof(value) = 'null' then null
        when kind = 'document' then mirror.document_value((value #>> '{}')::bytea)
        when kind = 'document_map' then coalesce(
            (select jsonb_object_agg(e.key, mirror.document_value(decode(e.value, 'hex'))) from jsonb_each_text(value) e), '{}')
        else value end
$$;
comment on function mirror.change_value(jsonb, text) is 'A column''s value as mirror.change shows it: a document by its policy';

create or replace function mirror.document_value(of_sha256 bytea) returns jsonb
language sql stable set search_path = '' as $$
    select coalesce((select d.policy from mirror.document d where d.sha256 = of_sha256),
                    jsonb_build_object('sha256', encode(of_sha256, 'hex')))
$$;
comment on function mirror.document_value(bytea) is 'The policy of a document, or {"sha256": …} where jsonb cannot hold it';
