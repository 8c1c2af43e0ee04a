-- A plain name of a user, group or role must be in the mirror, once that account was completely read. An ARN may be of
-- an account that we do not mirror.
create or replace function control.check_who_exists(of_account text, who_type text, who text) returns void
language plpgsql stable set search_path = '' as $$
declare
    is_there boolean;
    is_read boolean := exists (
        select from ops.scope s
        where s.account_id = of_account and s.resource_type = 'aws_iam_' || who_type and s.status = 'complete');
begin
    if who_type not in ('user', 'group', 'role') or who ~ '^arn:' or not is_read then
        return;
    end if;
    execute format('select exists (select from mirror.%I where account_id = $1 and name = $2)', 'aws_iam_' || who_type)
        into is_there using of_account, who;
    if not is_there then
        raise exception 'there is no IAM % named % in account %, as of the last import', who_type, quote_literal(who),
            of_account;
    end if;
end
$$;
comment on function control.check_who_exists(text, text, text) is
    'Raises for the name of a user, group or role that a complete import of the account did not show';
