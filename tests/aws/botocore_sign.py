"""Signs requests as botocore does for S3: a second opinion on our signer.

Reads a JSON list of {method, url, headers, body, timestamp, region, key, secret, token} on stdin and writes a list of
{canonical_request, signature}.
"""
import json
import sys

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(case):
    auth = S3SigV4Auth(Credentials(case["key"], case["secret"], case["token"] or None), "s3", case["region"])
    request = AWSRequest(method=case["method"], url=case["url"], headers=case["headers"], data=case["body"].encode())
    request.context["timestamp"] = case["timestamp"]
    auth._modify_request_before_signing(request)
    canonical = auth.canonical_request(request)
    return {"canonical_request": canonical, "signature": auth.signature(auth.string_to_sign(request, canonical), request)}


json.dump([sign(case) for case in json.load(sys.stdin)], sys.stdout)
