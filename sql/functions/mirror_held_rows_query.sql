-- What the mirror holds of one scope, for the client to compare a listing with. Gives the statement and not the rows, so
-- that they stream; COPY takes no parameters.
create or replace function mirror.held_rows_query(type_name text, part text, of_account text, of_region text) returns text
language sql stable set search_path = '' as $$
    select format('copy (select t.object_id, t.arn, encode(t.%I, ''hex''), t.%I, ',
            mirror.part_column('part_hash', part), mirror.part_column('part_format', part))
        || case when exists (
                select from mirror.resource_column c
                where c.resource_type = type_name and c.part = held_rows_query.part and c.is_activity)
            then format('encode(a.%I, ''hex'') from mirror.%I as t left join mirror.%I as a
                    on a.account_id = t.account_id and a.region = t.region and a.object_id = t.object_id',
                mirror.part_column('activity_hash', part), type_name, type_name || '_activity')
            else format('null from mirror.%I as t', type_name) end
        || format(' where t.account_id = %L and t.region = %L) to stdout', of_account, of_region)
$$;
comment on function mirror.held_rows_query(text, text, text, text) is
    'The COPY that gives what the mirror holds of a scope: object_id, arn, hash and format of the part, hash of its activity';
