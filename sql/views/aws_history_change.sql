-- What changed, when, and who did it? One row a changed attribute. Example:
--   select published_at, resource_type, name, change, attribute, old_value, new_value
--   from aws_history.change where published_at > now() - interval '1 day' order by change_id;
set local role iamirror_view;
create or replace view aws_history.change as
select change_id, run_id, published_at, account_id, region, resource_type, object_id, arn, name, change, attribute,
    old_value, new_value, actor_arn, event_name, event_id, event_at, is_out_of_band
from mirror.change;
comment on view aws_history.change is 'What each publish found different from the one before: one row a changed attribute';
comment on column aws_history.change.change_id is 'Grows';
comment on column aws_history.change.run_id is 'The import that saw it';
comment on column aws_history.change.published_at is 'When it was seen; when it happened is event_at';
comment on column aws_history.change.account_id is 'AWS account';
comment on column aws_history.change.region is 'Of the listing: global for IAM';
comment on column aws_history.change.resource_type is 'Type of the object';
comment on column aws_history.change.object_id is 'The object: unique id, or what stands for it';
comment on column aws_history.change.arn is 'Of the object; NULL if it has none';
comment on column aws_history.change.name is 'Of the object; NULL if it has none';
comment on column aws_history.change.change is 'created, updated or deleted';
comment on column aws_history.change.attribute is 'The column that differs; NULL for created and deleted';
comment on column aws_history.change.old_value is 'Before; a document is its policy, or {"sha256": …} where it has none as jsonb';
comment on column aws_history.change.new_value is 'After, likewise';
comment on column aws_history.change.actor_arn is 'Who did it; NULL: CloudTrail does not say';
comment on column aws_history.change.event_name is 'CloudTrail''s event; NULL: not known';
comment on column aws_history.change.event_id is 'CloudTrail''s id of it; NULL: not known';
comment on column aws_history.change.event_at is 'When it was done; NULL: not known';
comment on column aws_history.change.is_out_of_band is 'True: not done by us; NULL: not known';
grant select on aws_history.change to iamirror_reader;
