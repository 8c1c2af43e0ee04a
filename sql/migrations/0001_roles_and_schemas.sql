-- The six database roles, the schemas, the record of migrations, and who may see which account.
--
-- Roles belong to the whole cluster, so another database of it may have made them already, or may be making them now.
-- Works for a superuser and for an owner of the database with CREATEROLE, who needs the rights of two of the roles:
-- PostgreSQL 15 lets CREATEROLE grant them, 16 and later only to who made the role or has its admin option.
do $$
declare
    role_name text;
    is_superuser boolean := (select rolsuper from pg_catalog.pg_roles where rolname = current_user);
begin
    foreach role_name in array array['iamirror_owner', 'iamirror_view', 'iamirror_writer', 'iamirror_reader',
                                     'iamirror_author', 'iamirror_approver'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            begin
                execute format('create role %I nologin', role_name);
            exception
                when duplicate_object or unique_violation then null;  -- another init was faster
                when insufficient_privilege then
                    raise exception 'role % is missing and % may not create roles', role_name, current_user
                        using errcode = 'insufficient_privilege',
                              hint = format('run init once as a superuser, or: alter role %I createrole', current_user);
            end;
        end if;
    end loop;

    if not is_superuser then
        foreach role_name in array array['iamirror_owner', 'iamirror_view'] loop
            begin
                execute format('grant %I to %I', role_name, current_user);
            exception when insufficient_privilege then
                raise exception 'role % exists, and % may not use it', role_name, current_user
                    using errcode = 'insufficient_privilege',
                          hint = format('ask who made it to run: grant iamirror_owner, iamirror_view to %I', current_user);
            end;
        end loop;
    end if;

    foreach role_name in array array['iamirror_author', 'iamirror_approver', 'iamirror_writer'] loop
        if not pg_catalog.pg_has_role(role_name, 'iamirror_reader', 'member') then
            begin
                execute format('grant iamirror_reader to %I', role_name);
            exception
                when internal_error then null;  -- "tuple concurrently updated": another init grants the same
                when insufficient_privilege then
                    raise exception 'role % is not a member of iamirror_reader, and % may not grant that', role_name,
                        current_user using errcode = 'insufficient_privilege';
            end;
        end if;
    end loop;

    execute format('grant create on database %I to iamirror_owner', current_database());
    execute format('alter database %I set search_path = aws, report, public', current_database());
end
$$;

set local role iamirror_owner;

create schema aws;
create schema aws_history;
create schema aws_at;
create schema mirror;
create schema staging;
create schema control;
create schema access;
create schema usage;
create schema ops;
create schema report;

comment on schema aws is 'AWS as of the last publish: one view a resource type, with the column names of Steampipe';
comment on schema aws_history is 'Every version of every mirrored object, and what changed from one to the next';
comment on schema aws_at is 'The views of aws as of the time in the setting iamirror.as_of; the same as aws when it is not set';
comment on schema mirror is 'The tables behind aws, aws_history and aws_at; written by import, read through the views only';
comment on schema staging is 'Unlogged tables of the run in progress';
comment on schema control is 'Access controls: what people want, with every revision';
comment on schema access is 'Effective access, derived from the mirror';
comment on schema usage is 'What CloudTrail shows was done';
comment on schema ops is 'Installation, runs, scopes, plans, journal, ledger, migrations';
comment on schema report is 'Views and functions that answer the questions people ask';

grant usage on schema aws, aws_history, aws_at, control, access, usage, ops, report to iamirror_reader;
grant usage on schema mirror, staging, control, access, usage, ops to iamirror_writer;
grant usage on schema mirror to iamirror_view;
grant usage, create on schema aws, aws_history, aws_at, access, usage, ops, report to iamirror_view;

create table ops.migration (
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    constraint migration_name_pkey primary key (name)
);
comment on table ops.migration is 'The migrations this database has had; a text that was changed later is refused';
comment on column ops.migration.name is 'File name without its ending; their order is the order of the names';
comment on column ops.migration.sha256 is 'Of the text that was run, in hexadecimal';
comment on column ops.migration.applied_at is 'When it was run';

create table ops.repeatable (
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    constraint repeatable_name_pkey primary key (name)
);
comment on table ops.repeatable is 'Functions and views as last replaced; run again only when their text has changed';
comment on column ops.repeatable.name is 'functions/NAME, views/NAME, or schema.view for the views made from a type''s columns';
comment on column ops.repeatable.sha256 is 'Of the text that was run, in hexadecimal';
comment on column ops.repeatable.applied_at is 'When it was run';

create table ops.visible_account (
    reader text not null,
    account_id text not null,
    constraint visible_account_reader_account_id_pkey primary key (reader, account_id)
);
comment on table ops.visible_account is
    'Which accounts a database role sees in every view; members of the role see the same. No row: none. Give one with insert into ops.visible_account values (''ann'', ''123456789012'')';
comment on column ops.visible_account.reader is 'Name of a database role';
comment on column ops.visible_account.account_id is 'AWS account id; * is all accounts';

-- Only what concerns oneself: the table would tell which accounts there are.
alter table ops.visible_account enable row level security;
create policy reader on ops.visible_account for select to public
    using (reader in (select r.rolname from pg_catalog.pg_roles r where pg_catalog.pg_has_role(r.oid, 'usage')));

grant select on ops.migration, ops.repeatable, ops.visible_account to iamirror_reader, iamirror_view;

insert into ops.visible_account (reader, account_id) values (session_user, '*'), ('iamirror_writer', '*')
on conflict do nothing;
