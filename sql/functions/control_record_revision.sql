-- At the end of the transaction, once for each access control that is not as its newest revision says.
create or replace function control.record_revision() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    which text := case tg_op when 'DELETE' then old.name else new.name end;
    newest control.revision := (
        select r from control.revision r where r.access_control = which order by r.revision desc limit 1);
    present control.access_control := (select c from control.access_control c where c.name = which);
    content jsonb := control.content_of(which);
begin
    if newest.access_control is null or newest.content is distinct from content then
        insert into control.revision (access_control, revision, account_id, content, changed_by)
        values (which, coalesce(newest.revision, 0) + 1, coalesce(present.account_id, newest.account_id), content,
            control.actor());
    end if;
    return null;
end
$$;
comment on function control.record_revision() is 'Trigger: keeps what an access control was, with who made it so';
