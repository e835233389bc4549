"""An address to be tried: requests over HTTP or HTTPS, signed where a payer asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from functions.http.paths import BASE
from tools.smoke.reply import Reply, ask

SERVICE = "execute-api"
ANSWERED_WITHIN_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An address such as ``https://alimenta.example``."""

    address: str

    def get(self, path: str, accept: str = "*/*") -> Reply:
        """What a path answers."""
        return self._ask("GET", path, {"Accept": accept})

    def post(self, below: str, document: object, **headers: str) -> Reply:
        """What an operation answers to a JSON document."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Content-Type": "application/json", "Accept": "*/*", **named}
        return self._ask("POST", BASE + below, sent, json.dumps(document).encode())

    def post_form(self, below: str, fields: Mapping[str, str]) -> Reply:
        """What an operation answers to the form of a page."""
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html, */*;q=0.5",
        }
        return self._ask("POST", BASE + below, sent, urlencode(fields).encode())

    def signed(
        self, payer: Payer, method: str, below: str, document: object = None, **headers: str
    ) -> Reply:
        """What the register answers to a payer."""
        body = b"" if document is None else json.dumps(document).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            named["Content-Type"] = "application/json"
        url = f"{self.address}{BASE}{below}"
        request = AWSRequest(method, url, headers=named, data=body)
        SigV4Auth(payer.credentials, SERVICE, payer.region).add_auth(request)
        return self._ask(method, BASE + below, dict(request.headers.items()), body)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        parts = urlsplit(self.address)
        return ask(
            parts.netloc,
            method,
            path,
            headers,
            body,
            seconds=ANSWERED_WITHIN_SECONDS,
            is_encrypted=parts.scheme == "https",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """The credentials of a payer, and the region of the register."""

    credentials: Credentials
    region: str
