-- How complete and how old is the mirror? One row a scope: its newest reading. Example:
--   select resource_type, status, stale_since, missing_permission from ops.scope_current where status <> 'complete';
set local role iamirror_view;
create or replace view ops.scope_current as
with final as (
    select distinct on (s.account_id, s.region, s.resource_type)
        s.account_id,
        s.region,
        s.resource_type,
        s.run_id,
        s.status,
        s.objects,
        s.pages,
        s.calls,
        s.retries,
        s.error_code,
        s.error_message,
        s.missing_permission,
        s.read_at,
        s.stale_since
    from ops.scope as s
    order by s.account_id, s.region, s.resource_type, s.run_id desc
)
select account_id, region, resource_type, run_id, status, objects, pages, calls, retries, error_code, error_message,
    missing_permission, read_at, stale_since
from final;
comment on view ops.scope_current is 'The newest reading of each scope: how complete and how old the mirror is';
comment on column ops.scope_current.account_id is 'AWS account read';
comment on column ops.scope_current.region is 'Of the listing: global for IAM';
comment on column ops.scope_current.resource_type is 'Type; an enrichment is aws_iam_role/ListRoles';
comment on column ops.scope_current.run_id is 'The run';
comment on column ops.scope_current.status is 'complete, held, denied, failed, skipped';
comment on column ops.scope_current.objects is 'Objects read';
comment on column ops.scope_current.pages is 'Pages read';
comment on column ops.scope_current.calls is 'Calls to AWS, every attempt counted';
comment on column ops.scope_current.retries is 'Of these, second and later attempts';
comment on column ops.scope_current.error_code is 'AWS''s own code; null without an error';
comment on column ops.scope_current.error_message is 'What went wrong; null without an error';
comment on column ops.scope_current.missing_permission is 'The IAM action that was denied; null if none was';
comment on column ops.scope_current.read_at is 'When the listing ended; null if it did not';
comment on column ops.scope_current.stale_since is 'The rows are as old as this; null when complete, or never read';
grant select on ops.scope_current to iamirror_reader;
