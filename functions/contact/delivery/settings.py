"""What the function is told by its environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The queues and the mailboxes by service, the table of the records, and who sends the mail."""

    queues: Mapping[str, str]
    recipients: Mapping[str, str]
    table: str
    sender: str


def settings() -> Settings:
    """The settings, read anew each time: they are a few words.

    Raises:
        KeyError: one of them is missing.
        ValueError: one of them cannot be read.
    """
    return Settings(
        queues=json.loads(os.environ["CONTACT_QUEUES"]),
        recipients=json.loads(os.environ["CONTACT_RECIPIENTS"]),
        table=os.environ["CONTACT_TABLE"],
        sender=os.environ["CONTACT_SENDER"],
    )
