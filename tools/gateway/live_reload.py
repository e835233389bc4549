"""Lets an open page load itself again when the site or the code has changed."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import secrets
from collections.abc import Collection
from http import HTTPStatus

from functions.i18n.catalog import LANGUAGES
from server.messages import Request, Response

SCRIPT_PATH = "/livereload.js"
EVENTS_PATH = "/livereload"
_WAIT_SECONDS = 20.0
_TAG = b'<script src="/livereload.js" defer></script></head>'
_SCRIPT = f"""new EventSource("{EVENTS_PATH}?" + document.documentElement.lang)
  .addEventListener("changed", () => location.reload());
"""
COMPRESSED = ("content-encoding", "gzip")
_NO_STORE = ("cache-control", "no-store")


class LiveReload:
    """An event stream in single answers: the browser asks again, with the version it has seen."""

    def __init__(self) -> None:
        """A new version at every start: pages of an earlier run load themselves again too."""
        self._changed = asyncio.Event()
        self._first_version = secrets.token_hex(4)
        self._versions: dict[str, str] = {}
        self.language: str | None = None
        """That of the page which asked last; none before the first."""

    def announce(self, languages: Collection[str] | None = None) -> None:
        """Notify the open pages of these languages, or all of them."""
        version = secrets.token_hex(4)
        if languages is None:
            self._first_version, self._versions = version, {}
        else:
            self._versions |= dict.fromkeys(languages, version)
        self._changed.set()
        self._changed = asyncio.Event()

    async def answer(self, request: Request) -> Response | None:
        """The script or the stream; None if the request is for something else."""
        if request.path == SCRIPT_PATH:
            return _text("text/javascript", _SCRIPT)
        if request.path == EVENTS_PATH:
            seen = request.header("last-event-id")
            return _text("text/event-stream", await self._event(seen, request.query))
        return None

    async def _event(self, seen: str | None, language: str) -> str:
        if language in LANGUAGES:
            self.language = language
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WAIT_SECONDS):
                while seen == self._version(language):
                    await self._changed.wait()
        version = self._version(language)
        event = "" if seen in {None, version} else "event: changed\n"
        return f"retry: 200\nid: {version}\n{event}data:\n\n"

    def _version(self, language: str) -> str:
        return self._versions.get(language, self._first_version)


def with_script(response: Response) -> Response:
    """The page, uncompressed, with the script that waits for changes."""
    if response.content_type != "text/html":
        return response
    body, headers = response.body, response.headers
    if COMPRESSED in headers:
        body = gzip.decompress(body)
        headers = tuple(header for header in headers if header != COMPRESSED)
    body = body.replace(b"</head>", _TAG, 1)
    return Response(status=response.status, headers=headers, body=body)


def _text(kind: str, text: str) -> Response:
    headers = (("content-type", f"{kind}; charset=utf-8"), _NO_STORE)
    return Response(status=HTTPStatus.OK, headers=headers, body=text.encode())
