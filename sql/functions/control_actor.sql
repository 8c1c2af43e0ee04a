-- Who really asks: inside a security definer function current_user is the function's owner.
create or replace function control.actor() returns text
language sql stable set search_path = '' as $$
    select case current_setting('role') when 'none' then session_user::text else current_setting('role') end
$$;
comment on function control.actor() is 'The database role that acts, whatever the function it runs in';
