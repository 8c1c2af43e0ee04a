-- What a run has read and not yet published. Unlogged: nothing here outlives a crash, and nothing is written to the WAL.
create unlogged table staging.seen (
    run_id bigint not null,
    resource_type text not null,
    account_id text not null,
    region text not null,
    object_ids text[] not null
);
alter table staging.seen alter column object_ids set storage external;
comment on table staging.seen is 'The keys of all objects that a primary listing showed, a row a batch: what is not here is gone';
comment on column staging.seen.run_id is 'The run';
comment on column staging.seen.resource_type is 'Type of the object';
comment on column staging.seen.account_id is 'AWS account';
comment on column staging.seen.region is 'Of the listing';
comment on column staging.seen.object_ids is 'Keys of the objects';

create unlogged table staging.object (
    staged_no bigint generated always as identity,
    run_id bigint not null,
    resource_type text not null,
    part text not null,
    account_id text not null,
    region text not null,
    object_id text not null,
    arn text not null,
    unique_id text not null,
    name text not null,
    part_hash bytea not null,
    row_format int not null,
    columns jsonb not null
);
comment on table staging.object is 'The objects that the mirror does not hold like that: one row a listing';
comment on column staging.object.staged_no is 'Order of arrival: the last of two wins';
comment on column staging.object.run_id is 'The run';
comment on column staging.object.resource_type is 'Type of the object';
comment on column staging.object.part is 'Empty for the primary listing, else the enrichment';
comment on column staging.object.account_id is 'AWS account';
comment on column staging.object.region is 'Of the listing';
comment on column staging.object.object_id is 'Key of the object; empty until its ARN has been looked up';
comment on column staging.object.arn is 'Of the object; empty if it has none';
comment on column staging.object.unique_id is 'AWS''s id; empty if the listing has none';
comment on column staging.object.name is 'Of the object';
comment on column staging.object.part_hash is 'SHA-256 over the versioned columns of this listing';
comment on column staging.object.row_format is 'Which columns the hash covers';
comment on column staging.object.columns is 'The versioned columns of this listing';

create unlogged table staging.activity (
    staged_no bigint generated always as identity,
    run_id bigint not null,
    resource_type text not null,
    part text not null,
    account_id text not null,
    region text not null,
    object_id text not null,
    arn text not null,
    unique_id text not null,
    activity_hash bytea,
    columns jsonb not null
);
comment on table staging.activity is 'Values that move by themselves, where they have moved';
comment on column staging.activity.staged_no is 'Order of arrival: the last of two wins';
comment on column staging.activity.run_id is 'The run';
comment on column staging.activity.resource_type is 'Type of the object';
comment on column staging.activity.part is 'Empty for the primary listing, else the enrichment';
comment on column staging.activity.account_id is 'AWS account';
comment on column staging.activity.region is 'Of the listing';
comment on column staging.activity.object_id is 'Key of the object; empty until its ARN has been looked up';
comment on column staging.activity.arn is 'Of the object; empty if it has none';
comment on column staging.activity.unique_id is 'AWS''s id; empty if the listing has none';
comment on column staging.activity.activity_hash is 'SHA-256 over the values as they came; null if there are none any more';
comment on column staging.activity.columns is 'The activity columns of this listing';

create unlogged table staging.document (
    run_id bigint not null,
    sha256 bytea not null,
    body bytea not null,
    policy jsonb,
    policy_std jsonb
);
comment on table staging.document is 'Documents that the mirror may lack';
comment on column staging.document.run_id is 'The run';
comment on column staging.document.sha256 is 'Of body';
comment on column staging.document.body is 'The octets as received, percent-decoded';
comment on column staging.document.policy is 'As jsonb; null where PostgreSQL cannot hold it';
comment on column staging.document.policy_std is 'In standard form; null where it is not a policy';

create unlogged table staging.merge (
    resource_type text not null,
    account_id text not null,
    region text not null,
    object_id text not null,
    arn text,
    operation text not null,
    old_row jsonb,
    new_row jsonb,
    attributes text[] not null default '{}',
    constraint merge_pkey primary key (resource_type, account_id, region, object_id),
    constraint merge_operation_check check (operation in ('create', 'change', 'refresh', 'delete'))
);
comment on table staging.merge is 'Worked out inside the publishing transaction: what becomes of each object that is not as it was';
comment on column staging.merge.resource_type is 'Type of the object';
comment on column staging.merge.account_id is 'AWS account';
comment on column staging.merge.region is 'Of the listing';
comment on column staging.merge.object_id is 'Key of the object';
comment on column staging.merge.arn is 'As it will be; null if it has none or goes';
comment on column staging.merge.operation is 'create, change (a new version), refresh (in place, no version), delete';
comment on column staging.merge.old_row is 'The living row; null for create';
comment on column staging.merge.new_row is 'The row that takes its place; null for delete';
comment on column staging.merge.attributes is 'The columns that make it a new version';

grant select, insert, update, delete, truncate on all tables in schema staging to iamirror_writer;
grant usage on all sequences in schema staging to iamirror_writer;
