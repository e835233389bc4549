"""Site and functions on one origin, with the headers of the site and a line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from infra.headers import FRAMED_HEADERS, SECURITY_HEADERS, is_framed_answer, is_framed_page
from server.messages import Headers, Request, Response

LOGGER = logging.getLogger("server")
API = "/api"
POLICY = "content-security-policy"
PAGE_HEADERS: Headers = tuple((name.lower(), value) for name, value in SECURITY_HEADERS.items())
# A browser shows a PDF in a page of its own making, which the policy of our pages would empty.
PDF_HEADERS: Headers = tuple((name, value) for name, value in PAGE_HEADERS if name != POLICY)
FRAME_HEADERS: Headers = tuple((name.lower(), value) for name, value in FRAMED_HEADERS.items())

Answer = Callable[[Request], Awaitable[Response]]


def is_api(request: Request) -> bool:
    """Whether the request is for a function."""
    return request.path == API or request.path.startswith(f"{API}/")


async def answer_logged(request: Request, answer: Answer) -> Response:
    """The answer with the headers of ``infra.headers`` that it does not set itself; logs a line."""
    start = time.perf_counter()
    response = await answer(request)
    secured = response.with_headers(_headers(request, response))
    milliseconds = (time.perf_counter() - start) * 1000
    # Never the query, a header or a body: they may hold what a person typed.
    LOGGER.info("%s %s %d %.1f ms", request.method, request.path, response.status, milliseconds)
    return secured


def _headers(request: Request, response: Response) -> Headers:
    """The headers of the site for what is at that address."""
    if response.content_type == "application/pdf":
        return PDF_HEADERS
    if is_api(request):
        framed = is_framed_answer(request.path, response.header(POLICY))
    else:
        framed = response.status == HTTPStatus.OK and is_framed_page(request.path)
    return FRAME_HEADERS if framed else PAGE_HEADERS
