"""Site and functions on one origin, for whoever changes them."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from infra.headers import PAGE_CACHE_CONTROL
from server.messages import Request, Response, message
from server.origin import answer_logged, is_api
from server.static import Site
from tools.gateway.functions import Functions
from tools.gateway.http_server import Server
from tools.gateway.live_reload import LiveReload, with_script

OWN_NAMES = ("localhost", "127.0.0.1", "::1")
"""By another name, a page of somebody else would be taken for ours (DNS rebinding)."""


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

    @property
    def language(self) -> str | None:
        """The language of the page that somebody looks at, where that is known."""
        return None if self._live is None else self._live.language

    async def take_code(self) -> None:
        """Take the code of the functions as it is now.

        Raises:
            Exception: whatever importing it raises; what was there goes on.
        """
        await self._functions.restart()

    def take_site(self, *, all_changed: bool) -> None:
        """Take the site as it is now; the open pages that have changed load themselves again."""
        before, self._site = self._site, self._read_site(self._site)
        if self._live is not None:
            self._live.announce(None if all_changed else self._site.changed_since(before))
        self._functions.warm()

    async def stop(self) -> None:
        """Finish what is running, and end everything that was started."""
        if self._live is not None:
            self._live.announce()
        await self._server.stop(grace=2.0)
        await self._functions.stop()

    def _read_site(self, before: Site | None = None) -> Site:
        # Somebody who works on a page must never look at the one of five minutes ago.
        kept = "no-cache" if self._live else PAGE_CACHE_CONTROL
        return Site(self._root, kept, before)

    async def _answer(self, request: Request) -> Response:
        if not _is_for_this_machine(request.header("host") or ""):
            return message(HTTPStatus.MISDIRECTED_REQUEST)
        return await answer_logged(request, self._choose)

    async def _choose(self, request: Request) -> Response:
        if self._live is None:
            asked = is_api(request)
            return await self._functions.answer(request) if asked else self._site.answer(request)
        if is_api(request):
            return with_script(await self._functions.answer(request))
        own = await self._live.answer(request)
        return own or with_script(self._site.answer(request))


def _is_for_this_machine(host: str) -> bool:
    """Whether a client asks for this machine; one of HTTP/1.0 may ask for nothing."""
    try:
        return not host or urlsplit(f"//{host}").hostname in OWN_NAMES
    except ValueError:
        return False
