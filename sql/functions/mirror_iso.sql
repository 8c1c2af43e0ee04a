-- A time as AWS writes it in JSON; to_jsonb would follow the session's time zone.
create or replace function mirror.iso(moment timestamptz) returns text
language sql stable set search_path = '' as $$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
comment on function mirror.iso(timestamptz) is 'A time as AWS writes it in JSON, in UTC, to the second';
