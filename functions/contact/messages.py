"""A contact message on its way: what stands in the queue, and what its record may say.

The record never holds what was written, nor by whom: only the reference, how far the message is,
which mailbox it goes to, times, and two digests that tell one message from another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
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
"""How long a record is kept, and a message that cannot be delivered. The page says both."""


class State(StrEnum):
    """How far a message is. Each step is taken by one deliverer only."""

    RECEIVED = "received"
    SENDING = "sending"
    COPYING = "copying"
    SENT = "sent"


class NotAMessage(ValueError):
    """The text in the queue is none of our messages. It says nothing of what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMessage:
    """A message as it waits in the queue. ``received_at`` in seconds since 1970."""

    reference: str
    topic: str
    service: str
    language: str
    name: str
    email: str
    text: str
    copy: bool
    received_at: int

    def to_json(self) -> str:
        """The message as a text for the queue."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> ContactMessage:
        """The message that a text of the queue holds.

        Raises:
            NotAMessage: it holds none.
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
    wanted = {each.name: types[str(each.type)] for each in fields(ContactMessage)}
    return (
        isinstance(members, Mapping)
        and members.keys() == wanted.keys()
        and all(type(members[name]) is kind for name, kind in wanted.items())
    )
