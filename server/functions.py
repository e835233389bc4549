"""The functions of the API in this process: a request goes to them without a Lambda event."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

from functions.http import request as requests
from functions.http.app import Api
from functions.pages.built_pages import PAGES_DIRECTORY
from server.messages import Request, Response

AT_ONCE = ("maintenance", "waiver", "reference")
"""The functions that only compute: they answer within milliseconds."""
WITHOUT_CLOUD = (*AT_ONCE, "paper_forms")
"""The functions that need no other service."""
FUNCTIONS = (*WITHOUT_CLOUD, "contact", "decision_register")
"""All of them. Those that do not answer at once do so in a thread of their own."""
DEFAULT = "reference"
"""Answers every path that no function has: that nothing is there."""


class Functions:
    """Answers requests with the functions, each of which takes one request at a time."""

    def __init__(self, pages: Path, names: Sequence[str] = FUNCTIONS) -> None:
        """Import the functions of those names, and let them read the built pages there."""
        os.environ[PAGES_DIRECTORY] = str(pages)
        self._apis = {name: _imported(name) for name in names}
        self._threads = {
            name: ThreadPoolExecutor(1, thread_name_prefix=name)
            for name in names
            if name not in AT_ONCE
        }

    async def answer(self, request: Request) -> Response:
        """The answer of the function that has the path."""
        asked = _asked(request)
        name = next((name for name, api in self._apis.items() if api.has(asked.path)), DEFAULT)
        answer, thread = self._apis[name].answer, self._threads.get(name)
        if thread is None:
            sent = answer(asked)
        else:
            sent = await asyncio.get_running_loop().run_in_executor(thread, answer, asked)
        headers = tuple([(name.lower(), value) for name, value in sent.headers.items()])
        return Response(status=sent.status, headers=headers, body=sent.content)


def _imported(name: str) -> Api:
    handler: Api = import_module(f"functions.handlers.{name}").handler
    return handler


def _asked(request: Request) -> requests.Request:
    headers: dict[str, str] = {}
    for name, value in request.headers:
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return requests.Request(
        method=request.method,
        path=unquote(request.path),
        query=request.query,
        headers=headers,
        body=request.body,
        source=request.peer,
    )
