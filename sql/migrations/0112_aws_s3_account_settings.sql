-- What S3 refuses for a whole account. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
select mirror.create_type('aws_s3_account_settings', $description$ {
  "comment": "S3 settings of an account: its block of public access",
  "columns": [
    {"name": "block_public_acls", "type": "boolean", "comment": "False without the setting. BlockPublicAcls"},
    {"name": "block_public_policy", "type": "boolean", "comment": "False without the setting. BlockPublicPolicy"},
    {"name": "ignore_public_acls", "type": "boolean", "comment": "False without the setting. IgnorePublicAcls"},
    {"name": "restrict_public_buckets", "type": "boolean", "comment": "False without the setting. RestrictPublicBuckets"}
  ],
  "view": [
    {"name": "block_public_acls", "type": "boolean", "column": "block_public_acls", "comment": "Whether every bucket of the account refuses public ACLs"},
    {"name": "block_public_policy", "type": "boolean", "column": "block_public_policy", "comment": "Whether every bucket and access point of the account refuses a public policy"},
    {"name": "ignore_public_acls", "type": "boolean", "column": "ignore_public_acls", "comment": "Whether public ACLs count for nothing on every bucket of the account"},
    {"name": "restrict_public_buckets", "type": "boolean", "column": "restrict_public_buckets", "comment": "Whether public policies let in only the account and AWS services"},
    {"name": "title", "type": "text", "expression": "o.account_id", "comment": "Title: the account id"}
  ]
} $description$);
