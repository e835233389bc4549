"""Contact messages: what was accepted must be in the mailbox, or in the queue on the way to it."""

from __future__ import annotations

import itertools
import json
import random
import time
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from infra.settings import settings_of
from tests.load.durability import Promise, Promises, shortened
from tests.load.findings import Findings
from tests.support.contract_examples import KEY_HEADER, Call

FUNCTION = "send_contact_message"
MAILBOXES = frozenset(settings_of("trial").contact.recipients.values())
MAILS, QUEUES = "/_ministack/ses/messages", "/_ministack/sqs/messages"
PATIENCE_SECONDS = 20
ASKED_EVERY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Held:
    """What the stand-in has: texts in mailboxes, and texts that wait in queues."""

    mails: tuple[str, ...]
    waiting: tuple[str, ...]


def letters(calls: Iterable[Call], chance: random.Random) -> Promises:
    """Messages without end, made of the examples of the contract."""
    examples = [call for call in calls if call.is_kept and call.function == FUNCTION]

    def made() -> Iterator[Promise]:
        for number, call in zip(itertools.count(1), itertools.cycle(examples), strict=False):
            mark = f"Letter {number:06}."
            body = json.loads(call.body)
            body["message"] = f"{mark}\n{body['message']}"
            key = str(uuid.UUID(int=chance.getrandbits(128)))
            sent = replace(call, body=json.dumps(body, ensure_ascii=False))
            yield Promise(mark, sent, _always({KEY_HEADER: key}))

    return Promises("contact message", made())


def held(stand_in: str) -> Held:
    """What the stand-in has now."""
    mails = _read(stand_in + MAILS)["messages"].values()
    queues = _read(stand_in + QUEUES)["messages"].values()
    return Held(
        mails=tuple(
            f"{mail['Subject']}\n{mail['BodyText']}"
            for account in mails
            for mail in account
            # The other mails are the copies to those who wrote.
            if MAILBOXES & set(mail["To"])
        ),
        waiting=tuple(
            message["Body"]
            for account in queues
            for region in account.values()
            for queue in region.values()
            for message in queue
        ),
    )


def settled(stand_in: str, promises: Promises, seconds: float) -> Held:
    """What the stand-in has when all that was accepted is delivered, or when that time is over."""
    end = time.monotonic() + seconds
    while True:
        now = held(stand_in)
        delivered = _by_mark(now.mails, promises)
        if time.monotonic() > end or all(one.mark in delivered for one in promises.accepted):
            return now
        time.sleep(ASKED_EVERY_SECONDS)


def judge(found: Findings, promises: Promises, now: Held, may_repeat: int) -> None:
    """Every message that was accepted is there, whole, and under the one reference that was told.

    A mail may go out twice where a deliverer died with it, or was not told that it went:
    ``may_repeat`` times at most. The other choice would be to lose it.
    """
    delivered, waiting = _by_mark(now.mails, promises), _by_mark(now.waiting, promises)
    accepted = promises.accepted
    twice = sum(len(mails) - 1 for mails in delivered.values())
    found.figures |= {
        "contact messages sent": len(promises.asked),
        "of these accepted (202)": len(accepted),
        "of these delivered": sum(one.mark in delivered for one in accepted),
        "of these still on the way": sum(one.mark not in delivered for one in accepted),
        "only told no, and yet delivered": sum(
            one.mark in delivered for one in promises.only_refused
        ),
        "mails that went out twice": twice,
    }
    found.must(bool(accepted), "no contact message was accepted")
    found.faults += shortened(_faults(accepted, delivered, waiting))
    found.must(twice <= may_repeat, f"{twice} mails went out twice, with {may_repeat} reasons")


def _faults(
    accepted: Iterable[Promise],
    delivered: Mapping[str, list[str]],
    waiting: Mapping[str, list[str]],
) -> Iterator[str]:
    for one in accepted:
        references = Counter(json.loads(reply.body)["reference"] for reply in one.yes)
        if len(references) > 1:
            yield f"{one.mark} was told {len(references)} references"
        text = json.loads(one.call.body)["message"]
        if one.mark in delivered:
            for mail in delivered[one.mark]:
                if not any(reference in mail for reference in references):
                    yield f"{one.mark} was delivered under another reference"
                if text not in mail.replace("\r\n", "\n"):
                    yield f"{one.mark} was delivered in part"
        elif one.mark not in waiting:
            yield f"{one.mark} was accepted, and is nowhere"


def _by_mark(texts: Iterable[str], promises: Promises) -> Mapping[str, list[str]]:
    marks = {one.mark for one in promises.asked}
    length = max(map(len, marks), default=0)
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        start = text.find("Letter ")
        mark = text[start : start + length]
        if start >= 0 and mark in marks:
            found[mark].append(text)
    return found


def _always(headers: Mapping[str, str]) -> Callable[[], Mapping[str, str]]:
    return lambda: headers


def _read(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - our own stand-in
        return json.loads(answer.read())
