select 'users' as mirrored, count(*) from aws.aws_iam_user
union all select 'groups', count(*) from aws.aws_iam_group
union all select 'roles', count(*) from aws.aws_iam_role
union all select 'policies (the company''s)', count(*) from aws.aws_iam_policy where not is_aws_managed
union all select 'policies (of AWS, in use)', count(*) from aws.aws_iam_policy where is_aws_managed
union all select 'instance profiles', count(*) from aws.aws_iam_instance_profile
union all select 'buckets', count(*) from aws.aws_s3_bucket
union all select 'access points', count(*) from aws.aws_s3_access_point;
