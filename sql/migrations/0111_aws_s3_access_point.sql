-- S3 access points. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessPoints.html
select mirror.create_type('aws_s3_access_point', $description$ {
  "comment": "S3 access point",
  "columns": [
    {"name": "bucket_name", "type": "text", "comment": "Bucket behind it. Bucket"},
    {"name": "bucket_account_id", "type": "text", "comment": "Account that owns the bucket; null where AWS does not say it. BucketAccountId"},
    {"name": "network_origin", "type": "text", "comment": "Internet or VPC. NetworkOrigin"},
    {"name": "vpc_id", "type": "text", "comment": "VPC that alone may use it; null for Internet. VpcConfiguration.VpcId"},
    {"name": "creation_date", "type": "timestamptz", "part": "GetAccessPoint", "comment": "When it was made; null if it was never read. CreationDate"},
    {"name": "endpoints", "type": "jsonb", "part": "GetAccessPoint", "comment": "Map from kind to host name; {} without one; null if it was never read. Endpoints"},
    {"name": "block_public_acls", "type": "boolean", "part": "GetAccessPoint", "comment": "Of the access point itself; false without the setting; null if it was never read. BlockPublicAcls"},
    {"name": "block_public_policy", "type": "boolean", "part": "GetAccessPoint", "comment": "Of the access point itself; false without the setting; null if it was never read. BlockPublicPolicy"},
    {"name": "ignore_public_acls", "type": "boolean", "part": "GetAccessPoint", "comment": "Of the access point itself; false without the setting; null if it was never read. IgnorePublicAcls"},
    {"name": "restrict_public_buckets", "type": "boolean", "part": "GetAccessPoint", "comment": "Of the access point itself; false without the setting; null if it was never read. RestrictPublicBuckets"},
    {"name": "policy_document", "type": "document", "part": "GetAccessPointPolicy", "comment": "SHA-256 of its policy; null without one, or if it was never read. Policy"},
    {"name": "access_point_policy_is_public", "type": "boolean", "part": "GetAccessPointPolicyStatus", "comment": "Whether AWS calls the policy public; false without a policy; null if it was never read. PolicyStatus.IsPublic"}
  ],
  "view": [
    {"name": "name", "type": "text", "column": "name", "comment": "Access point name"},
    {"name": "access_point_arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "access_point_policy_is_public", "type": "boolean", "column": "access_point_policy_is_public", "comment": "Whether AWS calls the policy public; false without a policy; NULL if it could not be read"},
    {"name": "alias", "type": "text", "column": "object_id", "comment": "Alias that stands where a bucket name may; never used again"},
    {"name": "block_public_acls", "type": "boolean", "column": "block_public_acls", "comment": "Whether it refuses public ACLs; bucket and account may too; NULL if it could not be read"},
    {"name": "block_public_policy", "type": "boolean", "column": "block_public_policy", "comment": "Whether it refuses a public policy; bucket and account may too; NULL if it could not be read"},
    {"name": "bucket_name", "type": "text", "column": "bucket_name", "comment": "Bucket behind it"},
    {"name": "creation_date", "type": "timestamptz", "column": "creation_date", "comment": "When it was made; NULL if it could not be read"},
    {"name": "endpoints", "type": "jsonb", "expression": "nullif(o.endpoints, '{}')", "comment": "Map from kind (ipv4, dualstack, fips, …) to host name; NULL without one, or if it could not be read"},
    {"name": "ignore_public_acls", "type": "boolean", "column": "ignore_public_acls", "comment": "Whether public ACLs count for nothing; NULL if it could not be read"},
    {"name": "network_origin", "type": "text", "column": "network_origin", "comment": "Internet or VPC"},
    {"name": "policy", "type": "jsonb", "expression": "policy_of(o.policy_document)", "comment": "Its policy; NULL without one, if it could not be read, or where jsonb cannot hold it, see ops.finding"},
    {"name": "policy_std", "type": "jsonb", "expression": "policy_std_of(o.policy_document)", "comment": "policy in standard form; NULL without one, or if it could not be read"},
    {"name": "restrict_public_buckets", "type": "boolean", "column": "restrict_public_buckets", "comment": "Whether a public policy lets in only the account and AWS services; NULL if it could not be read"},
    {"name": "vpc_id", "type": "text", "column": "vpc_id", "comment": "VPC that alone may use it; NULL for Internet"},
    {"name": "_bucket_account_id", "type": "text", "column": "bucket_account_id", "comment": "Account that owns the bucket; NULL where AWS does not say it"}
  ]
} $description$);
