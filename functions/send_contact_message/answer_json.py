"""A message in JSON, and the answer to it."""

from __future__ import annotations

import re
from http import HTTPStatus

from functions.edge.answers import Answer
from functions.edge.bodies import json_object
from functions.edge.contact_messages import RECORD_DAYS
from functions.edge.negotiation import JSON
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.edge.wire import to_json
from functions.law.core.errors import Refusal
from functions.questions.as_typed import shortened
from functions.questions.decode import decode_json
from functions.questions.issues import InputIssue, Unreadable
from functions.send_contact_message.accept import accept
from functions.send_contact_message.records import OtherContent
from functions.send_contact_message.request import RULES, written
from functions.send_contact_message.unavailable import RETRY_AFTER_SECONDS, Unavailable
from functions.words.load import words

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
