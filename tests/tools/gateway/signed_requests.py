"""Requests signed by the library of the cloud itself, as they arrive, and what to change in one."""

from dataclasses import replace
from unittest.mock import patch
from urllib.parse import urlsplit

from tools.aws_emulator.callers import CALLERS
from tools.aws_emulator.sign import signed
from tools.gateway.http_messages import Request

ONE, TWO = CALLERS


def signed_request(  # noqa: PLR0913 - a signed request is made of these
    method, url, body=b"", *, region, at, caller=ONE, **headers
):
    """A request as it arrives, signed at that moment; headers as ``content_type="text/csv"``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with patch("botocore.auth.get_current_datetime", return_value=at):
        sent = signed(method, url, named, body, caller=caller, region=region)
    parts = urlsplit(url)
    arrived = {"host": parts.netloc} | {name.lower(): value for name, value in sent.items()}
    return Request(
        method=method,
        path=parts.path,
        query=parts.query,
        headers=tuple(arrived.items()),
        body=body,
    )


def with_header(request, name, value):
    """The request with that one header of that name; with none where the value is ``None``."""
    others = tuple(pair for pair in request.headers if pair[0] != name)
    return replace(request, headers=others if value is None else (*others, (name, value)))


def without_signature(request):
    """The request as nobody signed it."""
    return with_header(with_header(request, "authorization", None), "x-amz-date", None)
