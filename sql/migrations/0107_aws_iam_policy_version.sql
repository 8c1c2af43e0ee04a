-- Versions of managed policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html
select mirror.create_type('aws_iam_policy_version', $description$ {
  "comment": "Version of an IAM managed policy",
  "columns": [
    {"name": "policy_arn", "type": "text", "comment": "ARN of the policy"},
    {"name": "version_id", "type": "text", "comment": "v1, v2, … VersionId"},
    {"name": "is_default_version", "type": "boolean", "comment": "True for the version in force. IsDefaultVersion"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "document", "type": "document", "comment": "SHA-256 of its document. Document"}
  ],
  "view": [
    {"name": "policy_arn", "type": "text", "column": "policy_arn", "comment": "ARN of the policy"},
    {"name": "version_id", "type": "text", "column": "version_id", "comment": "v1, v2, …; a number is not used again"},
    {"name": "is_default_version", "type": "boolean", "column": "is_default_version", "comment": "True for the version in force"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "policy", "type": "jsonb", "expression": "policy_of(o.document)", "comment": "Its document; NULL where jsonb cannot hold it, see ops.finding"},
    {"name": "policy_std", "type": "jsonb", "expression": "policy_std_of(o.document)", "comment": "policy in standard form; NULL where jsonb cannot hold it"},
    {"name": "title", "type": "text", "expression": "regexp_replace(o.policy_arn, '^.*/', '') || ' ' || o.version_id", "comment": "Policy name and version"},
    {"name": "akas", "type": "jsonb", "expression": "jsonb_build_array(o.policy_arn || ':' || o.version_id)", "comment": "List of policy ARN : version, for a version has no ARN of its own"},
    {"name": "partition", "type": "text", "expression": "split_part(o.policy_arn, ':', 2)", "comment": "AWS partition: aws, aws-cn, aws-us-gov"}
  ]
} $description$);
