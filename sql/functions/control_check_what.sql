create or replace function control.check_what() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    owner_control control.access_control := (
        select c from control.access_control c
        where c.name = case tg_op when 'DELETE' then old.access_control else new.access_control end);
begin
    if owner_control.lock_what then
        raise exception 'what access control % gives is locked', quote_literal(owner_control.name);
    elsif tg_op = 'DELETE' then
        return old;
    elsif owner_control.name is null then
        raise exception 'there is no access control named %', quote_literal(new.access_control)
            using errcode = 'foreign_key_violation';
    elsif new.what ~ '^s3://' and (new.what ~ '[*?]' or new.what like '%${%') then
        raise exception 'what % holds *, ? or ${: s3://bucket/prefix/ is all below the prefix', quote_literal(new.what);
    elsif new.what ~ '^s3://' and new.what !~ '^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$' then
        raise exception 'what % does not name a bucket: 3 to 63 of a-z, 0-9, . and -', quote_literal(new.what);
    elsif new.what !~ '^(s3://|glue:|arn:)' and new.what <> '*' then
        raise exception 'what % is not understood: use s3://bucket/prefix/, glue:database.table or an ARN',
            quote_literal(new.what);
    elsif new.what ~ '[^\u0009\u000A\u000D\u0020-\u00FF]' then
        raise exception 'what % holds a character that AWS does not take in a policy', quote_literal(new.what);
    elsif new.permission !~ '^(list|read|write|delete|admin|[a-z0-9-]+:[A-Za-z0-9*?]+)$' then
        raise exception 'permission % is not understood: use %', quote_literal(new.permission),
            'list, read, write, delete, admin or an action such as s3:GetObjectTagging';
    end if;
    return new;
end
$$;
comment on function control.check_what() is 'Trigger: refuses a what or a permission that cannot be given';
