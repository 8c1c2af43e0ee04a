"""What client_cost.cpp does, by botocore: client_cost.py URL small|list|details|import CPU_SECONDS THREADS"""

import concurrent.futures
import resource
import sys

import botocore.config
import botocore.session

BUCKET = "bucket-000000000000"


class CostedClient:
    def __init__(self, url, threads):
        session = botocore.session.get_session()
        config = botocore.config.Config(s3={"addressing_style": "path"})
        arguments = {"region_name": "us-east-1", "endpoint_url": url, "config": config}
        self.iam = session.create_client("iam", **arguments)
        s3 = session.create_client("s3", **arguments)
        self.readings = [
            s3.get_bucket_tagging,
            s3.get_bucket_policy,
            s3.get_bucket_policy_status,
            s3.get_bucket_acl,
            s3.get_public_access_block,
            s3.get_bucket_ownership_controls,
            s3.get_bucket_versioning,
            s3.get_bucket_encryption,
            s3.get_bucket_logging,
        ]
        self.threads = concurrent.futures.ThreadPoolExecutor(threads) if threads > 1 else None
        self.calls = 0

    def read_bucket(self, _):
        for reading in self.readings:
            reading(Bucket=BUCKET)

    def small(self):
        over = self.threads.map if self.threads else map
        for _ in over(self.read_bucket, range(100)):
            self.calls += len(self.readings)

    def list(self):
        assert self.iam.list_roles(MaxItems=1000)["Roles"]
        self.calls += 1

    def details(self):
        assert self.iam.get_account_authorization_details(MaxItems=1000)["RoleDetailList"]
        self.calls += 1

    def import_(self):
        self.small()
        self.list()
        self.details()


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    url, kind, limit, threads = sys.argv[1:]
    client = CostedClient(url, int(threads))
    work = {"small": client.small, "list": client.list, "details": client.details, "import": client.import_}[kind]
    work()  # connects, loads the services' models
    calls, start = client.calls, cpu_seconds()
    while cpu_seconds() - start < float(limit):
        work()
    print(f"{(client.calls - calls) / (cpu_seconds() - start):.1f}")


main()
