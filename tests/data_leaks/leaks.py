"""Mistakes as somebody could make them: each must be found by the run."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from functions.contact import records as contact_records
from functions.contact.delivery import mail
from functions.decision_register import decision_record, table
from functions.http import app
from functions.http.logs import logger

Event = Mapping[str, Any]
Response = dict[str, Any]
CALLED = app.Api.__call__


@contextmanager
def _around(act: Callable[[Event, Response], None]) -> Iterator[None]:
    """Something more is done with each request and its answer."""

    def call(function: app.Api, event: Event, context: Any) -> Response:
        response = CALLED(function, event, context)
        act(event, response)
        return response

    with patch.object(app.Api, "__call__", call):
        yield


def _logs_the_body(event: Event, _: Response) -> None:
    logger.info("answered", extra={"operation": event["body"]})


def _prints_the_address(event: Event, _: Response) -> None:
    sys.stderr.write(f"{event['rawPath']}?{event['rawQueryString']}\n")


def _counts_by_answer(event: Event, _: Response) -> None:
    sys.stdout.write(json.dumps({"_aws": {"Timestamp": 0}, "topic": event["body"]}) + "\n")


def _says_it_in_a_header(event: Event, response: Response) -> None:
    response["headers"]["X-Asked"] = event["body"] or ""


def _leads_on(event: Event, response: Response) -> None:
    response["headers"]["Location"] = f"/fr/?{event['body']}"


def _says_it_in_the_title(event: Event, response: Response) -> None:
    response["body"] = response["body"].replace("<title>", f"<title>{event['body']} ")


def _links_to_it(event: Event, response: Response) -> None:
    response["body"] = response["body"].replace("<main>", f'<main><a href="?{event["body"]}">x</a>')


def _keeps_a_file(event: Event, _: Response) -> None:
    with Path(tempfile.gettempdir(), "bodies").open("a", encoding="utf-8") as file:
        file.write(event["body"] or "")


def _log_the_error(error: BaseException, trace_id: str) -> None:
    logger.error("failed", extra={"error": str(error), "trace_id": trace_id})


def _item_with_a_note(record: decision_record.Record) -> dict[str, Any]:
    return {**decision_record.to_item(record), "note": {"S": record.content}}


SENT = mail._send


def _send_with_the_text(recipient: str, subject: str, body: str, *, reply_to: str | None) -> None:
    SENT(recipient, f"{subject} {body}"[:900].replace("\n", " "), body, reply_to=reply_to)


@contextmanager
def _talkative_library() -> Iterator[None]:
    library = logging.getLogger("botocore")
    before = library.level
    library.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        library.setLevel(before)


LEAKS: Mapping[str, Callable[[], AbstractContextManager[Any]]] = {
    "the body is logged": lambda: _around(_logs_the_body),
    "the address is printed": lambda: _around(_prints_the_address),
    "a metric counts by answer": lambda: _around(_counts_by_answer),
    "a header repeats the body": lambda: _around(_says_it_in_a_header),
    "a redirect carries it on": lambda: _around(_leads_on),
    "the title repeats it": lambda: _around(_says_it_in_the_title),
    "a link carries it on": lambda: _around(_links_to_it),
    "a file is left": lambda: _around(_keeps_a_file),
    "an error is logged with its text": lambda: patch.object(app, "log_failure", _log_the_error),
    "the register keeps it beside": lambda: patch.object(table, "to_item", _item_with_a_note),
    "a record of a message holds it": lambda: patch.object(contact_records, "_digest", str),
    "the subject of a mail says it": lambda: patch.object(mail, "_send", _send_with_the_text),
    "the AWS library logs what it sends": _talkative_library,
}
