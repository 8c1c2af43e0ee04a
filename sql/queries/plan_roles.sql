-- The roles of account $1, as of the last publish. Inline policies with their documents as text: jsonb holds numbers that
-- no double does.
select role_id, arn, name, path, description, max_session_duration, permissions_boundary_arn,
    assume_role_policy_document,
    (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
         'PolicyName', p.value ->> 'PolicyName', 'PolicyDocument', (p.value -> 'PolicyDocument')::text))
     from pg_catalog.jsonb_array_elements(inline_policies) as p) as inline_policies,
    attached_policy_arns, tags, instance_profile_arns
from aws.aws_iam_role
where account_id = $1
order by role_id
