"""The seal of a kept decision: who it belongs to, its id, its content and its extensions.

It is a message authentication code by a key of AWS KMS that only this function may use and nobody
can read. Who may write to the table can thus not alter a decision, nor move it to another payer
or id, without the next reader noticing.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import Final

from functions.decision_register.decision_record import Record, canonical, extension_text
from functions.decision_register.table import answered, kms

KEY = "REGISTER_SEAL_KEY"
ALGORITHM: Final = "HMAC_SHA_256"
PURPOSE = b"decision register\n"
"""Part of what is sealed, so that no other code of the same key is ever such a seal."""


def sealed(record: Record) -> Record:
    """The record with its seal.

    Raises:
        Problem: KMS does not answer.
    """
    made = answered(
        kms().generate_mac,
        KeyId=os.environ[KEY],
        MacAlgorithm=ALGORITHM,
        Message=_message(record),
    )
    return replace(record, seal=made["Mac"])


def is_whole(record: Record) -> bool:
    """Whether the record is what was recorded and extended, of that payer and with that id.

    Raises:
        Problem: KMS does not answer.
    """
    if not record.is_intact or not record.seal:
        return False
    invalid = kms().exceptions.KMSInvalidMacException
    try:
        answered(
            kms().verify_mac,
            KeyId=os.environ[KEY],
            MacAlgorithm=ALGORITHM,
            Message=_message(record),
            Mac=record.seal,
        )
    except invalid:
        return False
    return True


def _message(record: Record) -> bytes:
    """What is sealed, as a digest: KMS takes 4096 bytes at most."""
    text = canonical(
        {
            "payer": record.payer,
            "decisionId": record.decision_id,
            "fingerprint": record.fingerprint,
            "request": record.request,
            "extensions": [extension_text(each) for each in record.extensions],
            "version": record.version,
        }
    )
    return PURPOSE + hashlib.sha256(text.encode()).digest()
