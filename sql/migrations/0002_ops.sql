-- What the program did: installation, runs, scopes, findings, plans, journal, ledger.
create table ops.installation (
    installation_id uuid not null default gen_random_uuid(),
    is_only boolean not null default true,
    constraint installation_installation_id_pkey primary key (installation_id),
    constraint installation_is_only_key unique (is_only),
    constraint installation_is_only_check check (is_only)
);
comment on table ops.installation is 'One row: who we are to AWS';
comment on column ops.installation.installation_id is 'Value of the tag iamirror:owner on what we make';
comment on column ops.installation.is_only is 'Always true: there is one row';
insert into ops.installation default values;

create table ops.run (
    run_id bigint generated always as identity,
    command text not null,
    status text not null default 'running',
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    published_at timestamptz,
    version text not null,
    host text not null,
    pid int not null,
    api_calls bigint not null default 0,
    rows_written bigint not null default 0,
    exit_code int,
    error text,
    constraint run_run_id_pkey primary key (run_id),
    constraint run_published_at_key unique (published_at),
    constraint run_status_check
        check (status in ('running', 'complete', 'partial', 'failed', 'refused', 'interrupted'))
);
comment on table ops.run is 'One execution of a command that writes';
comment on column ops.run.run_id is 'Grows with every run';
comment on column ops.run.command is 'import, apply, …';
comment on column ops.run.status is 'running, complete, partial (some scope is not complete), failed, refused (by a guard), interrupted';
comment on column ops.run.started_at is 'When it began';
comment on column ops.run.finished_at is 'When it ended; null while it runs';
comment on column ops.run.published_at is 'When its result became visible; strictly greater than any before; null if it published nothing';
comment on column ops.run.version is 'Of the program';
comment on column ops.run.host is 'Machine it ran on';
comment on column ops.run.pid is 'Process there';
comment on column ops.run.api_calls is 'Calls to AWS, every attempt counted';
comment on column ops.run.rows_written is 'Rows written by its publish: versions, changes, activity, documents';
comment on column ops.run.exit_code is 'Of the process; null while it runs or if it was killed';
comment on column ops.run.error is 'What ended it; null if nothing did';

create table ops.scope (
    run_id bigint not null,
    account_id text not null,
    region text not null,
    resource_type text not null,
    status text not null,
    objects bigint not null default 0,
    pages bigint not null default 0,
    calls bigint not null default 0,
    retries bigint not null default 0,
    error_code text,
    error_message text,
    missing_permission text,
    read_at timestamptz,
    stale_since timestamptz,
    constraint scope_run_id_account_id_region_resource_type_pkey primary key (run_id, account_id, region, resource_type),
    constraint scope_run_id_fkey foreign key (run_id) references ops.run,
    constraint scope_status_check check (status in ('complete', 'held', 'denied', 'failed', 'skipped'))
);
create index scope_account_id_region_resource_type_run_id_idx on ops.scope (account_id, region, resource_type, run_id);
comment on table ops.scope is 'How the reading of one listing ended: account, region, resource type, in one run. Only complete ones were merged';
comment on column ops.scope.run_id is 'The run';
comment on column ops.scope.account_id is 'AWS account read';
comment on column ops.scope.region is 'Of the listing: global for IAM';
comment on column ops.scope.resource_type is 'Type, for example aws_iam_role; an enrichment is aws_iam_role/ListRoles';
comment on column ops.scope.status is 'complete; held (ten or more objects went to none: the rows stay until a second complete run agrees); denied; failed; skipped (not asked)';
comment on column ops.scope.objects is 'Objects read';
comment on column ops.scope.pages is 'Pages read';
comment on column ops.scope.calls is 'Calls to AWS, every attempt counted';
comment on column ops.scope.retries is 'Of these, second and later attempts';
comment on column ops.scope.error_code is 'AWS''s own code; null without an error';
comment on column ops.scope.error_message is 'What went wrong; null without an error';
comment on column ops.scope.missing_permission is 'The IAM action that was denied; null if none was';
comment on column ops.scope.read_at is 'When the listing ended; null if it did not';
comment on column ops.scope.stale_since is 'The rows of this scope are as old as this; null when it is complete, or was never';

create table ops.scope_object (
    run_id bigint not null,
    account_id text not null,
    region text not null,
    resource_type text not null,
    object_id text not null,
    status text not null,
    error_code text,
    error_message text,
    missing_permission text,
    constraint scope_object_pkey primary key (run_id, account_id, region, resource_type, object_id),
    constraint scope_object_run_id_fkey foreign key (run_id) references ops.run,
    constraint scope_object_status_check check (status in ('held', 'denied', 'failed', 'skipped'))
);
comment on table ops.scope_object is 'The gaps of a fan-out: objects whose own reading did not end well';
comment on column ops.scope_object.run_id is 'The run';
comment on column ops.scope_object.account_id is 'AWS account read';
comment on column ops.scope_object.region is 'Of the listing';
comment on column ops.scope_object.resource_type is 'The scope, as in ops.scope';
comment on column ops.scope_object.object_id is 'The object';
comment on column ops.scope_object.status is 'held, denied, failed or skipped';
comment on column ops.scope_object.error_code is 'AWS''s own code; null without one';
comment on column ops.scope_object.error_message is 'What went wrong; null if nothing did';
comment on column ops.scope_object.missing_permission is 'The IAM action that was denied; null if none was';

create table ops.finding (
    finding_id bigint generated always as identity,
    run_id bigint not null,
    account_id text not null,
    region text not null,
    resource_type text not null,
    object_id text not null,
    arn text,
    attribute text,
    code text not null,
    severity text not null,
    message text not null,
    remedy text not null,
    constraint finding_finding_id_pkey primary key (finding_id),
    constraint finding_run_id_fkey foreign key (run_id) references ops.run,
    constraint finding_severity_check check (severity in ('info', 'warning', 'error'))
);
create index finding_run_id_idx on ops.finding (run_id);
comment on table ops.finding is 'What a run understood only in part, cannot show, or found not to add up';
comment on column ops.finding.finding_id is 'Grows';
comment on column ops.finding.run_id is 'The run that found it';
comment on column ops.finding.account_id is 'AWS account';
comment on column ops.finding.region is 'Of the listing: global for IAM';
comment on column ops.finding.resource_type is 'Type of the object';
comment on column ops.finding.object_id is 'The object; empty for the whole scope';
comment on column ops.finding.arn is 'Of the object; null if it has none';
comment on column ops.finding.attribute is 'The column it is about; null for the whole object';
comment on column ops.finding.code is 'A word that stays, for scripts: policy_duplicate_key';
comment on column ops.finding.severity is 'info, warning or error';
comment on column ops.finding.message is 'What it is';
comment on column ops.finding.remedy is 'What to do about it; empty if nothing can be done';

create table ops.plan (
    plan_id bigint generated always as identity,
    account_id text not null,
    run_id bigint not null,
    created_at timestamptz not null default clock_timestamp(),
    created_by text not null default current_user,
    version text not null,
    status text not null default 'open',
    sha256 text not null,
    constraint plan_plan_id_pkey primary key (plan_id),
    constraint plan_run_id_fkey foreign key (run_id) references ops.run,
    constraint plan_status_check check (status in ('open', 'applied', 'failed', 'superseded'))
);
create index plan_run_id_idx on ops.plan (run_id);
comment on table ops.plan is 'The ordered list of changes that turn an account into the desired state';
comment on column ops.plan.plan_id is 'Grows';
comment on column ops.plan.account_id is 'AWS account it is for';
comment on column ops.plan.run_id is 'The import it rests on';
comment on column ops.plan.created_at is 'When it was made';
comment on column ops.plan.created_by is 'Database role that made it';
comment on column ops.plan.version is 'Of the program that made it: another version does not apply it';
comment on column ops.plan.status is 'open, applied, failed, superseded (a newer plan was made)';
comment on column ops.plan.sha256 is 'Over its items, in hexadecimal';

create table ops.plan_item (
    plan_id bigint not null,
    item_no int not null,
    operation text not null,
    object_type text not null,
    account_id text not null,
    region text not null,
    name text not null,
    arn text,
    unique_id text,
    before jsonb,
    after jsonb,
    fingerprint text,
    calls text[] not null default '{}',
    access_controls text[] not null default '{}',
    risk text[] not null default '{}',
    gains jsonb,
    loses jsonb,
    refused_by text[] not null default '{}',
    status text not null default 'planned',
    error text,
    constraint plan_item_plan_id_item_no_pkey primary key (plan_id, item_no),
    constraint plan_item_plan_id_fkey foreign key (plan_id) references ops.plan on delete cascade,
    constraint plan_item_operation_check check (operation in ('create', 'update', 'delete')),
    constraint plan_item_status_check check (status in ('planned', 'refused', 'done', 'failed', 'skipped'))
);
comment on table ops.plan_item is 'One object that a plan makes, changes or removes';
comment on column ops.plan_item.plan_id is 'The plan';
comment on column ops.plan_item.item_no is 'Its place in the order';
comment on column ops.plan_item.operation is 'create, update or delete';
comment on column ops.plan_item.object_type is 'Resource type, or a part: aws_iam_role_inline_policy';
comment on column ops.plan_item.account_id is 'AWS account';
comment on column ops.plan_item.region is 'global for IAM';
comment on column ops.plan_item.name is 'Of the object';
comment on column ops.plan_item.arn is 'Of the object; null before it exists';
comment on column ops.plan_item.unique_id is 'AWS''s, as in the ledger; null before it exists';
comment on column ops.plan_item.before is 'The object as the mirror shows it; null for create';
comment on column ops.plan_item.after is 'The object as it will be; null for delete';
comment on column ops.plan_item.fingerprint is 'Of the object it was made from: another one now means the plan is stale; null for create';
comment on column ops.plan_item.calls is 'The calls it takes, in order: iam:CreateRole';
comment on column ops.plan_item.access_controls is 'The access controls it comes from';
comment on column ops.plan_item.risk is 'What a person should look at twice';
comment on column ops.plan_item.gains is 'Who gains what; null if it was not worked out';
comment on column ops.plan_item.loses is 'Who loses what; null if it was not worked out';
comment on column ops.plan_item.refused_by is 'The guards that refuse it';
comment on column ops.plan_item.status is 'planned, refused, done, failed, skipped';
comment on column ops.plan_item.error is 'Why it failed; null if it did not';

create table ops.journal (
    journal_id bigint generated always as identity,
    run_id bigint not null,
    plan_id bigint,
    item_no int,
    call_no int not null,
    action text not null,
    account_id text not null,
    region text not null,
    arn text,
    request jsonb not null,
    before jsonb,
    state text not null default 'intent',
    intent_at timestamptz not null default clock_timestamp(),
    outcome_at timestamptz,
    request_id text,
    error text,
    constraint journal_journal_id_pkey primary key (journal_id),
    constraint journal_run_id_fkey foreign key (run_id) references ops.run,
    constraint journal_plan_id_item_no_fkey foreign key (plan_id, item_no) references ops.plan_item,
    constraint journal_state_check check (state in ('intent', 'done', 'failed', 'unknown'))
);
create index journal_run_id_idx on ops.journal (run_id);
create index journal_plan_id_item_no_idx on ops.journal (plan_id, item_no);
comment on table ops.journal is 'Every call that writes to AWS: committed before it is sent, completed after';
comment on column ops.journal.journal_id is 'Grows';
comment on column ops.journal.run_id is 'The apply';
comment on column ops.journal.plan_id is 'The plan; null for what no plan asked';
comment on column ops.journal.item_no is 'Its item; null for what no plan asked';
comment on column ops.journal.call_no is 'Place of the call in the item';
comment on column ops.journal.action is 'iam:CreateRole';
comment on column ops.journal.account_id is 'AWS account written to';
comment on column ops.journal.region is 'global for IAM';
comment on column ops.journal.arn is 'Of the object; null before it exists';
comment on column ops.journal.request is 'What was asked, without secrets';
comment on column ops.journal.before is 'The object before; null for what did not exist';
comment on column ops.journal.state is 'intent (sent or not, nobody knows yet), done, failed, unknown';
comment on column ops.journal.intent_at is 'Before it was sent';
comment on column ops.journal.outcome_at is 'When the outcome was known; null until then';
comment on column ops.journal.request_id is 'AWS''s; null without an answer';
comment on column ops.journal.error is 'What AWS said; null if it agreed';

create table ops.ledger (
    account_id text not null,
    object_type text not null,
    unique_id text not null,
    arn text,
    access_control text,
    fingerprint text,
    created_by_journal bigint,
    created_at timestamptz not null default clock_timestamp(),
    removed_at timestamptz,
    constraint ledger_account_id_object_type_unique_id_pkey primary key (account_id, object_type, unique_id),
    constraint ledger_created_by_journal_fkey foreign key (created_by_journal) references ops.journal
);
create index ledger_created_by_journal_idx on ops.ledger (created_by_journal);
comment on table ops.ledger is 'What in AWS is ours: only what has a row here is ever changed or removed';
comment on column ops.ledger.account_id is 'AWS account';
comment on column ops.ledger.object_type is 'Resource type, or a part: aws_iam_role_inline_policy, aws_iam_role_policy_attachment';
comment on column ops.ledger.unique_id is 'AWS''s id; of a part the parent''s id / the policy''s name or ARN; of a membership the pair';
comment on column ops.ledger.arn is 'Of the object; null for what has none';
comment on column ops.ledger.access_control is 'Name of the access control it stands for; null if that is gone';
comment on column ops.ledger.fingerprint is 'Of the object as we last wrote it; null if it was not read back';
comment on column ops.ledger.created_by_journal is 'The call that made it; null for what was adopted';
comment on column ops.ledger.created_at is 'When it became ours';
comment on column ops.ledger.removed_at is 'When we removed it; null while it lives';

select ops.protect('ops.scope', 'public');
select ops.protect('ops.scope_object', 'public');
select ops.protect('ops.finding', 'public');
select ops.protect('ops.plan', 'public');
select ops.protect('ops.plan_item', 'public');
select ops.protect('ops.journal', 'public');
select ops.protect('ops.ledger', 'public');

grant select on all tables in schema ops to iamirror_reader, iamirror_view;
grant insert, update, delete on ops.run, ops.scope, ops.scope_object, ops.finding, ops.plan, ops.plan_item, ops.ledger
    to iamirror_writer;
grant insert, update on ops.journal to iamirror_writer;
