create or replace function control.check_who() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    owner_control control.access_control := (
        select c from control.access_control c
        where c.name = case tg_op when 'DELETE' then old.access_control else new.access_control end);
begin
    if owner_control.lock_who then
        raise exception 'who has access control % is locked', quote_literal(owner_control.name);
    elsif tg_op = 'DELETE' then
        return old;
    elsif owner_control.name is null then
        raise exception 'there is no access control named %', quote_literal(new.access_control)
            using errcode = 'foreign_key_violation';
    elsif new.who_type not in ('user', 'group', 'role', 'account', 'service', 'saml', 'oidc', 'person',
                               'identity_center_user', 'identity_center_group', 'access_control') then
        raise exception 'who_type % is not known: use %', quote_literal(new.who_type), 'user, group, role, account, service, '
            'saml, oidc, person, identity_center_user, identity_center_group or access_control';
    elsif coalesce(new.who, '') = '' then
        raise exception 'who is empty';
    elsif new.who ~ '[[:cntrl:]]' or new.who ~ '[*?]' then
        raise exception 'who % holds a character that names nobody', quote_literal(new.who);
    elsif new.expires_at <= now() and (tg_op = 'INSERT' or new.expires_at is distinct from old.expires_at) then
        raise exception 'expires_at % is in the past', new.expires_at;
    elsif new.who_type = 'account' and new.who !~ '^[0-9]{12}$' then
        raise exception 'account % is not an AWS account id: twelve digits', quote_literal(new.who);
    elsif new.who_type = 'service' and new.who !~ '^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$' then
        raise exception 'service % is not one of AWS: for example ec2.amazonaws.com', quote_literal(new.who);
    elsif new.external_id is not null and new.who_type <> 'account' then
        raise exception 'an external id goes with an account, not with a %', new.who_type;
    elsif new.who_type = 'access_control' and not exists (
            select from control.access_control c where lower(c.name) = lower(new.who)) then
        raise exception 'there is no access control named %', quote_literal(new.who);
    end if;
    perform control.check_who_exists(owner_control.account_id, new.who_type, new.who);
    return new;
end
$$;
comment on function control.check_who() is 'Trigger: refuses a who that nobody can be';
