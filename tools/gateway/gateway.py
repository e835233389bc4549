"""Site and functions on one origin, for whoever changes them."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from server.messages import Answer, Request, Response, message
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

    async def reload(self, *, code: bool) -> None:
        """Take the site as it is now, and the code of the functions where it has changed."""
        self._site = self._read_site()
        if code:
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

    def _answer(self, request: Request) -> Answer:
        if not _is_for_this_machine(request.header("host") or ""):
            return message(HTTPStatus.MISDIRECTED_REQUEST)
        return answer_logged(request, self._choose)

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
