-- A change of who or what is a change of the access control: it is dated, revised, and approved anew.
create or replace function control.touch() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    asks_again boolean := (select approval_required from control.setting)
        and not pg_has_role(control.actor(), 'iamirror_writer', 'usage');
begin
    update control.access_control c
    set updated_at = now(),
        state = case when asks_again and c.state in ('approved', 'applied', 'drifted') then 'submitted' else c.state end
    where c.name in (case when tg_op <> 'INSERT' then old.access_control end,
                     case when tg_op <> 'DELETE' then new.access_control end);
    return null;
end
$$;
comment on function control.touch() is 'Trigger: dates the access control whose who or what changed, and asks for approval again';
