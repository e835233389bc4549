"""Walks once through what was deployed: a page, an answer, a letter, a decision."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from infra.contract import Route, read_contract, read_document
from infra.headers import CONTENT_SECURITY_POLICY
from infra.local.deployment.cloud import PAYER, PAYER_ROLE, Deployed, client
from infra.local.events import ACCOUNT
from infra.local.ministack import MiniStack
from infra.local.server import HOST
from infra.settings import SERVICES

DELIVERED_WITHIN_SECONDS = 60
ANSWERED_WITHIN_SECONDS = 60
ASKED_EVERY_SECONDS = 0.25

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Action": "sts:AssumeRole",
        }
    ],
}


class NotWalked(AssertionError):
    """A step did not end as it must; the message says what came instead."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body as an object."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(slots=True)
class Journey:
    """The steps, in the order in which a person and a payer take them."""

    stack: MiniStack
    deployed: Deployed
    _examples: dict[str, Any] = field(default_factory=dict)

    def steps(self) -> Iterator[str]:
        """Take each step; what it showed, when it went well.

        Raises:
            NotWalked: a step went otherwise.
        """
        yield self.page()
        yield self.every_path()
        yield self.simulator()
        yield self.letter()
        yield self.decision()

    def page(self) -> str:
        """The page of a language comes from the bucket through the distribution."""
        page = self._site("/fr/")
        _must(page.status == http.HTTPStatus.OK, page)
        _must(b'<html lang="fr"' in page.body, page)
        _must(page.headers.get("content-security-policy") == CONTENT_SECURITY_POLICY, page)
        nowhere = self._site("/nl/nergens/")
        _must(nowhere.status == http.HTTPStatus.NOT_FOUND, nowhere)
        _must(b'<html lang="nl"' in nowhere.body, nowhere)
        return "page: French at /fr/, and a Dutch 404 for a Dutch address that leads nowhere"

    def every_path(self) -> str:
        """Each path of the contract leads to a function, which knows its own methods."""
        routes = read_contract().routes
        payer = self._payer()
        for route in routes:
            signer = payer if route.is_signed else None
            reply = self._api("DELETE", _filled(route), signer=signer)
            _must(reply.status == http.HTTPStatus.METHOD_NOT_ALLOWED, reply)
            _must("allow" in reply.headers, reply)
        return f"contract: all {len(routes)} paths lead to their function"

    def simulator(self) -> str:
        """The simulator computes the example of the contract."""
        reply = self._post("/simulateAdvances", _example("/simulateAdvances"))
        _must(reply.status == http.HTTPStatus.OK, reply)
        return f"simulator: {len(reply.body)} bytes of answer to the example of the contract"

    def letter(self) -> str:
        """A letter is accepted, delivered once, and accepted no second time."""
        body = _example("/contactMessages")
        key = {"Idempotency-Key": str(uuid.uuid4())}
        first = self._post("/contactMessages", body, key)
        _must(first.status == http.HTTPStatus.ACCEPTED, first)
        again = self._post("/contactMessages", body, key)
        _must(again.json()["reference"] == first.json()["reference"], again)
        mails = self._mails()
        if len(mails) != 1:
            raise NotWalked(f"{len(mails)} mails came of one letter")
        return f"contact: accepted twice as {first.json()['reference']}, delivered once"

    def decision(self) -> str:
        """A payer records a decision, reads it, and computes it anew; nobody else can."""
        body, payer = _example("/decisions"), self._payer()
        key = {"Idempotency-Key": str(uuid.uuid4())}
        recorded = self._post("/decisions", body, key, signer=payer)
        _must(recorded.status == http.HTTPStatus.CREATED, recorded)
        base = read_contract().base_path
        address = f"{base}/decisions/{recorded.json()['decisionId']}"
        replayed = self._api("GET", f"{address}/replay", signer=payer)
        _must(replayed.status == http.HTTPStatus.OK, replayed)
        unsigned = self._api("GET", address)
        _must(unsigned.status == http.HTTPStatus.FORBIDDEN, unsigned)
        return "register: recorded and computed anew for its payer, refused without a signature"

    def _mails(self) -> list[dict[str, Any]]:
        """The mails of the letter, once there is one and a moment has brought no other."""
        limit = time.monotonic() + DELIVERED_WITHIN_SECONDS
        while not (found := self._sent()) and time.monotonic() < limit:
            time.sleep(ASKED_EVERY_SECONDS)
        time.sleep(4 * ASKED_EVERY_SECONDS)
        return self._sent() if found else []

    def _sent(self) -> list[dict[str, Any]]:
        messages = self._ask("GET", "/_ministack/ses/messages", {}).json()["messages"]
        ours = {f"{service}@alimenta.test" for service in SERVICES}
        return [mail for each in messages.values() for mail in each if ours & set(mail["To"])]

    def _site(self, path: str) -> Reply:
        host = self.deployed.site["SiteAddress"].removeprefix("https://").rstrip("/")
        # The stand-in speaks plain HTTP here; this is what a browser's encryption looks like to it.
        return self._ask("GET", path, {"Host": host, "X-Forwarded-Proto": "https"})

    def _post(
        self,
        below: str,
        body: dict[str, Any],
        headers: Mapping[str, str] | None = None,
        signer: Credentials | None = None,
    ) -> Reply:
        return self._api(
            "POST",
            read_contract().base_path + below,
            json.dumps(body).encode(),
            {"Content-Type": "application/json", **(headers or {})},
            signer,
        )

    def _api(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        signer: Credentials | None = None,
    ) -> Reply:
        identity = self.deployed.api["ApiAddress"].removeprefix("https://").partition(".")[0]
        host = f"{identity}.execute-api.{HOST}:{self.stack.port}"
        sent = {"Host": host, "Accept": "*/*", **(headers or {})}
        if signer:
            request = AWSRequest(method, f"http://{host}{path}", headers=sent, data=body)
            SigV4Auth(signer, "execute-api", self.stack.region).add_auth(request)
            sent = dict(request.headers.items())
        return self._ask(method, path, sent, body)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        connection = http.client.HTTPConnection(
            HOST, self.stack.port, timeout=ANSWERED_WITHIN_SECONDS
        )
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def _payer(self) -> Credentials:
        """Credentials of the role of the payer, as it would get them from AWS."""
        if "payer" not in self._examples:
            roles = client(self.stack, "iam")
            roles.create_role(RoleName=PAYER_ROLE, AssumeRolePolicyDocument=json.dumps(TRUST))
            given = client(self.stack, "sts").assume_role(RoleArn=PAYER, RoleSessionName="journey")
            keys = given["Credentials"]
            self._examples["payer"] = Credentials(
                keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]
            )
        found: Credentials = self._examples["payer"]
        return found


def _filled(route: Route) -> str:
    """The path of a route with something in the place of its parameters."""
    return "/".join("0" * 32 if part.startswith("{") else part for part in route.path.split("/"))


def _example(below: str) -> dict[str, Any]:
    """The first example of the contract for what is posted to a path."""
    content = read_document()["paths"][below]["post"]["requestBody"]["content"]["application/json"]
    if "example" in content:
        found: dict[str, Any] = content["example"]
    else:
        found = next(iter(content["examples"].values()))["value"]
    return found


def _must(holds: bool, reply: Reply) -> None:
    if not holds:
        raise NotWalked(f"{reply.status} {reply.body[:300].decode('utf-8', 'replace')}")
