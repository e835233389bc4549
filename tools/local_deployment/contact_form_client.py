"""The contact form, as a browser without scripts sends it: requested, filled in, sent twice."""

from __future__ import annotations

import html
import http
import re
import time
from collections.abc import Callable, Mapping

from tools.smoke.reply import Reply

Post = Callable[[Mapping[str, str]], Reply]

TOKEN = re.compile(r'name="token" value="([^"]*)"')
REFERENCE = re.compile("[34679CDFHJKMNPQRTWXY]{5}-[34679CDFHJKMNPQRTWXY]{5}")
TOPIC = "notPaid"
TOO_SOON_SECONDS = 2
"""A form that comes back within this time was filled in by a program."""
LONG_ENOUGH_SECONDS = 4

FORM_FIELDS = {
    "language": "fr",
    "intent": "send",
    "homepage": "",
    "topic": TOPIC,
    "message": "Deux termes sont restés impayés.",
    "email": "parent@example.org",
    "name": "",
    "answerLanguage": "fr",
    "copy": "no",
}


class FormRejected(AssertionError):
    """The form got another response than expected; the message says which."""


def send_contact_form(post: Post, **changes: str) -> str:
    """Send a contact message with the form, with other fields where given; its reference.

    Raises:
        FormRejected: a step got another response.
    """
    started = time.monotonic()
    asked = post({"language": "fr", "intent": "topic", "topic": TOPIC})
    _must(asked, http.HTTPStatus.OK)
    given = TOKEN.search(_text(asked))
    if given is None:
        raise FormRejected("the page of a topic comes without a form")
    fields = FORM_FIELDS | changes | {"token": html.unescape(given[1])}
    early = post(fields)
    # On a slow machine it is no longer early; it is then the first of three that are one message.
    if time.monotonic() - started < TOO_SOON_SECONDS:
        _must(early, http.HTTPStatus.BAD_REQUEST)
    time.sleep(LONG_ENOUGH_SECONDS)
    _must(post(fields | {"homepage": "https://example.org"}), http.HTTPStatus.BAD_REQUEST)
    first, again = post(fields), post(fields)
    _must(first, http.HTTPStatus.ACCEPTED)
    _must(again, http.HTTPStatus.ACCEPTED)
    references = {match[0] for each in (first, again) if (match := REFERENCE.search(_text(each)))}
    if len(references) != 1:
        raise FormRejected(f"one form sent twice has the references {sorted(references)}")
    return references.pop()


def _text(reply: Reply) -> str:
    return reply.body.decode()


def _must(reply: Reply, status: int) -> None:
    if reply.status != status:
        raise FormRejected(f"{reply.status} in place of {status} for the contact form")
