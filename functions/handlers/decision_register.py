"""The Lambda function behind the register of decisions.

Every request is signed with credentials of the cloud. The HTTP API checks the signature and says
whose it is; a payer only ever reaches its own decisions, since its name is part of every key.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from functions.decision_register import table
from functions.decision_register.audit import note
from functions.decision_register.callers import payer_of
from functions.decision_register.decision_record import Record, canonical, new_record
from functions.decision_register.decisions import read_decision
from functions.decision_register.extensions import extend, read_extension
from functions.decision_register.replays import replayed
from functions.decision_register.responses import (
    DECISIONS,
    EXPORT,
    collection_json,
    decision_json,
    exported,
)
from functions.decision_register.seal import is_whole, sealed
from functions.forms.echo import truncate
from functions.forms.errors import FieldError, ParseErrorCode
from functions.http import clock
from functions.http.app import READING
from functions.http.body import json_object
from functions.http.negotiation import HTML, JSON, preferred
from functions.http.problem import Problem, Problems
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of
from functions.law.core.errors import ValidationErrorCode
from functions.pages.app import application

TEXT = "text/plain"
LINES = "application/jsonl"
KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
ID = re.compile(r"[0-9a-f]{32}")
PAGE_SIZE, LARGEST_PAGE = 20, 50
EXPORT_SIZE = 25
"""However long their texts, so many decisions fit into one answer of a function."""

handler = application()


@handler.route(DECISIONS, ("POST",), "recordDecision")
def record_decision(request: Request) -> Response:
    """Keeps a decision, once for each key."""
    payer = payer_of(request)
    request.parameters()
    request.must_send(JSON)
    request.must_accept(JSON)
    key = _key(request)
    body = json_object(request)
    decision = read_decision(body)
    record = sealed(new_record(payer, key, decision, canonical(body), clock.now()))
    note(request, payer, "record", (record.decision_id,))
    try:
        table.put(record)
    except table.Taken:
        return _decision(request, _recorded_before(record))
    return _decision(request, record, HTTPStatus.CREATED)


@handler.route(DECISIONS, READING, "listDecisions")
def list_decisions(request: Request) -> Response:
    """The decisions of the payer, page by page."""
    payer = payer_of(request)
    request.must_accept(JSON)
    query = request.parameters(("afterDecision", "pageSize"))
    size = _size(query.get("pageSize"))
    start = _start(query.get("afterDecision"))
    records = table.after(payer, start, size + 1, clock.today())
    note(request, payer, "list", [each.decision_id for each in records[:size]])
    return Response(body=encode_json(collection_json(records, start, size)), media_type=JSON)


@handler.route(f"{DECISIONS}/<decision_id>", READING, "getDecision")
def get_decision(request: Request, decision_id: str) -> Response:
    """One decision with all that is kept of it."""
    record = _record(request, decision_id, "read")
    request.must_accept(JSON)
    return _decision(request, record)


@handler.route(f"{DECISIONS}/<decision_id>/extensions", ("POST",), "extendDecision")
def extend_decision(request: Request, decision_id: str) -> Response:
    """Keeps a decision longer."""
    payer = payer_of(request)
    request.parameters()
    request.must_send(JSON)
    request.must_accept(JSON)
    extension = read_extension(json_object(request))
    note(request, payer, "extend", (_id(decision_id),))
    return _decision(request, extend(payer, _id(decision_id), extension))


@handler.route(f"{DECISIONS}/<decision_id>/replay", READING, "replayDecision")
def replay_decision(request: Request, decision_id: str) -> Response:
    """Computes a decision again, and says what differs."""
    record = _record(request, decision_id, "replay")
    request.must_accept(JSON)
    return Response(body=encode_json(replayed(record)), media_type=JSON)


@handler.route(f"{DECISIONS}/<decision_id>/statement", READING, "getStatement")
def get_statement(request: Request, decision_id: str) -> Response:
    """Until when the decision is deemed reasoned, as a document."""
    # Read only here: no other operation needs the templates.
    from functions.decision_register.documents import statement  # noqa: PLC0415

    record = _intact(_record(request, decision_id, "statement"))
    media_type = _preferred(request, HTML, TEXT)
    template = "statement.html" if media_type == HTML else "statement.txt"
    body = statement(record, catalog_of(request.language), template)
    return Response(body=body, media_type=media_type, language=request.language)


@handler.route(f"{DECISIONS}/<decision_id>/reasons", READING, "getReasons")
def get_reasons(request: Request, decision_id: str) -> Response:
    """The reasons of the decision, as a document."""
    from functions.decision_register.documents import reasons  # noqa: PLC0415 - as above

    record = _intact(_record(request, decision_id, "reasons"))
    media_type = _preferred(request, HTML)
    body = reasons(record, catalog_of(request.language))
    return Response(body=body, media_type=media_type, language=request.language)


@handler.route(EXPORT, READING, "exportDecisions")
def export_decisions(request: Request) -> Response:
    """Everything that is kept of the payer's decisions, one on each line."""
    payer = payer_of(request)
    request.must_accept(LINES)
    start = _start(request.parameters(("afterDecision",)).get("afterDecision"))
    records = table.after(payer, start, EXPORT_SIZE + 1, clock.today())
    shown = records[:EXPORT_SIZE]
    note(request, payer, "export", [each.decision_id for each in shown])
    headers = {}
    if len(records) > EXPORT_SIZE:
        headers["Link"] = f'<{EXPORT}?afterDecision={shown[-1].decision_id}>; rel="next"'
    lines = "".join(f"{encode_json(exported(record))}\n" for record in shown)
    return Response(body=lines, media_type=LINES, headers=headers)


def _record(request: Request, decision_id: str, act: str) -> Record:
    """The record that the request is about; that it is read is noted.

    Raises:
        Problem: the payer has none with that id, or its last day is past. One answer for all
            cases: nobody learns whether another payer has it.
    """
    payer = payer_of(request)
    request.parameters()
    record = table.get(payer, _id(decision_id))
    if record is None or record.is_over(clock.today()):
        raise Problem(Problems.NOT_FOUND)
    note(request, payer, act, (record.decision_id,))
    return record


def _intact(record: Record) -> Record:
    """The record, where nothing in it was altered: no document may vouch for another content.

    Raises:
        Problem: its content, its payer, its id or an extension is not what was recorded.
    """
    if not is_whole(record):
        raise Problem(Problems.INTERNAL)
    return record


def _recorded_before(record: Record) -> Record:
    """The record that the same key made.

    Raises:
        Problem: the key came with another content, or its record is no longer kept.
    """
    found = table.get(record.payer, record.decision_id)
    if found is None or found.is_over(clock.today()) or found.request != record.request:
        raise Problem(Problems.KEY_REUSED)
    return found


def _decision(request: Request, record: Record, status: int = HTTPStatus.OK) -> Response:
    catalog = catalog_of(request.language)
    headers = {}
    if status == HTTPStatus.CREATED:
        headers["Location"] = f"{DECISIONS}/{record.decision_id}"
    return Response(
        status=status,
        body=encode_json(decision_json(record, catalog)),
        media_type=JSON,
        language=catalog.language,
        headers=headers,
    )


def _preferred(request: Request, *offered: str) -> str:
    media_type = preferred(request.accept, offered)
    if media_type is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    return media_type


def _id(decision_id: str) -> str:
    if not ID.fullmatch(decision_id):
        raise Problem(Problems.NOT_FOUND)
    return decision_id


def _key(request: Request) -> str:
    """The key by which a repeated request is known.

    Raises:
        Problem: there is none, or it is none.
    """
    key = request.headers.get(KEY_HEADER.lower())
    if key is not None and KEY.fullmatch(key):
        return key
    code = ValidationErrorCode.REQUIRED if key is None else ParseErrorCode.NOT_A_REFERENCE
    issue = FieldError(path=KEY_HEADER, code=code, value=truncate(key or ""))
    raise Problem(Problems.BAD_REQUEST, (issue,), where="header")


def _start(text: str | None) -> str | None:
    if text is None or ID.fullmatch(text):
        return text
    issue = FieldError(
        path="afterDecision", code=ParseErrorCode.NOT_A_REFERENCE, value=truncate(text)
    )
    raise Problem(Problems.BAD_REQUEST, (issue,), where="query")


def _size(text: str | None) -> int:
    """How many decisions on a page, from one to ``LARGEST_PAGE``."""
    if text is None:
        return PAGE_SIZE
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_PAGE))
    if is_number and 1 <= int(text) <= LARGEST_PAGE:
        return int(text)
    issue = FieldError(
        path="pageSize",
        code=ValidationErrorCode.OUT_OF_RANGE,
        limits={"minimum": 1, "maximum": LARGEST_PAGE},
        value=truncate(text),
    )
    raise Problem(Problems.BAD_REQUEST, (issue,), where="query")
