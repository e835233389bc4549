"""Site and functions on one origin, with the headers of the site and a line in the log."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from infra.headers import SECURITY_HEADERS
from tools.gateway.functions import Functions
from tools.gateway.http_messages import Headers, Request, Response
from tools.gateway.http_server import Server
from tools.gateway.live_reload import LiveReload, with_script
from tools.gateway.static import Site

LOGGER = logging.getLogger("gateway")
API = "/api"
PAGE_HEADERS: Headers = tuple(SECURITY_HEADERS.items())
# A browser shows a PDF in a page of its own making, which the policy of our pages would empty.
PDF_HEADERS: Headers = tuple(
    (name, value) for name, value in PAGE_HEADERS if name != "Content-Security-Policy"
)


class Gateway:
    """Sends a request to a function or to the site."""

    def __init__(self, functions: Functions, site: Path, live: LiveReload | None = None) -> None:
        """With ``live``, open pages load themselves again after every change."""
        self._functions = functions
        self._root = site
        self._live = live
        self._server = Server(self._answer)
        self._site = self._read_site()

    async def start(self, port: int) -> int:
        """Listen, and start a worker of each function; returns the port."""
        self._functions.port = await self._server.start(port)
        self._functions.warm()
        return self._functions.port

    async def reload(self) -> None:
        """Take the site and the code as they are now."""
        self._site = self._read_site()
        await self._functions.restart()
        if self._live is not None:
            self._live.announce()

    async def stop(self) -> None:
        """Finish what is running, and end everything that was started."""
        if self._live is not None:
            self._live.announce()
        await self._server.stop(grace=2.0)
        await self._functions.stop()

    def _read_site(self) -> Site:
        # Somebody who works on a page must never look at the one of five minutes ago.
        return Site(self._root, "no-cache") if self._live else Site(self._root)

    async def _answer(self, request: Request) -> Response:
        start = time.perf_counter()
        response = _secured(await self._choose(request))
        milliseconds = (time.perf_counter() - start) * 1000
        # Never the query, a header or a body: they may hold what a person typed.
        LOGGER.info("%s %s %d %.1f ms", request.method, request.path, response.status, milliseconds)
        return response

    async def _choose(self, request: Request) -> Response:
        is_api = request.path == API or request.path.startswith(f"{API}/")
        if self._live is None:
            return await self._functions.answer(request) if is_api else self._site.answer(request)
        if is_api:
            return with_script(await self._functions.answer(request))
        own = await self._live.answer(request)
        return own or with_script(self._site.answer(request))


def _secured(response: Response) -> Response:
    """The response with the headers of ``infra.headers`` that it does not set itself."""
    is_pdf = response.content_type == "application/pdf"
    return response.with_headers(PDF_HEADERS if is_pdf else PAGE_HEADERS)
