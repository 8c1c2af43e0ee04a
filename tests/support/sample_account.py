"""Writes a believable AWS account of a small company into a stand-in, the same every time.

The demo and the tests use it. --users, --groups, --roles, --policies, --buckets add plain objects up to that number of each, for
tests of size.
"""

import argparse
import json

import boto3
from botocore.config import Config

PARTNER_ACCOUNT = "210987654321"
BLOCK_ALL = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions, resources, **more):
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def trust(principal, action="sts:AssumeRole", condition=None):
    statement = {"Effect": "Allow", "Principal": principal, "Action": action}
    if condition:
        statement["Condition"] = condition
    return policy(statement)


def tags(**values):
    return [{"Key": key, "Value": value} for key, value in values.items()]


def keep_host(endpoint):
    """The account is in the host at AWS, where every name ends on its server."""

    def replace_host(request, **_):
        request.url = endpoint + request.url.split("/", 3)[3].join(("/", ""))

    return replace_host


class SampleAccount:
    def __init__(self, endpoint, access_key_id):
        session = boto3.Session(
            aws_access_key_id=access_key_id, aws_secret_access_key="sample", region_name="us-east-1"
        )
        config = Config(max_pool_connections=1, retries={"total_max_attempts": 1})
        self.iam = session.client("iam", endpoint_url=endpoint, config=config)
        paths = config.merge(Config(s3={"addressing_style": "path"}))
        self.s3 = session.client("s3", endpoint_url=endpoint, config=paths)
        self.s3control = session.client("s3control", endpoint_url=endpoint, config=config)
        self.s3control.meta.events.register("before-sign.s3-control", keep_host(endpoint))
        sts = session.client("sts", endpoint_url=endpoint, config=config)
        self.account = sts.get_caller_identity()["Account"]

    def arn(self, resource):
        return f"arn:aws:iam::{self.account}:{resource}"

    def write(self):
        self.iam.create_account_alias(AccountAlias="example-company")
        self.iam.create_saml_provider(
            Name="CompanyLogin", SAMLMetadataDocument="<EntityDescriptor>" + "example " * 128 + "</EntityDescriptor>"
        )
        self.write_policies()
        self.write_groups()
        self.write_users()
        self.write_roles()
        self.write_buckets()

    def write_policies(self):
        create = self.iam.create_policy
        create(
            PolicyName="ReadSalesData",
            Path="/data/",
            Description="Read the sales bucket",
            PolicyDocument=policy(
                allow(["s3:GetObject", "s3:GetObjectVersion"], "arn:aws:s3:::sales-data/*"),
                allow("s3:ListBucket", "arn:aws:s3:::sales-data"),
            ),
            Tags=tags(team="data", cost_center="4711"),
        )
        create(
            PolicyName="DeveloperBoundary",
            Description="What a developer's role can never exceed",
            PolicyDocument=policy(
                {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"}
            ),
        )
        deploy = self.arn("policy/app/DeployApplication")
        create(
            PolicyName="DeployApplication",
            Path="/app/",
            Description="Deploy the web application",
            PolicyDocument=policy(allow("ecs:*", "*")),
        )
        for actions in (["ecs:UpdateService", "ecs:DescribeServices"], ["ecs:UpdateService", "ecs:Describe*"]):
            document = policy(
                allow(actions, "*", Condition={"StringEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}})
            )
            self.iam.create_policy_version(PolicyArn=deploy, PolicyDocument=document, SetAsDefault=True)
        create(PolicyName="RetiredReports", PolicyDocument=policy(allow("s3:GetObject", "arn:aws:s3:::reports/*")))

    def write_groups(self):
        groups = {
            "Administrators": ["arn:aws:iam::aws:policy/AdministratorAccess"],
            "Developers": ["arn:aws:iam::aws:policy/PowerUserAccess", self.arn("policy/app/DeployApplication")],
            "Analysts": [self.arn("policy/data/ReadSalesData")],
            "Auditors": ["arn:aws:iam::aws:policy/SecurityAudit"],
        }
        for name, policies in groups.items():
            self.iam.create_group(GroupName=name, Path="/people/")
            for arn in policies:
                self.iam.attach_group_policy(GroupName=name, PolicyArn=arn)
        self.iam.put_group_policy(
            GroupName="Analysts",
            PolicyName="query-results",
            PolicyDocument=policy(allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::query-results/${aws:username}/*")),
        )

    def write_users(self):
        people = {
            "ana": ["Administrators"],
            "bo": ["Developers", "Analysts"],
            "chen": ["Developers"],
            "dilnoza": ["Analysts"],
            "emeka": ["Auditors"],
            "fatima": ["Analysts", "Auditors"],
        }
        for name, groups in people.items():
            self.iam.create_user(
                UserName=name, Path="/people/", Tags=tags(email=f"{name}@example.com", department=groups[0].lower())
            )
            for group in groups:
                self.iam.add_user_to_group(GroupName=group, UserName=name)
        self.iam.create_login_profile(UserName="ana", Password="Example-Passw0rd!")
        self.iam.create_access_key(UserName="bo")
        self.iam.create_user(UserName="backup-service", Path="/services/", Tags=tags(owner="ana@example.com"))
        self.iam.put_user_policy(
            UserName="backup-service",
            PolicyName="write-backups",
            PolicyDocument=policy(allow(["s3:PutObject"], "arn:aws:s3:::company-backups/*")),
        )
        self.iam.attach_user_policy(UserName="emeka", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess")
        self.iam.create_access_key(UserName="backup-service")

    def write_roles(self):
        self.role(
            "web-server",
            trust({"Service": "ec2.amazonaws.com"}),
            Path="/app/",
            Description="Instances of the web application",
            attached=["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
            inline={"read-config": policy(allow("s3:GetObject", "arn:aws:s3:::app-config/web/*"))},
            Tags=tags(team="web"),
        )
        self.role(
            "nightly-export",
            trust({"Service": ["lambda.amazonaws.com", "events.amazonaws.com"]}),
            MaxSessionDuration=7200,
            attached=[self.arn("policy/data/ReadSalesData")],
        )
        self.role(
            "partner-read",
            trust(
                {"AWS": f"arn:aws:iam::{PARTNER_ACCOUNT}:root"},
                condition={"StringEquals": {"sts:ExternalId": "example-42"}},
            ),
            Description="The partner reads sales data",
            attached=[self.arn("policy/data/ReadSalesData")],
        )
        self.role(
            "deployer",
            trust({"AWS": self.arn("role/app/web-server")}),
            attached=[self.arn("policy/app/DeployApplication")],
            PermissionsBoundary=self.arn("policy/DeveloperBoundary"),
            MaxSessionDuration=14400,
        )
        self.role(
            "sso-analyst",
            trust(
                {"Federated": self.arn("saml-provider/CompanyLogin")},
                action="sts:AssumeRoleWithSAML",
                condition={"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
            ),
            attached=["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
        )
        self.role("break-glass", trust({"AWS": self.arn("user/people/ana")}), attached=[
            "arn:aws:iam::aws:policy/AdministratorAccess"
        ])
        for profile in ("web-server", "web-server-spare"):
            self.iam.create_instance_profile(InstanceProfileName=profile, Path="/app/")
        self.iam.add_role_to_instance_profile(InstanceProfileName="web-server", RoleName="web-server")

    def write_buckets(self):
        for name in ("sales-data", "company-backups", "app-config", "query-results", "access-logs", "company-website"):
            self.s3.create_bucket(Bucket=name)
        self.s3.put_bucket_tagging(Bucket="sales-data", Tagging={"TagSet": tags(team="data", classification="internal")})
        self.bucket_policy(
            "sales-data",
            allow(
                "s3:*",
                ["arn:aws:s3:::sales-data", "arn:aws:s3:::sales-data/*"],
                Principal={"AWS": f"arn:aws:iam::{self.account}:root"},
                Condition={"StringEquals": {"s3:DataAccessPointAccount": self.account}},
            ),
        )
        self.bucket_policy(
            "company-website", allow("s3:GetObject", "arn:aws:s3:::company-website/*", Principal="*")
        )
        for name in ("sales-data", "company-backups"):
            self.s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
            self.s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=BLOCK_ALL)
        self.s3.put_bucket_encryption(
            Bucket="company-backups",
            ServerSideEncryptionConfiguration={
                "Rules": [
                    {
                        "ApplyServerSideEncryptionByDefault": {
                            "SSEAlgorithm": "aws:kms",
                            "KMSMasterKeyID": f"arn:aws:kms:us-east-1:{self.account}:key/11111111-2222-3333-4444-555555555555",
                        },
                        "BucketKeyEnabled": True,
                    }
                ]
            },
        )
        self.s3.put_bucket_ownership_controls(
            Bucket="sales-data", OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
        )
        self.s3.put_bucket_acl(Bucket="access-logs", ACL="log-delivery-write")
        self.s3.put_bucket_logging(
            Bucket="sales-data",
            BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "access-logs", "TargetPrefix": "sales-data/"}},
        )
        self.s3control.put_public_access_block(
            AccountId=self.account,
            PublicAccessBlockConfiguration={**BLOCK_ALL, "BlockPublicPolicy": False, "RestrictPublicBuckets": False},
        )
        self.write_access_points()

    def bucket_policy(self, bucket, *statements):
        self.s3.put_bucket_policy(Bucket=bucket, Policy=policy(*statements))

    def write_access_points(self):
        create = self.s3control.create_access_point
        create(AccountId=self.account, Name="sales-analysts", Bucket="sales-data", PublicAccessBlockConfiguration=BLOCK_ALL)
        create(
            AccountId=self.account,
            Name="backups-inside",
            Bucket="company-backups",
            VpcConfiguration={"VpcId": "vpc-11111111111111111"},
        )
        arn = f"arn:aws:s3:us-east-1:{self.account}:accesspoint/sales-analysts"
        self.s3control.put_access_point_policy(
            AccountId=self.account,
            Name="sales-analysts",
            Policy=policy(
                allow("s3:GetObject", f"{arn}/object/*", Principal={"AWS": self.arn("role/nightly-export")}),
                allow("s3:ListBucket", arn, Principal={"AWS": self.arn("role/nightly-export")}),
            ),
        )

    def role(self, name, document, attached=(), inline=None, **more):
        self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document, **more)
        for arn in attached:
            self.iam.attach_role_policy(RoleName=name, PolicyArn=arn)
        for policy_name, body in (inline or {}).items():
            self.iam.put_role_policy(RoleName=name, PolicyName=policy_name, PolicyDocument=body)

    def grow(self, users, groups, roles, policies, buckets):
        counts = self.iam.get_account_summary()["SummaryMap"]
        document = policy(allow("s3:GetObject", "arn:aws:s3:::bulk/*"))
        lambda_trust = trust({"Service": "lambda.amazonaws.com"})
        for i in range(counts["Users"], users):
            self.iam.create_user(UserName=f"user-{i:05}")
        for i in range(counts["Groups"], groups):
            self.iam.create_group(GroupName=f"group-{i:05}")
        for i in range(counts["Roles"], roles):
            self.iam.create_role(RoleName=f"role-{i:05}", AssumeRolePolicyDocument=lambda_trust)
        for i in range(counts["Policies"], policies):
            self.iam.create_policy(PolicyName=f"policy-{i:05}", PolicyDocument=document)
        for i in range(len(self.s3.list_buckets()["Buckets"]), buckets):
            self.s3.create_bucket(Bucket=f"bucket-{i:05}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True, help="http://127.0.0.1:PORT of the stand-in")
    parser.add_argument("--access-key-id", default="AKIAIOSFODNN7EXAMPLE", help="decides the account")
    for kind in ("users", "groups", "roles", "policies", "buckets"):
        parser.add_argument(f"--{kind}", type=int, default=0)
    parser.add_argument("--bare", action="store_true", help="without the company: only what the numbers ask for")
    arguments = parser.parse_args()
    account = SampleAccount(arguments.endpoint, arguments.access_key_id)
    if not arguments.bare:
        account.write()
    account.grow(arguments.users, arguments.groups, arguments.roles, arguments.policies, arguments.buckets)


if __name__ == "__main__":
    main()
