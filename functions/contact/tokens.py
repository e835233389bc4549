"""The token of a form: a random number and its time of issue, signed with a KMS key.

It identifies the message, however often the form is sent, and says how long the form was open.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Final

from functions.contact import settings
from functions.contact.clients import kms
from functions.contact.unavailable import needed
from functions.http import clock

SOONEST_SECONDS = 3
LATEST_SECONDS = 4 * 60 * 60
PURPOSE = "contact form"
"""Part of what is signed, so that a signature made for another purpose is not valid here."""
ALGORITHM: Final = "HMAC_SHA_256"
SHAPE = re.compile(
    r"(?P<id>[A-Za-z0-9_-]{22})\.(?P<issued>[0-9]{1,12})\.(?P<mac>[A-Za-z0-9_-]{43})"
)


class Age(Enum):
    """Whether a form was open for as long as a person needs."""

    TOO_SHORT = "too short"
    RIGHT = "right"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with a valid signature. ``issued`` in seconds since 1970."""

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
        Unavailable: KMS does not sign it.
    """
    number, issued = secrets.token_urlsafe(16), clock.seconds()
    with needed("sign"):
        signed = kms().generate_mac(
            KeyId=settings.token_key(), MacAlgorithm=ALGORITHM, Message=_message(number, issued)
        )
    mac = base64.urlsafe_b64encode(signed["Mac"]).decode().rstrip("=")
    return f"{number}.{issued}.{mac}"


def read(text: str) -> Token | None:
    """The token that a form sent back; ``None`` if its signature is not valid.

    Raises:
        Unavailable: KMS does not verify the signature.
    """
    shape = SHAPE.fullmatch(text)
    if shape is None:
        return None
    token = Token(shape["id"], int(shape["issued"]))
    with needed("verify"):
        client = kms()
        try:
            client.verify_mac(
                KeyId=settings.token_key(),
                MacAlgorithm=ALGORITHM,
                Message=_message(token.id, token.issued),
                Mac=base64.urlsafe_b64decode(f"{shape['mac']}="),
            )
        except client.exceptions.KMSInvalidMacException:
            return None
    return token


def _message(number: str, issued: int) -> bytes:
    return f"{PURPOSE}\n{number}\n{issued}".encode()
