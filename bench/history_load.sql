-- 500 accounts of 1,000 roles, ten versions each over three years: one living, nine closed. Psql variables: accounts.
select mirror.ensure_partitions('aws_iam_role_history', extract(year from now())::int - 5);

insert into mirror.document (sha256, body, policy, policy_std, is_text)
values (sha256('{}'), '{}', '{}', '{}', true)
on conflict do nothing;

insert into mirror.aws_iam_role (
    account_id, region, object_id, valid_from, run_id, name, part_hash, part_format, arn, path, create_date, tags,
    attached_policy_arns, inline_policies, trust_document, description, part_hash_list_roles, part_format_list_roles,
    max_session_duration
)
select
    a.account_id, 'global', 'AROA' || a.account_id || n, now() - interval '100 days' + n * interval '1 minute', 1,
    'application-role-' || n, sha256((a.account_id || n)::bytea), 1,
    'arn:aws:iam::' || a.account_id || ':role/service/application-role-' || n, '/service/', now() - interval '4 years',
    '{"team": "data", "cost-centre": "1234"}', '[]', '{}', sha256('{}'), 'Instances of the web application',
    sha256('d'), 1, 3600
from (select to_char(100000000 + i, 'FM000000000000') as account_id from generate_series(0, :accounts - 1) as i) as a
cross join generate_series(1, 1000) as n;

insert into mirror.aws_iam_role_history (
    account_id, region, object_id, valid_from, run_id, valid_to, closed_by_run, name, part_hash, part_format, arn, path,
    create_date, tags, attached_policy_arns, inline_policies, trust_document, description, part_hash_list_roles,
    part_format_list_roles, max_session_duration
)
select
    r.account_id, r.region, r.object_id, r.valid_from - (v + 1) * interval '110 days', 1,
    r.valid_from - v * interval '110 days', 1, r.name, sha256((r.object_id || v)::bytea), 1, r.arn, r.path, r.create_date,
    r.tags, r.attached_policy_arns, r.inline_policies, r.trust_document, 'version ' || v, sha256('d'), 1, 3600
from mirror.aws_iam_role as r
cross join generate_series(0, 8) as v;

vacuum analyze mirror.aws_iam_role;
vacuum analyze mirror.aws_iam_role_history;
