"""Sends a signed request to the gateway on this machine, in the name of a payer that exists here.

``python -m tools.aws_emulator.sign GET /decisions`` lists the decisions of the first one;
``python -m tools.aws_emulator.sign POST /decisions --key my-key < decision.json`` records one.
"""

from __future__ import annotations

import argparse
import sys
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from infra.api_routes import read_api_routes
from infra.settings import settings_of
from tools.aws_emulator.callers import CALLERS, SERVICE, Caller

PATIENCE_SECONDS = 30


def signed(  # noqa: PLR0913 - a signed request is made of these
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    *,
    caller: Caller,
    region: str,
) -> dict[str, str]:
    """The headers with the signature of the caller over the whole request."""
    request = AWSRequest(method=method, url=url, data=body, headers=headers)
    SigV4Auth(Credentials(caller.access_key, caller.secret), SERVICE, region).add_auth(request)
    return dict(request.headers.items())


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="tools.aws_emulator.sign", description=__doc__)
    parser.add_argument("method", choices=["GET", "POST"])
    parser.add_argument("path", help="a path of the API description, such as /decisions?pageSize=5")
    parser.add_argument("--origin", default="http://localhost:8000")
    parser.add_argument("--payer", type=int, choices=range(1, len(CALLERS) + 1), default=1)
    parser.add_argument("--key", help="the Idempotency-Key of what is recorded")
    parser.add_argument("--accept", default="*/*")
    parser.add_argument("--language", default="en")
    return parser.parse_args()


def main() -> int:
    """Send the request with the body of standard input, and print the answer."""
    options = arguments()
    url = f"{options.origin}{read_api_routes().base_path}{options.path}"
    headers = {"Accept": options.accept, "Accept-Language": options.language}
    body = b""
    if options.method == "POST":
        body = sys.stdin.buffer.read()
        headers["Content-Type"] = "application/json"
    if options.key:
        headers["Idempotency-Key"] = options.key
    caller = CALLERS[options.payer - 1]
    region = settings_of("trial").region
    headers = signed(options.method, url, headers, body, caller=caller, region=region)
    request = urllib.request.Request(  # noqa: S310 - the gateway on this machine
        url, data=body or None, headers=headers, method=options.method
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            sys.stdout.write(f"{answer.read().decode()}\n")
            return 0
    except urllib.error.HTTPError as refused:
        sys.stderr.write(f"{refused.status} {refused.read().decode()}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
