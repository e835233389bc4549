"""The reference of a message: short, without letters and digits that look alike."""

from __future__ import annotations

import hashlib

LETTERS = "34679CDFHJKMNPQRTWXY"
"""No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, U and V; no A and E: it spells no word."""
LENGTH = 10


def reference(key: str, attempt: int) -> str:
    """The reference of a message: the same for the same key.

    ``attempt`` gives another one where two keys have the same reference.
    """
    digest = hashlib.sha256(f"reference\n{attempt}\n{key}".encode()).digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    middle = LENGTH // 2
    return f"{''.join(letters[:middle])}-{''.join(letters[middle:])}"
