-- Access controls: what people want. The rows are the truth; import, plan and apply read them.
create table control.setting (
    approval_required boolean not null default false,
    is_only boolean not null default true,
    constraint setting_is_only_pkey primary key (is_only),
    constraint setting_is_only_check check (is_only)
);
comment on table control.setting is 'One row: how access controls are worked with';
comment on column control.setting.approval_required is 'True: an access control, and every change of it, waits for an approver. False: new rows start approved';
comment on column control.setting.is_only is 'Always true: there is one row';
insert into control.setting default values;

create table control.access_control (
    name text not null,
    type text not null,
    account_id text,
    description text,
    owner_email text,
    reason text,
    state text not null,
    origin text not null default 'control',
    is_complete boolean not null default true,
    incomplete_reason text,
    lock_who boolean not null default false,
    lock_what boolean not null default false,
    lock_name boolean not null default false,
    lock_delete boolean not null default false,
    aws_arn text,
    created_at timestamptz not null default now(),
    created_by text not null,
    updated_at timestamptz not null default now(),
    constraint access_control_name_pkey primary key (name),
    constraint access_control_type_check check (type in ('role', 'managed_policy', 's3_access_point', 'permission_set',
        'iam_group_membership', 'identity_center_group_membership')),
    constraint access_control_account_id_check check (account_id is not null or type = 'permission_set'),
    constraint access_control_state_check
        check (state in ('draft', 'submitted', 'approved', 'applied', 'drifted', 'retired')),
    constraint access_control_origin_check check (origin in ('aws', 'control')),
    constraint access_control_incomplete_reason_check check (is_complete = (incomplete_reason is null))
);
create unique index access_control_name_key on control.access_control (lower(name));
comment on table control.access_control is 'The unit of desired access: who may do what, and how AWS is to know. Insert here, then into control.who and control.what';
comment on column control.access_control.name is 'Unique without regard to case; becomes the name in AWS';
comment on column control.access_control.type is 'How: role, managed_policy, s3_access_point, permission_set, iam_group_membership, identity_center_group_membership';
comment on column control.access_control.account_id is 'AWS account it is for; null for a permission set';
comment on column control.access_control.description is 'For people; null without one';
comment on column control.access_control.owner_email is 'Who answers for it; null: nobody said';
comment on column control.access_control.reason is 'Why it is wanted; null: nobody said';
comment on column control.access_control.state is 'draft, submitted (as if absent); approved, applied, drifted (planned); retired (to be removed). Left out: approved, or draft where approval is required';
comment on column control.access_control.origin is 'aws: read from there; control: written here';
comment on column control.access_control.is_complete is 'False: AWS says more than who and what can say; never written back';
comment on column control.access_control.incomplete_reason is 'What could not be said; null if it is complete';
comment on column control.access_control.lock_who is 'True: who may not be changed';
comment on column control.access_control.lock_what is 'True: what may not be changed';
comment on column control.access_control.lock_name is 'True: the name may not be changed';
comment on column control.access_control.lock_delete is 'True: it may not be deleted or retired';
comment on column control.access_control.aws_arn is 'ARN of the object it stands for; null before that exists';
comment on column control.access_control.created_at is 'When it was written';
comment on column control.access_control.created_by is 'Database role that wrote it';
comment on column control.access_control.updated_at is 'When it, its who or its what last changed';

create table control.who (
    access_control text not null,
    who_type text not null,
    who text not null,
    external_id text,
    expires_at timestamptz,
    constraint who_access_control_who_type_who_pkey primary key (access_control, who_type, who),
    constraint who_access_control_fkey foreign key (access_control) references control.access_control
        on update cascade on delete cascade,
    constraint who_who_type_check check (who_type in ('user', 'group', 'role', 'account', 'service', 'saml', 'oidc',
        'person', 'identity_center_user', 'identity_center_group', 'access_control'))
);
comment on table control.who is 'Who has an access control';
comment on column control.who.access_control is 'Name of the access control';
comment on column control.who.who_type is 'user, group, role, account, service, saml, oidc, person, identity_center_user, identity_center_group, access_control';
comment on column control.who.who is 'A name, looked up in the control''s account, or an ARN; an account by its id; a service by its host name';
comment on column control.who.external_id is 'What another account must say when it assumes the role; null: nothing';
comment on column control.who.expires_at is 'Until when; null: until somebody removes it';

create table control.what (
    access_control text not null,
    what text not null,
    permission text not null,
    condition jsonb,
    constraint what_access_control_what_permission_pkey primary key (access_control, what, permission),
    constraint what_access_control_fkey foreign key (access_control) references control.access_control
        on update cascade on delete cascade
);
comment on table control.what is 'What an access control gives';
comment on column control.what.access_control is 'Name of the access control';
comment on column control.what.what is 's3://bucket (all of it), s3://bucket/prefix/ (all below), s3://bucket/key (one object), glue:database.table, or an ARN as IAM reads it';
comment on column control.what.permission is 'list, read, write, delete, admin, or an action: s3:GetObjectTagging';
comment on column control.what.condition is 'Condition block in IAM''s words; null without one';

create table control.permission (
    permission text not null,
    what_type text not null,
    action text not null,
    constraint permission_permission_what_type_action_pkey primary key (permission, what_type, action)
);
comment on table control.permission is 'What the words list, read, write and delete mean';
comment on column control.permission.permission is 'The word';
comment on column control.permission.what_type is 'Kind of what it is for: s3';
comment on column control.permission.action is 'IAM action';
insert into control.permission (permission, what_type, action) values
    ('list', 's3', 's3:ListBucket'),
    ('read', 's3', 's3:GetObject'),
    ('read', 's3', 's3:GetObjectVersion'),
    ('write', 's3', 's3:AbortMultipartUpload'),
    ('write', 's3', 's3:ListMultipartUploadParts'),
    ('write', 's3', 's3:PutObject'),
    ('delete', 's3', 's3:DeleteObject'),
    ('delete', 's3', 's3:DeleteObjectVersion');

create table control.revision (
    access_control text not null,
    revision int not null,
    account_id text,
    content jsonb,
    changed_at timestamptz not null default clock_timestamp(),
    changed_by text not null,
    constraint revision_access_control_revision_pkey primary key (access_control, revision)
);
comment on table control.revision is 'Every state an access control was ever in: who wanted what, and when. Only ever added';
comment on column control.revision.access_control is 'Name of the access control, which may be gone';
comment on column control.revision.revision is '1, 2, …';
comment on column control.revision.account_id is 'AWS account it was for; null for a permission set';
comment on column control.revision.content is 'The access control with its who and what; null: it was deleted';
comment on column control.revision.changed_at is 'When';
comment on column control.revision.changed_by is 'Database role that did it';

create table control.approval (
    access_control text not null,
    revision int not null,
    account_id text,
    approved_at timestamptz not null default clock_timestamp(),
    approved_by text not null,
    comment text,
    constraint approval_access_control_revision_approved_by_pkey primary key (access_control, revision, approved_by),
    constraint approval_access_control_revision_fkey foreign key (access_control, revision) references control.revision
);
comment on table control.approval is 'Approvals: insert the access control''s name, and its newest revision becomes approved. Only ever added';
comment on column control.approval.access_control is 'Name of the access control';
comment on column control.approval.revision is 'The revision that is approved; left out: the newest';
comment on column control.approval.account_id is 'AWS account it is for; null for a permission set';
comment on column control.approval.approved_at is 'When';
comment on column control.approval.approved_by is 'Database role that approved, never one that wrote it';
comment on column control.approval.comment is 'What the approver said; null: nothing';

select ops.protect('control.access_control', 'public');
select ops.protect('control.revision', 'public');
select ops.protect('control.approval', 'public');
select ops.protect('control.who', 'public',
    'exists (select from control.access_control c where c.name = access_control)');
select ops.protect('control.what', 'public',
    'exists (select from control.access_control c where c.name = access_control)');
select control.protect_authors('control.access_control', 'account_id');
select control.protect_authors('control.who', null);
select control.protect_authors('control.what', null);
select control.protect_approvers();

grant select on all tables in schema control to iamirror_reader;
grant insert, update, delete on control.access_control, control.who, control.what to iamirror_author, iamirror_writer;
grant insert on control.approval to iamirror_approver;
grant update (approval_required) on control.setting to iamirror_approver;

create trigger check_access_control before insert or update or delete on control.access_control
    for each row execute function control.check_access_control();
create trigger check_who before insert or update or delete on control.who
    for each row execute function control.check_who();
create trigger check_what before insert or update or delete on control.what
    for each row execute function control.check_what();
create trigger touch_who after insert or update or delete on control.who
    for each row execute function control.touch();
create trigger touch_what after insert or update or delete on control.what
    for each row execute function control.touch();
create constraint trigger record_revision after insert or update or delete on control.access_control
    deferrable initially deferred for each row execute function control.record_revision();
create trigger approve before insert on control.approval for each row execute function control.approve();
create trigger append_only before update or delete or truncate on control.revision
    for each statement execute function control.refuse_change();
create trigger append_only before update or delete or truncate on control.approval
    for each statement execute function control.refuse_change();
