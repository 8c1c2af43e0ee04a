-- A fan-out reads object by object: what was read of it counts, whatever became of the others.
alter table ops.scope add column is_by_object boolean not null default false;
comment on column ops.scope.is_by_object is 'True where each object was asked for by itself: those that were read are merged, whatever the status; ops.scope_object has the others';
comment on table ops.scope is 'How the reading of one listing ended: account, region, resource type, in one run. Only complete ones were merged, and of those read object by object what was read';
