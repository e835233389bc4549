"""An answer, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from functions.http.negotiation import HTML

NO_STORE = "no-store"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANY_FRAME = "frame-ancestors *"
FRAMED_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", ANY_FRAME)
"""For the answers that a page of another site may show in a frame."""
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a request gets: a text, or the bytes of a file.

    ``language`` is set where the answer is in one language.
    """

    status: int = 200
    body: str | bytes
    media_type: str
    language: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The body as it goes over the wire."""
        return self.body.encode() if isinstance(self.body, str) else self.body


def see_page(page: str, language: str) -> Response:
    """Leads to a page of the site, ``advances/simulator`` for example; the home page is empty."""
    return Response(
        status=HTTPStatus.SEE_OTHER,
        body="",
        media_type=HTML,
        headers={"Location": f"/{language}/{page}/" if page else f"/{language}/"},
    )


def response_headers(
    answer: Response, trace_id: str, related_trace_id: str | None
) -> dict[str, str]:
    """Every header of an answer. A result is nobody else's: it is not kept unless it says so."""
    is_page = answer.media_type == HTML
    headers = {
        "Cache-Control": NO_STORE,
        "Content-Security-Policy": PAGE_POLICY if is_page else DATA_POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept, Accept-Language, Accept-Encoding",
        "BelGov-Trace-Id": trace_id,
        **answer.headers,
    }
    if related_trace_id is not None:
        headers["BelGov-Related-Trace-Id"] = related_trace_id
    if answer.language is not None:
        headers["Content-Language"] = answer.language
    return headers
