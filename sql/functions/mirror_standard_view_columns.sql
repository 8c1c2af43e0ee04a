-- The columns every view of aws has, as Steampipe has them, and ours. A type that means something else by one of these
-- describes it itself.
create or replace function mirror.standard_view_columns(type_name text) returns jsonb
language sql stable set search_path = '' as $$
    select jsonb_agg(jsonb_build_object('name', c.name, 'type', c.type, 'expression', c.expression, 'comment', c.comment)
                     order by c.position)
    from (values
        (1, 'title', 'text', 'o.name', 'Title of the object: its name'),
        (2, 'akas', 'jsonb', 'nullif(jsonb_build_array(o.arn), ''[null]'')',
            'Also known as: list of its ARN; null if it has none'),
        (3, 'partition', 'text', 'nullif(split_part(o.arn, '':'', 2), '''')', 'AWS partition: aws, aws-cn, aws-us-gov'),
        (4, 'region', 'text', 'o.region', 'AWS region of the listing; global for IAM'),
        (5, 'account_id', 'text', 'o.account_id', 'AWS account id'),
        (6, '_ctx', 'jsonb', 'jsonb_build_object(''connection_name'', ''aws_'' || o.account_id)',
            'Where the row comes from: {"connection_name": "aws_<account id>"}'),
        (7, '_valid_from', 'timestamptz', 'o.valid_from', 'published_at of the run that saw this version first'),
        (8, '_run_id', 'bigint', 'o.run_id', 'The run that saw this version first; see ops.run')
    ) as c (position, name, type, expression, comment)
$$;
comment on function mirror.standard_view_columns(text) is 'The view columns that every type has';
