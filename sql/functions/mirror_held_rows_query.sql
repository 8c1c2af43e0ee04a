-- What the mirror holds of one part of a type, for the client to compare a listing with: $1 account, $2 region. Gives
-- the statement and not the rows, so that they stream.
create or replace function mirror.held_rows_query(type_name text, part text) returns text
language sql stable set search_path = '' as $$
    select format('select t.object_id, t.arn, t.%1$I as part_hash, t.%2$I as part_format, ', mirror.part_column('part_hash', part),
                  mirror.part_column('part_format', part))
        || case when exists (
                select from mirror.resource_column c
                where c.resource_type = type_name and c.part = held_rows_query.part and c.is_activity)
            then format('a.%1$I as activity_hash from mirror.%2$I as t left join mirror.%3$I as a
                    on a.account_id = t.account_id and a.region = t.region and a.object_id = t.object_id',
                mirror.part_column('activity_hash', part), type_name, type_name || '_activity')
            else format('null::bytea as activity_hash from mirror.%I as t', type_name) end
        || ' where t.account_id = $1 and t.region = $2'
$$;
comment on function mirror.held_rows_query(text, text) is
    'The statement that gives what the mirror holds of a part of a type: object_id, arn, part_hash, part_format, activity_hash; $1 account, $2 region';
