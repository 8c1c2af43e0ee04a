-- What the types have in common: their descriptions, documents by content, and changes. A type's own tables are made by
-- mirror.create_type, in one migration a type.
create table mirror.resource_type (
    resource_type text not null,
    comment text not null,
    is_mirrored boolean not null default true,
    view_from text,
    constraint resource_type_resource_type_pkey primary key (resource_type),
    constraint resource_type_view_from_check check (is_mirrored or view_from is not null)
);
comment on table mirror.resource_type is 'The types in the mirror, and the views that join them';
comment on column mirror.resource_type.resource_type is 'Name of the views: aws_iam_role';
comment on column mirror.resource_type.comment is 'What it is; becomes the comment of its views';
comment on column mirror.resource_type.is_mirrored is 'True: has tables of its own. False: a view over other types';
comment on column mirror.resource_type.view_from is 'With {aws_iam_role} for the rows of a type. A view over other types: what follows FROM. Else what is joined to the object, o, from other types, as x; null: nothing';

create table mirror.resource_column (
    resource_type text not null,
    position int not null,
    name text not null,
    kind text not null,
    part text not null default '',
    since_format int not null default 1,
    is_activity boolean not null default false,
    comment text not null,
    constraint resource_column_resource_type_name_pkey primary key (resource_type, name),
    constraint resource_column_resource_type_position_key unique (resource_type, position),
    constraint resource_column_resource_type_fkey foreign key (resource_type) references mirror.resource_type,
    constraint resource_column_kind_check
        check (kind in ('text', 'timestamptz', 'bigint', 'boolean', 'jsonb', 'document', 'document_map'))
);
comment on table mirror.resource_column is 'The columns a type reads from AWS';
comment on column mirror.resource_column.resource_type is 'The type';
comment on column mirror.resource_column.position is 'Order, for people';
comment on column mirror.resource_column.name is 'Of the column in mirror';
comment on column mirror.resource_column.kind is 'Its type; document: the SHA-256 of a policy; document_map: from name to that, in hexadecimal';
comment on column mirror.resource_column.part is 'The listing that shows it: empty for the primary one, else the enrichment''s name';
comment on column mirror.resource_column.since_format is 'The row format that first had it: rows read in an older one do not count its appearance as a change';
comment on column mirror.resource_column.is_activity is 'Moves without anyone changing anything: updated in place, never a version';
comment on column mirror.resource_column.comment is 'What it is';

create table mirror.view_column (
    resource_type text not null,
    position int not null,
    name text not null,
    type text not null,
    expression text not null,
    comment text not null,
    constraint view_column_resource_type_name_pkey primary key (resource_type, name),
    constraint view_column_resource_type_position_key unique (resource_type, position),
    constraint view_column_resource_type_fkey foreign key (resource_type) references mirror.resource_type
);
comment on table mirror.view_column is 'The columns of the views in aws, aws_history and aws_at: one list for the three';
comment on column mirror.view_column.resource_type is 'Name of the view';
comment on column mirror.view_column.position is 'Columns are only ever appended';
comment on column mirror.view_column.name is 'As Steampipe has it; ours begin with _';
comment on column mirror.view_column.type is 'SQL type';
comment on column mirror.view_column.expression is 'Over o (the object) and a (its activity); {aws_iam_group} stands for the rows of another type';
comment on column mirror.view_column.comment is 'What it is, and what NULL means';

create table mirror.document (
    sha256 bytea not null,
    body bytea not null,
    policy jsonb,
    policy_std jsonb,
    is_text boolean not null,
    constraint document_sha256_pkey primary key (sha256),
    constraint document_sha256_check check (octet_length(sha256) = 32)
);
comment on table mirror.document is 'Policy documents by their content; rows of the mirror hold the hash';
comment on column mirror.document.sha256 is 'Of body';
comment on column mirror.document.body is 'The octets as received, percent-decoded';
comment on column mirror.document.policy is 'The same as jsonb; null where PostgreSQL cannot hold it without loss: ops.finding says why';
comment on column mirror.document.policy_std is 'In standard form: lists sorted, actions in lower case; null where it is not a policy';
comment on column mirror.document.is_text is 'True if body is well-formed UTF-8 without NUL';
grant select on mirror.document to iamirror_view, iamirror_writer;
grant insert on mirror.document to iamirror_writer;

create sequence mirror.change_id_seq;
create table mirror.change (
    change_id bigint not null default nextval('mirror.change_id_seq'),
    run_id bigint not null,
    published_at timestamptz not null,
    account_id text not null,
    region text not null,
    resource_type text not null,
    object_id text not null,
    arn text,
    name text,
    change text not null,
    attribute text,
    old_value jsonb,
    new_value jsonb,
    actor_arn text,
    event_name text,
    event_id text,
    event_at timestamptz,
    is_out_of_band boolean,
    constraint change_change_id_published_at_pkey primary key (change_id, published_at),
    constraint change_change_check check (change in ('created', 'updated', 'deleted'))
) partition by range (published_at);
create index change_account_id_resource_type_object_id_idx on mirror.change (account_id, resource_type, object_id);
create index change_run_id_idx on mirror.change (run_id);
comment on table mirror.change is 'What one publish found different from the one before: a row an attribute';
comment on column mirror.change.change_id is 'Grows';
comment on column mirror.change.run_id is 'The import that saw it';
comment on column mirror.change.published_at is 'When it was seen; when it happened is event_at';
comment on column mirror.change.account_id is 'AWS account';
comment on column mirror.change.region is 'Of the listing: global for IAM';
comment on column mirror.change.resource_type is 'Type of the object';
comment on column mirror.change.object_id is 'The object: unique id, or what stands for it';
comment on column mirror.change.arn is 'Of the object; null if it has none';
comment on column mirror.change.name is 'Of the object; null if it has none';
comment on column mirror.change.change is 'created, updated or deleted';
comment on column mirror.change.attribute is 'The column that differs; null for created and deleted';
comment on column mirror.change.old_value is 'Before; a document is its policy, or {"sha256": …} where it has none as jsonb';
comment on column mirror.change.new_value is 'After, likewise';
comment on column mirror.change.actor_arn is 'Who did it; null: CloudTrail does not say';
comment on column mirror.change.event_name is 'CloudTrail''s event; null: not known';
comment on column mirror.change.event_id is 'CloudTrail''s id of it; null: not known';
comment on column mirror.change.event_at is 'When it was done; null: not known';
comment on column mirror.change.is_out_of_band is 'True: not done by us; null: not known';
select ops.protect('mirror.change', 'iamirror_view');
grant select on mirror.change to iamirror_view;
grant select, insert on mirror.change to iamirror_writer;
grant usage on sequence mirror.change_id_seq to iamirror_writer;

grant select on mirror.resource_type, mirror.resource_column, mirror.view_column to iamirror_writer, iamirror_view;
