"""A message in JSON, and the answer to it."""

from __future__ import annotations

import re
from http import HTTPStatus

from functions.contact.accept import accept
from functions.contact.messages import RECORD_DAYS
from functions.contact.records import OtherContent
from functions.contact.request import RULES, written
from functions.contact.unavailable import RETRY_AFTER_SECONDS, Unavailable
from functions.forms.echo import shortened
from functions.forms.errors import InputIssue, Unreadable
from functions.forms.parse import decode_json
from functions.http.body import json_object
from functions.http.negotiation import JSON
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Answer
from functions.http.serialization import to_json
from functions.i18n.catalog import words
from functions.law.core.errors import Refusal

KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def answer_json(request: Request) -> Answer:
    """The reference of the message.

    Raises:
        Problem: the request cannot be used, its key was used before, or nothing can be accepted.
    """
    request.must_accept(JSON)
    key = _key(request)
    decoded = decode_json(RULES, json_object(request))
    if decoded.issues:
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=RULES.questions.name)
    message = written(decoded.draft)
    try:
        reference = accept(f"interface\n{key}", message)
    except OtherContent:
        raise Problem(Problems.KEY_REUSED) from None
    except Unavailable:
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        raise Problem(Problems.UNAVAILABLE, headers=headers) from None
    told = words(request.language)
    document = {
        "reference": reference,
        "mailbox": told.text(f"contact.services.{message.about.service}"),
        "keptDays": RECORD_DAYS,
        "notice": told.text("contact.form.no_deadline"),
    }
    return Answer(
        status=HTTPStatus.ACCEPTED,
        body=to_json(document),
        media_type=JSON,
        language=told.language,
    )


def _key(request: Request) -> str:
    """The key that makes the message one message: a UUID, so that no two clients share one.

    Raises:
        Problem: there is none.
    """
    given = request.headers.get(KEY_HEADER.lower())
    key = (given or "").strip().lower()
    if KEY.fullmatch(key):
        return key
    code = Refusal.REQUIRED if given is None else Unreadable.NOT_A_KEY
    issue = InputIssue(path=KEY_HEADER, code=code, value=shortened(given or ""))
    raise Problem(Problems.BAD_REQUEST, (issue,), where="header")
