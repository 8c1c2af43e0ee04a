-- A year each, from this year to ten years ahead, and a default one: the writer cannot make partitions, and must not
-- fail on 1 January. A year that the default one already holds rows of is left there.
create or replace function mirror.ensure_partitions(
    table_name text, first_year int default extract(year from clock_timestamp() at time zone 'UTC')) returns void
language plpgsql set search_path = '' as $$
declare
    last_year constant int := extract(year from clock_timestamp() at time zone 'UTC') + 10;
    partition_name text;
begin
    if to_regclass(format('mirror.%I', table_name || '_default')) is null then
        execute format('create table mirror.%I partition of mirror.%I default', table_name || '_default', table_name);
    end if;
    for year in first_year .. last_year loop
        partition_name := table_name || '_' || year;
        continue when to_regclass(format('mirror.%I', partition_name)) is not null;
        begin
            execute format('create table mirror.%I partition of mirror.%I for values from (%L) to (%L)', partition_name,
                table_name, format('%s-01-01T00:00:00Z', year), format('%s-01-01T00:00:00Z', year + 1));
        exception when check_violation then
            raise notice 'partition % is not made: % holds rows of that year', partition_name, table_name || '_default';
        end;
    end loop;
end
$$;
comment on function mirror.ensure_partitions(text, int) is
    'Makes the missing yearly partitions of a table of mirror, from first_year (this one) to ten years ahead, and the default one';
