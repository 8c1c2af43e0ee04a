-- AWS accounts. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html
select mirror.create_type('aws_account', $description$ {
  "comment": "AWS account",
  "columns": [
    {"name": "partition", "type": "text", "comment": "AWS partition: aws, aws-cn, aws-us-gov"},
    {"name": "account_aliases", "type": "jsonb", "part": "ListAccountAliases", "comment": "List of the account's aliases; [] without one, null if it was never read. AccountAliases"}
  ],
  "view": [
    {"name": "account_aliases", "type": "jsonb", "column": "account_aliases", "comment": "List of the account's aliases; [] without one, NULL if they could not be read"},
    {"name": "arn", "type": "text", "expression": "'arn:' || o.partition || ':::' || o.account_id", "comment": "ARN of the account as Steampipe writes it"},
    {"name": "organization_id", "type": "text", "comment": "Id of the organization. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_arn", "type": "text", "comment": "ARN of the organization. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_feature_set", "type": "text", "comment": "ALL or CONSOLIDATED_BILLING. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_master_account_arn", "type": "text", "comment": "ARN of the management account. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_master_account_email", "type": "text", "comment": "E-mail address of the management account. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_master_account_id", "type": "text", "comment": "Id of the management account. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "organization_available_policy_types", "type": "jsonb", "comment": "Policy types the organization has. NULL: organizations:DescribeOrganization is not called yet"},
    {"name": "title", "type": "text", "expression": "coalesce(o.account_aliases ->> 0, o.account_id)", "comment": "First alias, else the account id"},
    {"name": "akas", "type": "jsonb", "expression": "jsonb_build_array('arn:' || o.partition || ':::' || o.account_id)", "comment": "Also known as: list of its ARN"},
    {"name": "partition", "type": "text", "column": "partition", "comment": "AWS partition: aws, aws-cn, aws-us-gov"}
  ]
} $description$);
