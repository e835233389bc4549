"""Smoke test of a deployment: a page, a result, a contact message, a decision."""

from __future__ import annotations

import http
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from functions.http.origin import SECRET_HEADER
from infra.api_routes import ApiRoutes, Route, read_api_routes
from infra.headers import CONTENT_SECURITY_POLICY
from infra.operations.rotate_origin_secret import OUTPUT
from infra.settings import SERVICES
from infra.stacks.origin_secret import CURRENT
from tools.aws_emulator.ministack import ACCOUNT, MiniStack
from tools.dev.port import HOST
from tools.local_deployment.cloud import PAYER, Deployed, client, settings
from tools.local_deployment.contact_form_client import FormRejected, send_contact_form
from tools.local_deployment.examples import (
    DECISION_ID,
    FORM,
    KEY_HEADER,
    Example,
    example_of,
    examples,
    forms,
)
from tools.smoke.reply import Reply, SmokeTestFailed, ask, must

DELIVERED_WITHIN_SECONDS = 60
ANSWERED_WITHIN_SECONDS = 60
POLLED_EVERY_SECONDS = 0.25


@dataclass(slots=True)
class SmokeTest:
    """The steps, in the order in which a person and a payer take them."""

    stack: MiniStack
    deployed: Deployed
    _credentials: Credentials | None = None
    _secret: str = ""

    def steps(self) -> Iterator[str]:
        """Take each step; what it showed, when it went well.

        Raises:
            SmokeTestFailed: a step went otherwise.
        """
        yield self.page()
        yield self.every_path()
        yield self.past_distribution()
        yield self.contact_message()
        yield self.contact_form()
        yield self.decision()
        yield self.every_operation()
        yield self.every_form()

    def page(self) -> str:
        """The page of a language comes from the bucket through the distribution."""
        page = self._site("/fr/")
        must(page.status == http.HTTPStatus.OK, page)
        must(b'<html lang="fr"' in page.body, page)
        must(page.headers.get("content-security-policy") == CONTENT_SECURITY_POLICY, page)
        nowhere = self._site("/nl/nergens/")
        must(nowhere.status == http.HTTPStatus.NOT_FOUND, nowhere)
        must(b'<html lang="nl"' in nowhere.body, nowhere)
        return "page: French at /fr/, and a Dutch 404 for a Dutch address that leads nowhere"

    def every_path(self) -> str:
        """Each path of the API description leads to a function, which knows its own methods."""
        routes = _api_routes().routes
        payer = self._payer()
        for route in routes:
            signer = payer if route.is_signed else None
            reply = self._api("DELETE", _filled(route), signer=signer)
            must(reply.status == http.HTTPStatus.METHOD_NOT_ALLOWED, reply)
            must("allow" in reply.headers, reply)
        return f"routes: all {len(routes)} paths lead to their function"

    def past_distribution(self) -> str:
        """Without the header of the distribution, no function answers."""
        health = f"{_api_routes().base_path}/health"
        with_it = self._api("GET", health)
        must(with_it.status == http.HTTPStatus.OK, with_it)
        without = self._api("GET", health, headers={SECRET_HEADER: "none"})
        must(without.status == http.HTTPStatus.FORBIDDEN, without)
        return "origin: answered with the secret header of the distribution, refused without it"

    def contact_message(self) -> str:
        """A contact message is accepted, delivered once, and accepted no second time."""
        body = example_of("/contactMessages")
        key = {KEY_HEADER: str(uuid.uuid4())}
        first = self._post("/contactMessages", body, key)
        must(first.status == http.HTTPStatus.ACCEPTED, first)
        again = self._post("/contactMessages", body, key)
        must(again.json()["reference"] == first.json()["reference"], again)
        self._must_be_delivered(1)
        return f"contact: accepted twice as {first.json()['reference']}, delivered once"

    def contact_form(self) -> str:
        """The form sends a contact message as well; filled in by a program, it is refused."""
        try:
            reference = send_contact_form(
                lambda fields: self._post_form("/contactMessages", fields)
            )
        except FormRejected as reason:
            raise SmokeTestFailed(str(reason)) from None
        self._must_be_delivered(2)
        return f"contact form: refused to a program, accepted twice as {reference}, delivered once"

    def decision(self) -> str:
        """A payer records a decision, reads it, and recomputes it; nobody else can."""
        payer = self._payer()
        address = f"{_api_routes().base_path}/decisions/{self._recorded()}"
        replayed = self._api("GET", f"{address}/replay", signer=payer)
        must(replayed.status == http.HTTPStatus.OK, replayed)
        unsigned = self._api("GET", address)
        must(unsigned.status == http.HTTPStatus.FORBIDDEN, unsigned)
        return "register: recorded and recomputed for its payer, refused without a signature"

    def every_operation(self) -> str:
        """Each example of the API description gets the described response, signed if required."""
        sent = 0
        for example in examples():
            path = example.path
            if DECISION_ID in path:
                path = path.replace(f"{{{DECISION_ID}}}", self._recorded())
            reply = self._sent_as(example, path, self._payer() if example.is_signed else None)
            media_type = reply.headers.get("content-type", "").partition(";")[0]
            if media_type not in example.answers.get(reply.status, ()):
                raise SmokeTestFailed(f"{example.operation}: {reply.status} {media_type}")
            sent += 1
            if example.is_signed:
                unsigned = self._sent_as(example, path, None)
                must(unsigned.status == http.HTTPStatus.FORBIDDEN, unsigned)
        return f"operations: {sent} examples are answered as the API description says"

    def every_form(self) -> str:
        """Each form of a page comes back as that page, in the language of the form."""
        count = 0
        for path in forms():
            reply = self._post_form(path, {"language": "nl"})
            must(reply.status in (http.HTTPStatus.OK, http.HTTPStatus.BAD_REQUEST), reply)
            must(b'<html lang="nl"' in reply.body, reply)
            count += 1
        return f"forms: {count} pages come back in Dutch, and say what is missing"

    def _sent_as(self, example: Example, path: str, signer: Credentials | None) -> Reply:
        key = {KEY_HEADER: str(uuid.uuid4())} if example.needs_key else {}
        if example.body is not None:
            return self._post(path, example.body, key, signer)
        return self._api(example.method, _api_routes().base_path + path, headers=key, signer=signer)

    def _recorded(self) -> str:
        """The id of a decision, recorded now."""
        key = {KEY_HEADER: str(uuid.uuid4())}
        reply = self._post("/decisions", example_of("/decisions"), key, signer=self._payer())
        must(reply.status == http.HTTPStatus.CREATED, reply)
        return str(reply.json()["decisionId"])

    def _must_be_delivered(self, count: int) -> None:
        """So many mails came by now, and a moment brings no other."""
        limit = time.monotonic() + DELIVERED_WITHIN_SECONDS
        while len(self._sent()) < count and time.monotonic() < limit:
            time.sleep(POLLED_EVERY_SECONDS)
        time.sleep(4 * POLLED_EVERY_SECONDS)
        if (found := len(self._sent())) != count:
            raise SmokeTestFailed(f"{found} mails came of {count} messages")

    def _sent(self) -> list[dict[str, Any]]:
        messages = self._ask("GET", "/_ministack/ses/messages", {}).json()["messages"]
        ours = {f"{service}@alimenta.test" for service in SERVICES}
        return [mail for each in messages.values() for mail in each if ours & set(mail["To"])]

    def _site(self, path: str) -> Reply:
        host = self.deployed.site["SiteAddress"].removeprefix("https://").rstrip("/")
        # The emulator speaks plain HTTP here; this is what a browser's encryption looks like to it.
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
            _api_routes().base_path + below,
            json.dumps(body).encode(),
            {"Content-Type": "application/json", **(headers or {})},
            signer,
        )

    def _post_form(self, below: str, fields: Mapping[str, str]) -> Reply:
        return self._api(
            "POST",
            _api_routes().base_path + below,
            urlencode(fields).encode(),
            {"Content-Type": FORM, "Accept": "text/html, */*;q=0.5"},
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
        if not signer:
            # As the distribution would: the emulator does not lead it to the API.
            sent.setdefault(SECRET_HEADER, self._origin_secret())
        if signer:
            request = AWSRequest(method, f"http://{host}{path}", headers=sent, data=body)
            SigV4Auth(signer, "execute-api", self.stack.region).add_auth(request)
            sent = dict(request.headers.items())
        return self._ask(method, path, sent, body)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        address = f"{HOST}:{self.stack.port}"
        return ask(address, method, path, headers, body, seconds=ANSWERED_WITHIN_SECONDS)

    def _origin_secret(self) -> str:
        """The secret header of the distribution."""
        if not self._secret:
            kept = client(self.stack, "secretsmanager").get_secret_value(
                SecretId=self.deployed.api[OUTPUT]
            )
            self._secret = str(json.loads(kept["SecretString"])[CURRENT])
        return self._secret

    def _payer(self) -> Credentials:
        """Credentials of the role of the payer, as it would get them from AWS."""
        if self._credentials is None:
            role = PAYER.role_name(settings().stage)
            given = client(self.stack, "sts").assume_role(
                RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}",
                RoleSessionName="smoke-test",
                ExternalId=PAYER.external_id,
            )
            keys = given["Credentials"]
            self._credentials = Credentials(
                keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]
            )
        return self._credentials


@cache
def _api_routes() -> ApiRoutes:
    return read_api_routes()


def _filled(route: Route) -> str:
    """The path of a route with something in the place of its parameters."""
    return "/".join("0" * 32 if part.startswith("{") else part for part in route.path.split("/"))
