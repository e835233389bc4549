"""The ASGI application of the server: the built site, and the functions under ``/api``."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from functions.http.request import LARGEST_BODY
from functions.pages.built_pages import PAGES_DIRECTORY
from server.asgi import Application, Limits
from server.functions import Functions
from server.messages import Request, Response
from server.origin import answer_logged, is_api
from server.static import Site

LIMITS = Limits(kept_bytes=LARGEST_BODY + 1)
"""A function refuses a body that is too long itself, and needs no more than this of it."""
QUIET = "QUIET"
"""The setting that leaves out the line for each request."""


def make_application() -> Application:
    """The application of one process, with the built site in ``PAGES_DIRECTORY``.

    Raises:
        NoSite: there is none.
    """
    logging.basicConfig(format="%(message)s", stream=sys.stdout, level=logging.INFO)
    if QUIET in os.environ:
        logging.getLogger("server").setLevel(logging.WARNING)
    pages = Path(os.environ[PAGES_DIRECTORY])
    site, functions = Site(pages), Functions(pages)

    async def choose(request: Request) -> Response:
        return await functions.answer(request) if is_api(request) else site.answer(request)

    async def answer(request: Request) -> Response:
        return await answer_logged(request, choose)

    return Application(answer, LIMITS)
