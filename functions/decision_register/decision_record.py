"""A decision as the register keeps it: what never changes, and what made its period longer."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from functions.decision_register.decisions import Decision
from functions.decision_register.outcomes import calculated, outcome
from functions.decision_register.retention_period import Extension, keep_until
from functions.decision_register.rule_version import rule_version
from functions.law.waiver.retention import RetainedDecision

SEPARATOR = "\n"
ID_LENGTH = 32
OPEN_END = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One kept decision of one payer.

    ``content`` is the text of everything that never changes, ``fingerprint`` its SHA-256 when it
    was recorded, and ``seal`` the code over both and the identity of the record. ``request`` is the
    SHA-256 of what was sent, by which a repeated request is known.
    ``version`` grows by one with each extension; ``keep_until`` is the last day or, while a
    suspension is open, the last day so far.
    """

    payer: str
    decision_id: str
    content: str
    fingerprint: str
    request: str
    keep_until: date
    extensions: tuple[Extension, ...] = ()
    version: int = 1
    seal: bytes = b""

    @property
    def document(self) -> Mapping[str, Any]:
        """The content, read."""
        document: Mapping[str, Any] = json.loads(self.content)
        return document

    @property
    def is_intact(self) -> bool:
        """Whether the content is what was recorded."""
        return fingerprint(self.content) == self.fingerprint

    @property
    def is_open(self) -> bool:
        """Whether a suspension is open, so that nobody knows the last day yet."""
        return any(extension.is_open for extension in self.extensions)

    def is_over(self, today: date) -> bool:
        """Whether the last day is past: the data may no longer be read."""
        return not self.is_open and today > self.keep_until


def decision_id(payer: str, key: str) -> str:
    """The same for the same payer and key, so that nothing can be recorded twice."""
    return fingerprint(SEPARATOR.join((payer, key)))[:ID_LENGTH]


def new_record(payer: str, key: str, decision: Decision, body: str, now: datetime) -> Record:
    """The record of a decision, with its result where the register can compute it."""
    facts = {"outcome": outcome(calculated(decision.request))} if decision.request else {}
    content = canonical(
        {
            "kind": decision.kind.value,
            "decidedOn": decision.decided_on.isoformat(),
            "reference": decision.reference,
            "documentDrawnUp": decision.document_drawn_up,
            "recordedAt": now.isoformat(timespec="seconds"),
            "ruleVersion": rule_version(),
            "facts": decision.facts,
            **facts,
        }
    )
    return Record(
        payer=payer,
        decision_id=decision_id(payer, key),
        content=content,
        fingerprint=fingerprint(content),
        request=fingerprint(body),
        keep_until=latest(
            keep_until(decision.decided_on, decision.kind, decision.document_drawn_up),
            decision.decided_on,
        ),
    )


def latest(by_the_law: date | None, so_far: date) -> date:
    """A last day that was given once is never taken back, whatever the law asks later."""
    return so_far if by_the_law is None else max(by_the_law, so_far)


def terms_of(document: Mapping[str, Any]) -> tuple[date, RetainedDecision, bool]:
    """What the law asks of a decision to say how long it is kept."""
    return (
        date.fromisoformat(document["decidedOn"]),
        RetainedDecision(document["kind"]),
        document["documentDrawnUp"],
    )


def canonical(document: Mapping[str, Any]) -> str:
    """The one text of a document, whatever the order in which its fields came."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def deleted_from(last_day: date) -> int:
    """From when the table deletes a record, in seconds since 1970.

    Midnight in UTC after the last day comes after midnight in Brussels: never a minute too early.
    """
    return int(datetime.combine(last_day + timedelta(days=1), time(), UTC).timestamp())


def to_item(record: Record) -> dict[str, Any]:
    """The item of the table. The content is compressed: four languages repeat themselves."""
    item = {
        "payer": {"S": record.payer},
        "decision_id": {"S": record.decision_id},
        "content": {"B": zlib.compress(record.content.encode(), 9)},
        "fingerprint": {"S": record.fingerprint},
        "request": {"S": record.request},
        "extensions": {"L": [{"S": extension_text(one)} for one in record.extensions]},
        "version": {"N": str(record.version)},
        "keep_until": {"S": record.keep_until.isoformat()},
    }
    if record.seal:
        item["seal"] = {"B": record.seal}
    if not record.is_open:
        # An item without this attribute is never deleted.
        item["delete_after"] = {"N": str(deleted_from(record.keep_until))}
    return item


def from_item(item: Mapping[str, Any]) -> Record:
    """The record of an item of the table.

    A record that was made under an earlier reading of the law keeps the later of its last days.
    """
    record = Record(
        payer=item["payer"]["S"],
        decision_id=item["decision_id"]["S"],
        content=zlib.decompress(item["content"]["B"]).decode(),
        fingerprint=item["fingerprint"]["S"],
        request=item["request"]["S"],
        keep_until=date.fromisoformat(item["keep_until"]["S"]),
        extensions=tuple(_extension(entry["S"]) for entry in item["extensions"]["L"]),
        version=int(item["version"]["N"]),
        seal=bytes(item["seal"]["B"]) if "seal" in item else b"",
    )
    if not record.is_intact:
        return record
    by_the_law = keep_until(*terms_of(record.document), record.extensions)
    return replace(record, keep_until=latest(by_the_law, record.keep_until))


def extension_text(extension: Extension) -> str:
    """An extension as the table keeps it: its days, with two dots for an end that is not known."""
    last = OPEN_END if extension.is_open else ""
    if extension.last_day is not None:
        last = extension.last_day.isoformat()
    return f"{extension.first_day.isoformat()}/{last}"


def _extension(text: str) -> Extension:
    first, _, last = text.partition("/")
    is_open = last == OPEN_END
    return Extension(
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last) if last and not is_open else None,
        is_open=is_open,
    )
