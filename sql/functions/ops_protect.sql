-- Row-level policies: a table with account_id shows a role the accounts that ops.visible_account gives it.
create or replace function ops.protect(table_name regclass, readers text, condition text default null) returns void
language plpgsql set search_path = '' as $$
declare
    mine constant text := 'select v.account_id from ops.visible_account v where v.reader in
        (select r.rolname from pg_catalog.pg_roles r where pg_catalog.pg_has_role(r.oid, ''usage''))';
    visible text := coalesce(condition, pg_catalog.format(
        '((select ''*'' in (%1$s)) or account_id = any (array(%1$s)))', mine));
begin
    execute pg_catalog.format('alter table %s enable row level security', table_name);
    execute pg_catalog.format('create policy reader on %s for select to %s using (%s)', table_name, readers, visible);
    execute pg_catalog.format('create policy writer on %s to iamirror_writer using (true) with check (true)', table_name);
end
$$;
comment on function ops.protect(regclass, text, text) is
    'Puts the row-level policies on a table: readers (public or iamirror_view) see the accounts that ops.visible_account gives the role that asks, or the rows that meet the condition; iamirror_writer all';
