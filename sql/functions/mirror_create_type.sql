-- A type's tables and columns from its description. Called by the one migration of the type:
--   select mirror.create_type('aws_iam_role', '{"comment": "…", "columns": [{"name", "type", "part", "since_format",
--   "activity", "comment"}], "indexes": [["account_id", "user_id"]], "view": [{"name", "type", "column" or
--   "expression", "comment"}], "others": "left join … as x on …"}');
-- "others" joins what other objects say, one row at most for each object: where a subquery a row would be slow.
-- Its three views are made after the migrations (mirror.make_view), for they may show other types.
create or replace function mirror.create_type(type_name text, description jsonb) returns void
language plpgsql set search_path = '' as $$
declare
    key_columns constant text := 'account_id text not null, region text not null, object_id text not null';
    table_columns jsonb;
    index_columns jsonb;
begin
    insert into mirror.resource_type (resource_type, comment, view_from)
    values (type_name, description ->> 'comment', description ->> 'others');

    execute format('create table mirror.%I (%s, valid_from timestamptz not null, run_id bigint not null,
        constraint %I primary key (account_id, region, object_id)) with (autovacuum_vacuum_scale_factor = 0.05)',
        type_name, key_columns, type_name || '_pkey');
    execute format('create table mirror.%I (%s, valid_from timestamptz not null, run_id bigint not null,
        valid_to timestamptz not null, closed_by_run bigint not null,
        constraint %I unique (account_id, region, object_id, valid_from, valid_to),
        constraint %I check (valid_from < valid_to)) partition by range (valid_to)',
        type_name || '_history', key_columns, type_name || '_history_key', type_name || '_history_valid_check');
    execute format('create table mirror.%I (%s, observed_at timestamptz not null,
        constraint %I primary key (account_id, region, object_id)) with (fillfactor = 70,
        autovacuum_vacuum_scale_factor = 0.05)',
        type_name || '_activity', key_columns, type_name || '_activity_pkey');
    perform mirror.ensure_partitions(type_name || '_history');
    perform mirror.protect_type(type_name);
    perform mirror.comment_type(type_name, description ->> 'comment');

    perform mirror.add_columns(type_name, jsonb_build_object('columns', jsonb_build_array(
        jsonb_build_object('name', 'name', 'type', 'text', 'comment', 'Name of the object; null if it has none'),
        jsonb_build_object('name', 'arn', 'type', 'text', 'comment', 'ARN of the object; null if it has none'))));
    perform mirror.add_columns(type_name, description);
    perform mirror.add_columns(type_name, jsonb_build_object('view', mirror.standard_view_columns(type_name)));

    execute format('create index %I on mirror.%I (arn)', type_name || '_arn_idx', type_name);
    for index_columns in select value from jsonb_array_elements(description -> 'indexes') loop
        select jsonb_agg(quote_ident(value)) from jsonb_array_elements_text(index_columns) into table_columns;
        execute format('create index on mirror.%I (%s)', type_name,
            (select string_agg(value, ', ') from jsonb_array_elements_text(table_columns)));
        execute format('create index on mirror.%I (%s)', type_name || '_history',
            (select string_agg(value, ', ') from jsonb_array_elements_text(table_columns)));
    end loop;
end
$$;
comment on function mirror.create_type(text, jsonb) is
    'Makes the tables of a resource type (current, history, activity) and registers its columns and views from one description';
