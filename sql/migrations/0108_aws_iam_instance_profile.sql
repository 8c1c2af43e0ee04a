-- Instance profiles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html
select mirror.create_type('aws_iam_instance_profile', $description$ {
  "comment": "IAM instance profile",
  "columns": [
    {"name": "path", "type": "text", "comment": "Path. Path"},
    {"name": "create_date", "type": "timestamptz", "comment": "When it was made. CreateDate"},
    {"name": "role_ids", "type": "jsonb", "comment": "Sorted list of unique ids of the roles it holds; [] for none. Roles"}
  ],
  "view": [
    {"name": "instance_profile_name", "type": "text", "column": "name", "comment": "Name"},
    {"name": "arn", "type": "text", "column": "arn", "comment": "ARN"},
    {"name": "instance_profile_id", "type": "text", "column": "object_id", "comment": "Unique id, AIPA…; never used again"},
    {"name": "create_date", "type": "timestamptz", "column": "create_date", "comment": "When it was made"},
    {"name": "path", "type": "text", "column": "path", "comment": "Path"},
    {"name": "roles", "type": "jsonb", "expression": "(select jsonb_agg(jsonb_build_object('Arn', r.arn, 'AssumeRolePolicyDocument', text_of(r.trust_document), 'CreateDate', mirror.iso(r.create_date), 'Description', null, 'MaxSessionDuration', null, 'Path', r.path, 'PermissionsBoundary', null, 'RoleId', r.object_id, 'RoleLastUsed', null, 'RoleName', r.name, 'Tags', null) order by r.name) from jsonb_array_elements_text(o.role_ids) i inner join {aws_iam_role} r on r.account_id = o.account_id and r.region = o.region and r.object_id = i.value)", "comment": "List of {Arn, AssumeRolePolicyDocument, CreateDate, Path, RoleId, RoleName, …} of the roles it holds, as iam:ListInstanceProfiles shows them: description and the like are null there; NULL for none"},
    {"name": "tags_src", "type": "jsonb", "comment": "List of {Key, Value}. NULL: tag:GetResources is not called yet"},
    {"name": "tags", "type": "jsonb", "comment": "Map from tag key to value. NULL: tag:GetResources is not called yet"}
  ]
} $description$);
