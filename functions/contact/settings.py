"""What the function is told by its environment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass


class NotConfigured(RuntimeError):
    """The function was not told where its messages go. It says which variable is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The queues by service, the table of the records, and the key of the tokens."""

    queues: Mapping[str, str]
    table: str
    token_key: str


def settings() -> Settings:
    """The settings, read anew each time: they are a few words.

    Raises:
        NotConfigured: one of them is missing or cannot be read.
    """
    try:
        queues = json.loads(os.environ["CONTACT_QUEUES"])
        return Settings(
            queues={str(service): str(url) for service, url in queues.items()},
            table=os.environ["CONTACT_TABLE"],
            token_key=os.environ["CONTACT_TOKEN_KEY"],
        )
    except (KeyError, ValueError, AttributeError) as missing:
        raise NotConfigured(type(missing).__name__) from missing
