"""Answers that may be kept: with an ``ETag``, and nothing again for who has them already."""

from __future__ import annotations

import dataclasses
import hashlib
from http import HTTPStatus

from functions.http.request import Request
from functions.http.response import Response

MAX_AGE = "public, max-age=3600"


def with_etag(request: Request, answer: Response) -> Response:
    """The answer with its tag, or an empty one if the client has that very answer."""
    digest = hashlib.sha256(f"{answer.language}\n".encode() + answer.content).hexdigest()
    # Weak: the same tag is valid for the compressed and the uncompressed form.
    tag = f'W/"{digest[:32]}"'
    headers = {**answer.headers, "ETag": tag, "Cache-Control": MAX_AGE}
    if _has(request.headers.get("if-none-match", ""), tag):
        return dataclasses.replace(answer, status=HTTPStatus.NOT_MODIFIED, body="", headers=headers)
    return dataclasses.replace(answer, headers=headers)


def _has(if_none_match: str, tag: str) -> bool:
    known = {entry.strip().removeprefix("W/") for entry in if_none_match.split(",")}
    return tag.removeprefix("W/") in known or "*" in known
