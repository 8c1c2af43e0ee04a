"""Serves moto, an AWS implementation that others wrote, on a loopback port that the system chooses.

The first line on stdout is the port. The server ends when its parent dies or, where its stdin is a pipe, when that
closes; with --stay it ends by SIGTERM only (the demo's --keep). It opens no connection to anywhere.
"""

import argparse
import ctypes
import json
import os
import signal
import stat
import sys
import threading


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--managed-policies",
        choices=("none", "few", "all"),
        default="none",
        help="AWS's own policies that every account has: few are those of the sample account and some beside",
    )
    parser.add_argument("--stay", action="store_true", help="outlive the parent and stdin")
    return parser.parse_args()


def end_with_parent():
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)

    def wait_for_end_of_stdin():
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    if stat.S_ISFIFO(os.fstat(0).st_mode):
        threading.Thread(target=wait_for_end_of_stdin, daemon=True).start()


# Those that sample_account.py uses.
FEW_MANAGED_POLICIES = {
    "AdministratorAccess",
    "AmazonSSMManagedInstanceCore",
    "IAMReadOnlyAccess",
    "PowerUserAccess",
    "SecurityAudit",
    "ViewOnlyAccess",
}


def keep_few_managed_policies():
    from moto.iam import models

    policies = json.loads(models.aws_managed_policies_data)
    names = FEW_MANAGED_POLICIES | set(sorted(policies)[:20])
    models.aws_managed_policies_data = json.dumps({name: policies[name] for name in sorted(names)})


def add_policy_status():
    """moto takes "GET /bucket?policyStatus" for a listing of objects; this answers it as S3 does.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html
    """
    from moto.s3.responses import S3Response

    answer_get = S3Response._bucket_response_get

    def is_public(document):
        statements = json.loads(document)["Statement"]
        statements = statements if isinstance(statements, list) else [statements]
        return any(
            s["Effect"] == "Allow" and s.get("Principal") in ("*", {"AWS": "*"}) and not s.get("Condition")
            for s in statements
        )

    def answer_policy_status(self, bucket_name, querystring):
        if "policyStatus" not in querystring:
            return answer_get(self, bucket_name, querystring)
        status, headers, body = answer_get(self, bucket_name, {"policy": [""]})
        if status != 200:
            return status, headers, body
        document = body.decode() if isinstance(body, bytes) else body
        # in capitals, as the reference shows it
        answer = f"<IsPublic>{str(is_public(document)).upper()}</IsPublic>"
        return 200, {}, f'<PolicyStatus xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{answer}</PolicyStatus>'

    S3Response._bucket_response_get = answer_policy_status


def main():
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    if not arguments.stay:
        end_with_parent()
    # read by moto when it is imported
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = str(arguments.managed_policies != "none").lower()
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from waitress.server import create_server

    add_policy_status()
    if arguments.managed_policies == "few":
        keep_few_managed_policies()
    server = create_server(
        DomainDispatcherApplication(create_backend_app),
        listen="127.0.0.1:0",
        threads=8,
        connection_limit=2000,
        channel_timeout=600,
        outbuf_overflow=64 * 1024 * 1024,  # an answer of 5 MB stays in memory
        ident="stand-in",
    )
    print(server.effective_port, flush=True)
    server.run()


if __name__ == "__main__":
    main()
