"""Site and functions on one origin, with the headers of the site and a line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from infra.headers import SECURITY_HEADERS
from server.messages import Headers, Request, Response

LOGGER = logging.getLogger("server")
API = "/api"
PAGE_HEADERS: Headers = tuple(SECURITY_HEADERS.items())
# A browser shows a PDF in a page of its own making, which the policy of our pages would empty.
PDF_HEADERS: Headers = tuple(
    (name, value) for name, value in PAGE_HEADERS if name != "Content-Security-Policy"
)

Answer = Callable[[Request], Awaitable[Response]]


def is_api(request: Request) -> bool:
    """Whether the request is for a function."""
    return request.path == API or request.path.startswith(f"{API}/")


async def answer_logged(request: Request, answer: Answer) -> Response:
    """The answer with the headers of ``infra.headers`` that it does not set itself; logs a line."""
    start = time.perf_counter()
    response = await answer(request)
    is_pdf = response.content_type == "application/pdf"
    secured = response.with_headers(PDF_HEADERS if is_pdf else PAGE_HEADERS)
    milliseconds = (time.perf_counter() - start) * 1000
    # Never the query, a header or a body: they may hold what a person typed.
    LOGGER.info("%s %s %d %.1f ms", request.method, request.path, response.status, milliseconds)
    return secured
