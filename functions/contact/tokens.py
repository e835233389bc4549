"""The token of a form: a random number and its time of issue, signed by a key that nobody can read.

It makes a message one message, however often it is sent, and says how long the form was open.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Final

from functions.contact.clients import kms
from functions.contact.settings import settings
from functions.contact.unavailable import needed
from functions.http import clock

SOONEST_SECONDS = 3
LATEST_SECONDS = 4 * 60 * 60
PURPOSE = "contact form"
"""Signed along, so that the key cannot be made to sign for anything else."""
ALGORITHM: Final = "HMAC_SHA_256"
SHAPE = re.compile(
    r"(?P<id>[A-Za-z0-9_-]{22})\.(?P<issued>[0-9]{1,12})\.(?P<mac>[A-Za-z0-9_-]{43})"
)


class Age(Enum):
    """Whether a form was open for as long as people need."""

    TOO_SHORT = "too short"
    RIGHT = "right"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Token:
    """A token whose signature is right. ``issued`` in seconds since 1970."""

    id: str
    issued: int

    @property
    def age(self) -> Age:
        """How long the form was open."""
        seconds = clock.seconds() - self.issued
        if seconds < SOONEST_SECONDS:
            return Age.TOO_SHORT
        return Age.RIGHT if seconds <= LATEST_SECONDS else Age.TOO_LONG


def issue() -> str:
    """A new token.

    Raises:
        Unavailable: it cannot be signed now.
    """
    number, issued = secrets.token_urlsafe(16), clock.seconds()
    with needed("sign"):
        signed = kms().generate_mac(
            KeyId=settings().token_key, MacAlgorithm=ALGORITHM, Message=_message(number, issued)
        )
    mac = base64.urlsafe_b64encode(signed["Mac"]).decode().rstrip("=")
    return f"{number}.{issued}.{mac}"


def read(text: str) -> Token | None:
    """The token that a form sent back, or ``None`` where we did not issue it.

    Raises:
        Unavailable: the signature cannot be checked now.
    """
    shape = SHAPE.fullmatch(text)
    if shape is None:
        return None
    token = Token(shape["id"], int(shape["issued"]))
    with needed("verify"):
        client = kms()
        try:
            client.verify_mac(
                KeyId=settings().token_key,
                MacAlgorithm=ALGORITHM,
                Message=_message(token.id, token.issued),
                Mac=base64.urlsafe_b64decode(f"{shape['mac']}="),
            )
        except client.exceptions.KMSInvalidMacException:
            return None
    return token


def _message(number: str, issued: int) -> bytes:
    return f"{PURPOSE}\n{number}\n{issued}".encode()
