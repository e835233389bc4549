"""Lets an open page load itself again when the site or the code has changed."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import secrets
from http import HTTPStatus

from server.messages import Request, Response

SCRIPT_PATH = "/livereload.js"
EVENTS_PATH = "/livereload"
_WAIT_SECONDS = 20.0
_TAG = b'<script src="/livereload.js" defer></script></head>'
_SCRIPT = (
    f'new EventSource("{EVENTS_PATH}").addEventListener("changed", () => location.reload());\n'
)
COMPRESSED = ("content-encoding", "gzip")
_NO_STORE = ("cache-control", "no-store")


class LiveReload:
    """An event stream in single answers: the browser asks again, with the version it has seen."""

    def __init__(self) -> None:
        """A new version at every start: pages of an earlier run load themselves again too."""
        self._changed = asyncio.Event()
        self._version = secrets.token_hex(4)

    def announce(self) -> None:
        """Notify the open pages."""
        self._version = secrets.token_hex(4)
        self._changed.set()
        self._changed = asyncio.Event()

    async def answer(self, request: Request) -> Response | None:
        """The script or the stream; None if the request is for something else."""
        if request.path == SCRIPT_PATH:
            return _text("text/javascript", _SCRIPT)
        if request.path == EVENTS_PATH:
            return _text("text/event-stream", await self._event(request.header("last-event-id")))
        return None

    async def _event(self, seen: str | None) -> str:
        if seen == self._version:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_WAIT_SECONDS):
                    await self._changed.wait()
        event = "" if seen in {None, self._version} else "event: changed\n"
        return f"retry: 200\nid: {self._version}\n{event}data:\n\n"


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
