"""Accepts a contact message sent as JSON."""

from __future__ import annotations

import re
from http import HTTPStatus

from functions.contact.accept import accept
from functions.contact.limits import TooMany
from functions.contact.messages import RECORD_DAYS
from functions.contact.records import OtherContent
from functions.contact.request import SCHEMA
from functions.contact.unavailable import RETRY_AFTER_SECONDS, Unavailable
from functions.forms.echo import truncate
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.parse import parse_json_answers
from functions.http.body import json_object
from functions.http.negotiation import JSON
from functions.http.origin import network_of
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of
from functions.law.core.errors import ValidationErrorCode

KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def answer_json(request: Request) -> Response:
    """The reference of the message.

    Raises:
        Problem: the request is not valid, its key was used before, or a service is unavailable.
    """
    request.must_accept(JSON)
    key = _key(request)
    decoded = parse_json_answers(SCHEMA, json_object(request))
    if decoded.issues:
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=SCHEMA.form.name)
    message = decoded.request
    try:
        reference = accept(f"interface\n{key}", message, network_of(request))
    except OtherContent:
        raise Problem(Problems.KEY_REUSED) from None
    except TooMany as limit:
        headers = {"Retry-After": str(limit.seconds)}
        raise Problem(Problems.TOO_MANY, headers=headers) from None
    except Unavailable:
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        raise Problem(Problems.UNAVAILABLE, headers=headers) from None
    catalog = catalog_of(request.language)
    document = {
        "reference": reference,
        "mailbox": catalog.gettext(f"contact.services.{message.about.service}"),
        "keptDays": RECORD_DAYS,
        "notice": catalog.gettext("contact.form.no_deadline"),
    }
    return Response(
        status=HTTPStatus.ACCEPTED,
        body=encode_json(document),
        media_type=JSON,
        language=catalog.language,
    )


def _key(request: Request) -> str:
    """The idempotency key of the message: a UUID, so that no two clients share one.

    Raises:
        Problem: it is missing or no UUID.
    """
    given = request.headers.get(KEY_HEADER.lower())
    key = (given or "").strip().lower()
    if KEY.fullmatch(key):
        return key
    code = ValidationErrorCode.REQUIRED if given is None else ParseErrorCode.NOT_A_KEY
    issue = FieldError(path=KEY_HEADER, code=code, value=truncate(given or ""))
    raise Problem(Problems.BAD_REQUEST, (issue,), where="header")
