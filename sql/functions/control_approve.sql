create or replace function control.approve() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    newest control.revision := (
        select r from control.revision r where r.access_control = new.access_control order by r.revision desc limit 1);
    last_approved int := (
        select coalesce(max(a.revision), 0) from control.approval a where a.access_control = new.access_control);
begin
    new.approved_by := control.actor();
    new.approved_at := clock_timestamp();
    new.revision := coalesce(new.revision, newest.revision);
    new.account_id := newest.account_id;
    if newest.access_control is null or newest.content is null then
        raise exception 'there is no access control named %', quote_literal(new.access_control);
    elsif new.revision <> newest.revision then
        raise exception 'access control % has changed: revision % is not its newest, % is',
            quote_literal(new.access_control), new.revision, newest.revision;
    elsif exists (select from control.revision r
                  where r.access_control = new.access_control and r.revision > last_approved
                      and r.changed_by = new.approved_by) then
        raise exception '% wrote access control %, and cannot approve it as well', new.approved_by,
            quote_literal(new.access_control);
    end if;
    update control.access_control set state = 'approved'
    where name = new.access_control and state in ('draft', 'submitted');
    return new;
end
$$;
comment on function control.approve() is 'Trigger: an approval counts for the newest revision, by someone who did not write it';
