"""Contact messages: an accepted one must be in the mailbox, or in the queue on the way to it."""

from __future__ import annotations

import itertools
import json
import random
import time
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tests.load.durability import Submission, Submissions
from tests.load.findings import Findings
from tests.load.gateway import SETTINGS
from tests.support.examples import KEY_HEADER, Call

FUNCTION = "contact"
MARKER = "Load test "
MAILBOXES = frozenset(SETTINGS.contact.recipients.values())
MAILS, QUEUES = "/_ministack/ses/messages", "/_ministack/sqs/messages"
TIMEOUT_SECONDS = 20
POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Stored:
    """What the emulator holds: texts in mailboxes, and texts that wait in queues."""

    mails: tuple[str, ...]
    waiting: tuple[str, ...]


def submissions(calls: Iterable[Call], rng: random.Random) -> Submissions:
    """Messages without end, made of the examples of the API description."""
    examples = [call for call in calls if call.needs_key and call.function == FUNCTION]

    def source() -> Iterator[Submission]:
        for number, call in zip(itertools.count(1), itertools.cycle(examples), strict=False):
            marker = f"{MARKER}{number:06}."
            body = json.loads(call.body)
            body["message"] = f"{marker}\n{body['message']}"
            headers = {KEY_HEADER: str(uuid.UUID(int=rng.getrandbits(128)))}
            sent = replace(call, body=json.dumps(body, ensure_ascii=False))
            yield Submission(marker, sent, partial(dict, headers))

    return Submissions("contact message", source())


def stored(emulator: str) -> Stored:
    """What the emulator holds now."""
    mails = _read(emulator + MAILS)["messages"].values()
    queues = _read(emulator + QUEUES)["messages"].values()
    return Stored(
        mails=tuple(
            f"{mail['Subject']}\n{mail['BodyText']}"
            for account in mails
            for mail in account
            # The other mails are the copies to the senders.
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


def settled(emulator: str, sent: Submissions, seconds: float) -> Stored:
    """What the emulator holds when every accepted message is delivered, or the time is over."""
    end = time.monotonic() + seconds
    while True:
        now = stored(emulator)
        delivered = _by_marker(now.mails, sent)
        if time.monotonic() > end or all(one.marker in delivered for one in sent.accepted):
            return now
        time.sleep(POLL_SECONDS)


def check(found: Findings, sent: Submissions, now: Stored, may_repeat: int) -> None:
    """Every accepted message is stored once, whole, and under the one reference it was given.

    A mail may go out twice, ``may_repeat`` times at most: where a deliverer was killed or the
    response of the mail service was lost. The alternative would be to lose it.
    """
    delivered, waiting = _by_marker(now.mails, sent), _by_marker(now.waiting, sent)
    accepted = sent.accepted
    repeated = sum(len(mails) - 1 for mails in delivered.values())
    arrived = sum(one.marker in delivered for one in accepted)
    found.figures |= {
        "contact messages sent": len(sent.sent),
        "of these accepted (202)": len(accepted),
        "of these delivered": arrived,
        "of these still queued": len(accepted) - arrived,
        "refused, and yet delivered": sum(one.marker in delivered for one in sent.refused),
        "mails that went out twice": repeated,
    }
    found.require(bool(accepted), "no contact message was accepted")
    found.add(_faults(accepted, delivered, waiting))
    found.require(
        repeated <= may_repeat, f"{repeated} mails went out twice, with {may_repeat} reasons"
    )


def _faults(
    accepted: Iterable[Submission],
    delivered: Mapping[str, list[str]],
    waiting: Mapping[str, list[str]],
) -> Iterator[str]:
    for one in accepted:
        references = Counter(json.loads(each.body)["reference"] for each in one.accepted)
        if len(references) > 1:
            yield f"{one.marker} was given {len(references)} references"
        text = json.loads(one.call.body)["message"]
        for mail in delivered.get(one.marker, ()):
            if not any(reference in mail for reference in references):
                yield f"{one.marker} was delivered under another reference"
            if text not in mail.replace("\r\n", "\n"):
                yield f"{one.marker} was delivered in part"
        if one.marker not in delivered and one.marker not in waiting:
            yield f"{one.marker} was accepted, and is not stored"


def _by_marker(texts: Iterable[str], sent: Submissions) -> Mapping[str, list[str]]:
    markers = {one.marker for one in sent.sent}
    length = max(map(len, markers), default=0)
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        start = text.find(MARKER)
        marker = text[start : start + length]
        if start >= 0 and marker in markers:
            found[marker].append(text)
    return found


def _read(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - our own emulator
        return json.loads(response.read())
