-- Authors write for the accounts they see. Rows of who and what follow their access control, which they must see.
create or replace function control.protect_authors(table_name regclass, account_column text) returns void
language plpgsql set search_path = '' as $$
declare
    mine constant text := 'select v.account_id from ops.visible_account v where v.reader in
        (select r.rolname from pg_catalog.pg_roles r where pg_catalog.pg_has_role(r.oid, ''usage''))';
    allowed text := case when account_column is null
        then 'exists (select from control.access_control c where c.name = access_control)'
        else format('((select ''*'' in (%1$s)) or %2$I = any (array(%1$s)))', mine, account_column) end;
begin
    execute format('create policy author on %s to iamirror_author using (%s) with check (%s)', table_name, allowed,
        allowed);
end
$$;
comment on function control.protect_authors(regclass, text) is 'The policy by which authors write rows of the accounts they see';
