"""A contact message in the queue, and the attributes of its record.

The record holds neither the text nor its author: only the reference, the state, the service, times,
and two digests that distinguish one message from another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from enum import StrEnum

REFERENCE = "reference"
STATE = "state"
SERVICE = "service"
ATTEMPTS = "attempts"
SINCE = "since"
RECEIVED_AT = "received_at"
EXPIRES_AT = "expires_at"
KEY_DIGEST = "key_digest"
CONTENT_DIGEST = "content_digest"
"""The attributes of a record. Times are seconds since 1970; ``expires_at`` deletes the record."""

RECORD_DAYS = 30
QUEUE_DAYS = 14
"""Retention of a record, and of a message in a queue. The page states both."""


class State(StrEnum):
    """The state of a message. Each transition is made by one delivery only."""

    RECEIVED = "received"
    SENDING = "sending"
    COPYING = "copying"
    SENT = "sent"


class NotAMessage(ValueError):
    """The text in the queue is not a contact message. The error does not repeat the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMessage:
    """A message in the queue. ``received_at`` in seconds since 1970.

    ``content_digest`` is that of its record; version 1.0 sent none.
    """

    reference: str
    topic: str
    service: str
    language: str
    name: str
    email: str
    text: str
    copy: bool
    received_at: int
    content_digest: str = ""

    def to_json(self) -> str:
        """The message as JSON text for the queue."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> ContactMessage:
        """The message in a text of the queue.

        Raises:
            NotAMessage: the text holds none.
        """
        try:
            members = json.loads(text)
        except (ValueError, RecursionError):
            raise NotAMessage from None
        if not _is_complete(members):
            raise NotAMessage
        return cls(**members)


def _is_complete(members: object) -> bool:
    """Whether these are the members of a message, each of its type."""
    types = {"bool": bool, "int": int, "str": str}
    known = {each.name: types[str(each.type)] for each in fields(ContactMessage)}
    required = {each.name for each in fields(ContactMessage) if each.default is MISSING}
    return (
        isinstance(members, Mapping)
        and required <= members.keys() <= known.keys()
        and all(type(value) is known[name] for name, value in members.items())
    )
