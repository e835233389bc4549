"""What must work after a deployment: pages, both simulators, a PDF, contact, the register."""

from __future__ import annotations

import http
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from functions.http.paths import BASE
from functions.i18n.catalog import LANGUAGES
from infra.headers import CONTENT_SECURITY_POLICY
from tools.local_deployment.contact_form_client import FormRejected, send_contact_form
from tools.local_deployment.examples import example_of, examples
from tools.smoke.reply import SmokeTestFailed, must
from tools.smoke.site import Payer, Site

SIMULATORS = ("/simulateAdvances", "/calculateWaiver")
PAPER = "/fillAdvanceForm/"
PDF = b"%PDF-"

SIMULATOR_MAILBOX = "success@simulator.amazonses.com"
"""The mailbox of SES that takes every mail and shows it to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoke:
    """The steps at one address. ``register`` is where payers reach it, if it is elsewhere."""

    site: Site
    sends_message: bool = False
    register: Site | None = None
    payer: Payer | None = None

    def steps(self) -> Iterator[str]:
        """Take each step; what it showed, when it went well.

        Raises:
            SmokeTestFailed: a step went otherwise.
        """
        yield self.pages()
        yield self.health()
        yield self.simulators()
        yield self.documents()
        if self.sends_message:
            yield self.contact()
        if self.payer:
            yield self.decision(self.payer)

    def pages(self) -> str:
        """The home page of each language, and what a language says of an unknown address."""
        for language in LANGUAGES:
            page = self.site.get(f"/{language}/")
            must(page.status == http.HTTPStatus.OK, page)
            must(f'<html lang="{language}"'.encode() in page.body, page)
            must(page.headers.get("content-security-policy") == CONTENT_SECURITY_POLICY, page)
            nowhere = self.site.get(f"/{language}/{uuid.uuid4().hex}/")
            must(nowhere.status == http.HTTPStatus.NOT_FOUND, nowhere)
            must(f'<html lang="{language}"'.encode() in nowhere.body, nowhere)
        return f"pages: {', '.join(LANGUAGES)}, each with its own 404"

    def health(self) -> str:
        """The API answers, and says whether a figure of the law is overdue."""
        reply = self.site.get(f"{BASE}/health")
        must(reply.status == http.HTTPStatus.OK, reply)
        return f"health: {reply.json()['status']}"

    def simulators(self) -> str:
        """Each simulator answers a program in JSON and a person with a page of its language."""
        for below in SIMULATORS:
            reply = self.site.post(below, example_of(below))
            must(reply.status == http.HTTPStatus.OK, reply)
            must(bool(reply.json()), reply)
            page = self.site.post_form(below, {"language": "nl"})
            must(page.status in (http.HTTPStatus.OK, http.HTTPStatus.BAD_REQUEST), page)
            must(b'<html lang="nl"' in page.body, page)
        return f"simulators: {', '.join(SIMULATORS)} in JSON and as a page"

    def documents(self) -> str:
        """A printable form, and the same one filled in with answers."""
        blank = self.site.get(f"/{LANGUAGES[0]}/forms/advance.pdf")
        must(blank.status == http.HTTPStatus.OK and blank.body.startswith(PDF), blank)
        example = next(each for each in examples() if each.path.startswith(PAPER) and each.body)
        filled = self.site.post(example.path, example.body)
        must(filled.status == http.HTTPStatus.OK and filled.body.startswith(PDF), filled)
        return f"documents: a form of {len(blank.body)} bytes, filled in with {example.path}"

    def contact(self) -> str:
        """A message by the form, answered with a reference; its sender is a mailbox of SES."""
        try:
            reference = send_contact_form(
                lambda fields: self.site.post_form("/contactMessages", fields),
                email=SIMULATOR_MAILBOX,
                message="Smoke test after a deployment.",
            )
        except FormRejected as reason:
            raise SmokeTestFailed(str(reason)) from None
        return f"contact: accepted as {reference}, refused to a program"

    def decision(self, payer: Payer) -> str:
        """A decision is recorded once, read and computed again; nobody reads it unsigned."""
        register = self.register or self.site
        key = uuid.uuid4().hex
        recorded = [
            register.signed(
                payer, "POST", "/decisions", example_of("/decisions"), Idempotency_Key=key
            )
            for _ in range(2)
        ]
        for reply in recorded:
            must(reply.status in (http.HTTPStatus.CREATED, http.HTTPStatus.OK), reply)
        names = {str(reply.json()["decisionId"]) for reply in recorded}
        must(len(names) == 1, recorded[1])
        below = f"/decisions/{names.pop()}"
        replayed = register.signed(payer, "GET", f"{below}/replay")
        must(replayed.status == http.HTTPStatus.OK and replayed.json()["isIntact"], replayed)
        unsigned = register.get(f"{BASE}{below}")
        must(unsigned.status == http.HTTPStatus.FORBIDDEN, unsigned)
        return "register: recorded once, replayed, refused without a signature"
