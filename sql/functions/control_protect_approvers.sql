create or replace function control.protect_approvers() returns void
language plpgsql set search_path = '' as $$
begin
    create policy approver on control.approval for insert to iamirror_approver
        with check (exists (select from control.access_control c where c.name = access_control));
end
$$;
comment on function control.protect_approvers() is 'The policy by which approvers approve what they see';
