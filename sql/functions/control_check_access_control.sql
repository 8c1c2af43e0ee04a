-- Refuses wrong rows in words a person understands, and fills what follows from the rest.
create or replace function control.check_access_control() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    longest int;
    needs_approval boolean := (select approval_required from control.setting);
    is_program boolean := pg_has_role(control.actor(), 'iamirror_writer', 'usage');
begin
    if tg_op = 'DELETE' then
        if old.lock_delete then
            raise exception 'access control % is locked against deletion', quote_literal(old.name);
        end if;
        return old;
    end if;

    longest := case new.type when 'role' then 64 when 'managed_policy' then 128 when 's3_access_point' then 50
                             when 'permission_set' then 32 else 128 end;
    if new.name is null or new.name = '' then
        raise exception 'an access control needs a name';
    elsif length(new.name) > longest then
        raise exception 'name % is too long: AWS allows % characters for a %', quote_literal(new.name), longest,
            new.type;
    elsif new.type = 's3_access_point' and new.name !~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' or
          new.type = 's3_access_point' and (length(new.name) < 3 or new.name ~ '-s3alias$') then
        raise exception 'name % is not one of an access point: %', quote_literal(new.name),
            '3 to 50 of a-z, 0-9 and -, a letter or digit at both ends, not ending in -s3alias';
    elsif new.name !~ '^[A-Za-z0-9+=,.@_-]+$' then
        raise exception 'name % holds a character that AWS does not take: only letters, digits and + = , . @ _ -',
            quote_literal(new.name);
    elsif new.name ~* '^(AWSReservedSSO_|AWSServiceRole)' and new.origin = 'control' then
        raise exception 'name % is reserved by AWS', quote_literal(new.name);
    elsif new.type not in ('role', 'managed_policy', 's3_access_point', 'permission_set', 'iam_group_membership',
                           'identity_center_group_membership') then
        raise exception 'type % is not known: use %', quote_literal(new.type),
            'role, managed_policy, s3_access_point, permission_set, iam_group_membership or identity_center_group_membership';
    elsif new.account_id is null and new.type <> 'permission_set' then
        raise exception 'access control % needs an account_id', quote_literal(new.name);
    elsif new.account_id !~ '^[0-9]{12}$' then
        raise exception 'account % is not an AWS account id: twelve digits', quote_literal(new.account_id);
    elsif exists (select from control.access_control c where lower(c.name) = lower(new.name)
                  and (tg_op = 'INSERT' or c.name <> old.name)) then
        raise exception 'there is an access control named % already; names differ without regard to case',
            quote_literal(new.name) using errcode = 'unique_violation';
    end if;

    if tg_op = 'INSERT' then
        new.state := coalesce(new.state, case when needs_approval then 'draft' else 'approved' end);
        new.created_by := control.actor();
        new.created_at := now();
    else
        new.created_by := old.created_by;
        new.created_at := old.created_at;
        if old.lock_name and new.name <> old.name then
            raise exception 'the name of access control % is locked', quote_literal(old.name);
        elsif old.lock_delete and new.state = 'retired' and old.state <> 'retired' then
            raise exception 'access control % is locked against deletion', quote_literal(old.name);
        end if;
    end if;
    new.updated_at := now();

    -- The program moves states on; people get to approved through an approver, and each edit asks again.
    if needs_approval and not is_program and pg_trigger_depth() = 1 then
        if new.state in ('approved', 'applied', 'drifted')
            and (tg_op = 'INSERT' or old.state is distinct from new.state) then
            raise exception 'access control % needs an approval', quote_literal(new.name)
                using hint = format('an approver runs: insert into control.approval (access_control) values (%L)', new.name);
        elsif tg_op = 'UPDATE' and old.state in ('approved', 'applied', 'drifted') and new.state = old.state then
            new.state := 'submitted';
        end if;
    end if;
    return new;
end
$$;
comment on function control.check_access_control() is 'Trigger: refuses an access control that AWS could not take, or that lacks an approval';
