-- The staged rows of one part that count: of complete scopes, and of those read object by object; with a key, of this
-- incarnation of the object; of two for one object the last.
create or replace function mirror.staged_objects(for_run bigint, type_name text, for_part text)
returns table (account_id text, region text, object_id text, arn text, columns jsonb)
language sql stable set search_path = '' as $$
    select distinct on (s.account_id, s.region, s.object_id)
        s.account_id, s.region, s.object_id, nullif(s.arn, ''),
        s.columns
        || jsonb_build_object((select mirror.part_column('part_hash', for_part)), s.part_hash,
                              (select mirror.part_column('part_format', for_part)), s.row_format)
        || case when for_part = '' then jsonb_build_object(
                'account_id', s.account_id, 'region', s.region, 'object_id', s.object_id,
                'name', nullif(s.name, ''), 'arn', nullif(s.arn, ''))
            else '{}' end
    from staging.object s
    inner join ops.scope c
        on c.run_id = s.run_id and c.account_id = s.account_id and c.region = s.region
        and c.resource_type = (select mirror.scope_name(type_name, for_part)) and (c.status = 'complete' or c.is_by_object)
    where s.run_id = for_run and s.resource_type = type_name and s.part = for_part and s.object_id <> ''
        and (for_part = '' or s.unique_id in ('', s.object_id) or s.object_id like 'arn:%')
    order by s.account_id, s.region, s.object_id, s.staged_no desc
$$;
comment on function mirror.staged_objects(bigint, text, text) is
    'The staged objects of one part of a type that a publish merges, with the columns they set in the type''s table';

create or replace function mirror.staged_activity(for_run bigint, type_name text, for_part text)
returns table (account_id text, region text, object_id text, activity_hash bytea, columns jsonb)
language sql stable set search_path = '' as $$
    select distinct on (s.account_id, s.region, s.object_id)
        s.account_id, s.region, s.object_id, s.activity_hash, s.columns
    from staging.activity s
    inner join ops.scope c
        on c.run_id = s.run_id and c.account_id = s.account_id and c.region = s.region
        and c.resource_type = (select mirror.scope_name(type_name, for_part)) and (c.status = 'complete' or c.is_by_object)
    where s.run_id = for_run and s.resource_type = type_name and s.part = for_part and s.object_id <> ''
        and (for_part = '' or s.unique_id in ('', s.object_id) or s.object_id like 'arn:%')
    order by s.account_id, s.region, s.object_id, s.staged_no desc
$$;
comment on function mirror.staged_activity(bigint, text, text) is
    'The staged activity of one part of a type that a publish merges';
