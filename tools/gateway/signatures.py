"""Checks signed requests as the HTTP API does: Signature Version 4, recomputed from what came.

Only these two callers exist here, and the gateway listens on this machine alone: what would be
secrets elsewhere may stand in the open.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from tools.gateway.events import ACCOUNT
from tools.gateway.http_messages import Request

SERVICE = "execute-api"
ALGORITHM = "AWS4-HMAC-SHA256"
ENDING = "aws4_request"
CLOCKS_DIFFER_BY = timedelta(minutes=5)
"""How long a signature is good for, either way: the HTTP API allows no more."""
MUST_BE_SIGNED = frozenset({"host", "x-amz-date"})
UNRESERVED = "/-_.~"
SPACES = re.compile(r" +")
AUTHORIZATION = re.compile(
    rf"{ALGORITHM} Credential=(?P<key>\w+)/(?P<day>[0-9]{{8}})/(?P<region>[a-z0-9-]+)/"
    rf"(?P<service>[a-z0-9-]+)/{ENDING}, ?"
    r"SignedHeaders=(?P<headers>[a-z0-9;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)


class NotSigned(Exception):
    """The request is not signed, or its signature does not hold; the message is for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who may sign here: the key, its secret, and the role in whose name the caller acts."""

    access_key: str
    secret: str
    role: str

    @property
    def role_arn(self) -> str:
        """The role, as the settings of the register name it."""
        return f"arn:aws:iam::{ACCOUNT}:role/{self.role}"

    @property
    def user_arn(self) -> str:
        """The session of the role, as the HTTP API hands it over."""
        return f"arn:aws:sts::{ACCOUNT}:assumed-role/{self.role}/local"


CALLERS = (
    Caller(access_key="LOCALPAYERONE", secret="local-secret-one", role="local-payer-one"),  # noqa: S106 - of no use elsewhere
    Caller(access_key="LOCALPAYERTWO", secret="local-secret-two", role="local-payer-two"),  # noqa: S106 - of no use elsewhere
)

PAYERS: Mapping[str, str] = {caller.role_arn: caller.role for caller in CALLERS}
"""What the register is told here of its payers: the payer of each role."""


def authorizer_of(request: Request, region: str, now: datetime | None = None) -> dict[str, Any]:
    """What the HTTP API writes into the event of a signed request, once the signature holds.

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


def _verified(request: Request, region: str, now: datetime) -> Caller:
    claim = AUTHORIZATION.fullmatch(request.header("authorization") or "")
    if claim is None:
        raise NotSigned("no signature")
    if (claim["region"], claim["service"]) != (region, SERVICE):
        raise NotSigned("signed for another region or service")
    caller = next((one for one in CALLERS if one.access_key == claim["key"]), None)
    if caller is None:
        raise NotSigned("an unknown key")
    moment = request.header("x-amz-date") or ""
    if not moment.startswith(claim["day"]) or abs(now - _time(moment)) > CLOCKS_DIFFER_BY:
        raise NotSigned("signed too long ago, or for later")
    names = claim["headers"].split(";")
    own = {name for name, _ in request.headers if name.startswith("x-amz-")}
    if not MUST_BE_SIGNED | own <= set(names) or names != sorted(set(names)):
        raise NotSigned("a header that must be signed is not")
    body = hashlib.sha256(request.body).hexdigest()
    if (request.header("x-amz-content-sha256") or body) != body:
        raise NotSigned("signed for another body")
    signature = signature_of(request, names, moment, region, caller)
    if not hmac.compare_digest(signature, claim["signature"]):
        raise NotSigned("the signature is of something else")
    return caller


def signature_of(
    request: Request, names: list[str], moment: str, region: str, caller: Caller
) -> str:
    """The signature of a caller over a request, of which those headers are signed.

    ``moment`` is the value of ``x-amz-date``.
    """
    scope = scope_of(moment, region)
    body = hashlib.sha256(request.body).hexdigest()
    canonical = hashlib.sha256(_canonical(request, names, body).encode()).hexdigest()
    to_sign = f"{ALGORITHM}\n{moment}\n{scope}\n{canonical}"
    key = f"AWS4{caller.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, to_sign.encode(), "sha256").hex()


def scope_of(moment: str, region: str) -> str:
    """The day, the region and the service that a signature is good for."""
    return f"{moment[:8]}/{region}/{SERVICE}/{ENDING}"


def _time(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise NotSigned("no readable time") from None


def _canonical(request: Request, names: list[str], body: str) -> str:
    """The request in the one spelling that both sides sign."""
    pairs = sorted(
        (name, value)
        for name, _, value in (pair.partition("=") for pair in request.query.split("&") if pair)
    )
    headers = [f"{name}:{SPACES.sub(' ', request.header(name) or '')}\n" for name in names]
    return "\n".join(
        (
            request.method,
            # Encoded once more than it came, as every service but the file store asks.
            quote(request.path, safe=UNRESERVED),
            "&".join(f"{name}={value}" for name, value in pairs),
            "".join(headers),
            ";".join(names),
            body,
        )
    )
