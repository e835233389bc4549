"""Sends the requests one after the other, and searches for leaked markers after each."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
from botocore.exceptions import ClientError, ReadTimeoutError

from functions.http.request import Request
from functions.i18n.catalog import LANGUAGES
from tests.api.events import BASE, Reply, send
from tests.contact_aws import SERVICES, EmulatedAws, _backend_queue, intercepted
from tests.data_leaks.environment import Output
from tests.data_leaks.marks import Mark, Marks, words_in
from tests.data_leaks.requests import CONTACT, Asked, Operation, Sender, codes, operations
from tests.data_leaks.search import (
    Found,
    look_at_decisions,
    look_at_log,
    look_at_reply,
)
from tests.unit.contact.delivery.delivering import deliver
from tests.unit.contact.factories import ask, token_of
from tests.unit.decision_register.aws_mock import TABLE

LETTERS_AT_ONCE = 25
MOST_BATCHES = 8
"""So many batches of ten empty every queue, what cannot be delivered put among the dead."""
MOST_KNOWN = 40
"""How many decisions are asked for again: the latest."""
IDENTITY = re.compile(r"/decisions/([0-9a-f]{32})")


@dataclass
class Tally:
    """What was sent, and what came back."""

    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    in_answers: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    marks: int = 0
    lines: int = 0
    messages: int = 0
    mails: int = 0
    kept: int = 0


class LeakRun:
    """One run through the operations."""

    def __init__(self, aws: EmulatedAws, output: Output, seed: int) -> None:
        self.aws, self.output = aws, output
        self.found, self.tally = Found(), Tally()
        self.recorded: dict[str, tuple[Mark, ...]] = {}
        self.accepted: set[str] = set()
        self._mails, self._waiting = len(aws.mails()), 0
        self._errors = itertools.cycle(ERRORS)
        self.sender = Sender(Marks(seed, codes()), token=self._token)

    def send(self, count: int, names: Iterable[str] = ()) -> None:
        """Send so many requests to the operations of these names, or to all."""
        chosen = set(names)
        every = [each for each in operations() if not chosen or each.name in chosen]
        for asked in itertools.islice(self._requests(every), count):
            self._send(asked)
            if self._waiting >= LETTERS_AT_ONCE:
                self._deliver()
        self._deliver()
        self._look_at_stores()

    def _requests(self, every: list[Operation]) -> Iterator[Asked]:
        """Round after round, each operation in another language than before."""
        for turn in itertools.count():
            for place, operation in enumerate(every):
                language = LANGUAGES[(turn + place) % len(LANGUAGES)]
                yield from self.sender.requests(operation, language)

    def _token(self) -> str:
        return token_of(ask())

    def _send(self, asked: Asked) -> None:
        operation = asked.operation
        self.output.new()
        with self._failure(asked):
            reply = send(asked.event, asked.event["rawPath"].removeprefix(BASE))
        place = f"{operation.name}, {asked.how}"
        of_record = IDENTITY.search(asked.event["rawPath"])
        marks = (*asked.marks, *self.recorded.get(of_record[1] if of_record else "", ()))
        self.tally.lines += look_at_log(self.found, place, self.output.new(), marks)
        held = look_at_reply(self.found, place, reply, marks, asked.only_here)
        self.tally.requests += 1
        self.tally.marks += len(asked.marks)
        self.tally.in_answers[operation.name] += held
        self.tally.statuses.setdefault(operation.name, Counter())[reply.status] += 1
        self._remember(asked, reply)

    def _remember(self, asked: Asked, reply: Reply) -> None:
        """What was accepted may be kept; nothing else may."""
        if reply.status == HTTPStatus.CREATED:
            identity = reply.json["decisionId"]
            self.recorded[identity] = asked.marks
            if asked.event["requestContext"]["authorizer"]["iam"]["userArn"].count("fund-one"):
                self.sender.known = [*self.sender.known, identity][-MOST_KNOWN:]
        elif reply.status == HTTPStatus.ACCEPTED:
            self.accepted |= {form for mark in asked.marks for form in mark.forms}
            self.tally.messages += 1
            self._waiting += 1

    def _failure(self, asked: Asked) -> AbstractContextManager[None]:
        """An error whose text repeats the request, at a place that nobody foresaw or in AWS."""
        if not asked.fails:
            return nullcontext()
        if asked.operation.is_register or asked.operation.path == CONTACT:
            return intercepted(next(self._errors))
        return _unforeseen()

    def _deliver(self) -> None:
        """Let the messages of every queue be delivered, after a try that fails."""
        self._look_at_queues()
        self.output.new()
        for service in SERVICES:
            self.aws.sqs.send_message(QueueUrl=self.aws.queues[service], MessageBody=self._poison())
            with intercepted(_only("SendEmail", next(self._errors))):
                deliver(self.aws, service)
            for _ in range(MOST_BATCHES):
                self.aws.show(service)
                deliver(self.aws, service)
        self.tally.lines += look_at_log(self.found, "delivery", self.output.new(), ())
        mails = self.aws.mails()
        for mail in mails[self._mails :]:
            self.found.look("a mail: subject", f"{mail.subject} {mail.source}", ())
            self.found += ["a mail: words not accepted"] * bool(words_in(mail.body) - self.accepted)
        self._mails = len(mails)
        self.tally.mails = len(mails)
        self._waiting = 0

    def _poison(self) -> str:
        text, _ = self.sender.marks.word("poison")
        self.accepted.add(text)
        return text

    def _look_at_queues(self) -> None:
        for service in SERVICES:
            for message in list(_backend_queue(self.aws.queues[service])._messages):
                self.found += ["a queue: words not accepted"] * bool(
                    words_in(message.body) - self.accepted
                )
                self.found.look("a queue: beside", str(message.message_attributes), ())

    def _look_at_stores(self) -> None:
        for item in self.aws.records():
            self.found.look("the records of messages", json.dumps(item, default=str), ())
        pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
        items = [item for page in pages for item in page["Items"]]
        self.tally.kept = look_at_decisions(self.found, items, self.recorded)
        for file in Path(tempfile.gettempdir()).rglob("*"):
            if file.is_file():
                text = file.read_bytes().decode("latin-1")
                self.found += ["a file of its own"] * bool(words_in(text))


@contextmanager
def _unforeseen() -> Iterator[None]:
    def fail(request: Request, known: Any = ()) -> dict[str, str]:
        del known
        raise LookupError(f"{request.body} {request.query} {request.headers}")

    with patch.object(Request, "parameters", fail):
        yield


Call = Callable[[str, Any, Callable[[], Any]], Any]


def _throttled(name: str, parameters: Any, _: Callable[[], Any]) -> Any:
    error = {"Code": "ThrottlingException", "Message": f"too often: {parameters}"}
    raise ClientError({"Error": error}, name)


def _refused(name: str, parameters: Any, _: Callable[[], Any]) -> Any:
    error = {"Code": "ValidationException", "Message": f"not valid: {parameters}"}
    raise ClientError({"Error": error}, name)


def _late(_: str, parameters: Any, __: Callable[[], Any]) -> Any:
    raise ReadTimeoutError(endpoint_url=f"https://service.example/?{parameters}")


ERRORS: tuple[Call, ...] = (_throttled, _refused, _late)


def _only(operation: str, fail: Call) -> Call:
    def act(name: str, parameters: Any, call: Callable[[], Any]) -> Any:
        return fail(name, parameters, call) if name == operation else call()

    return act
