"""Checks signed requests as the HTTP API does: Signature Version 4, recomputed with botocore."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from server.messages import Request
from tools.aws_emulator.callers import CALLERS, SERVICE, Caller
from tools.aws_emulator.ministack import ACCOUNT

ALLOWED_CLOCK_SKEW = timedelta(minutes=5)
"""How long a signature is good for, either way: the HTTP API allows no more."""
MUST_BE_SIGNED = frozenset({"host", "x-amz-date"})
AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=(\w+)/.+SignedHeaders=([a-z0-9;-]+), ?.+")


class NotSigned(Exception):
    """The request is not signed, or its signature is not valid; the message is for the log."""


def authorizer_of(request: Request, region: str, now: datetime | None = None) -> dict[str, Any]:
    """What the HTTP API writes into the event of a signed request, once the signature is valid.

    Raises:
        NotSigned: there is no signature, it is too old or from the future, or it is of something
            else than this request.
    """
    caller = _verified(request, region, now or datetime.now(UTC))
    return {
        "iam": {
            "accessKey": caller.access_key,
            "accountId": ACCOUNT,
            "callerId": f"{caller.access_key}:local",
            "cognitoIdentity": None,
            "principalOrgId": None,
            "userArn": caller.user_arn,
            "userId": f"{caller.access_key}:local",
        }
    }


def authorization_of(request: Request, names: Sequence[str], region: str, caller: Caller) -> str:
    """The ``Authorization`` header of a caller for a request, of which those headers are signed."""
    from botocore.auth import SigV4Auth  # noqa: PLC0415 - loaded with the first signed request
    from botocore.awsrequest import AWSRequest  # noqa: PLC0415 - likewise
    from botocore.credentials import Credentials  # noqa: PLC0415 - likewise

    query = f"?{request.query}" if request.query else ""
    signed = AWSRequest(
        method=request.method,
        url=f"http://localhost{request.path}{query}",
        data=request.body,
        headers={name: request.header(name) for name in names},
    )
    signed.context["timestamp"] = request.header("x-amz-date")
    auth = SigV4Auth(Credentials(caller.access_key, caller.secret), SERVICE, region)
    signature = auth.signature(auth.string_to_sign(signed, auth.canonical_request(signed)), signed)
    covered = auth.signed_headers(auth.headers_to_sign(signed))
    return (
        f"AWS4-HMAC-SHA256 Credential={auth.scope(signed)}, SignedHeaders={covered}, "
        f"Signature={signature}"
    )


def _verified(request: Request, region: str, now: datetime) -> Caller:
    given = request.header("authorization") or ""
    claim = AUTHORIZATION.fullmatch(given)
    if claim is None:
        raise NotSigned("no signature")
    caller = next((one for one in CALLERS if one.access_key == claim[1]), None)
    if caller is None:
        raise NotSigned("an unknown key")
    if abs(now - _time(request.header("x-amz-date") or "")) > ALLOWED_CLOCK_SKEW:
        raise NotSigned("signed too long ago, or for later")
    names = claim[2].split(";")
    own = {name for name, _ in request.headers if name.startswith("x-amz-")}
    if not MUST_BE_SIGNED | own <= set(names):
        raise NotSigned("a header that must be signed is not")
    body = hashlib.sha256(request.body).hexdigest()
    if (request.header("x-amz-content-sha256") or body) != body:
        raise NotSigned("signed for another body")
    expected = authorization_of(request, names, region, caller)
    if not hmac.compare_digest(expected.replace(", ", ","), given.replace(", ", ",")):
        raise NotSigned("the signature is of something else")
    return caller


def _time(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise NotSigned("no readable time") from None
