"""Compresses the texts of answers, for clients that prefer gzip.

Neither the HTTP API nor the distribution compresses an answer that is not cached. No answer holds a
secret, so its compressed length reveals none.
"""

from __future__ import annotations

import dataclasses
import zlib

from functions.http.negotiation import prefers_gzip
from functions.http.response import Response

SMALLEST = 1000
"""Bytes from which compressing is worth its time."""

LEVEL = 6
GZIP_FORMAT = zlib.MAX_WBITS | 16
TEXTS = ("json", "jsonl", "yaml")


def compressed(answer: Response, accept_encoding: str) -> Response:
    """The answer with a compressed body where it is a long text and the client prefers gzip."""
    if not (prefers_gzip(accept_encoding) and _is_text(answer.media_type)):
        return answer
    content = answer.content
    if len(content) < SMALLEST:
        return answer
    return dataclasses.replace(
        answer,
        body=zlib.compress(content, LEVEL, GZIP_FORMAT),
        headers={**answer.headers, "Content-Encoding": "gzip"},
    )


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type.endswith(TEXTS)
