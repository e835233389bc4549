"""Puts the headers of ``infra.headers`` on every answer, as the distribution does in the cloud."""

from __future__ import annotations

from infra.headers import SECURITY_HEADERS
from tools.gateway.http_messages import Headers, Response

_ALL: Headers = tuple(SECURITY_HEADERS.items())
# A browser shows a PDF in a page of its own making, which the policy of our pages would empty.
_OF_A_PDF: Headers = tuple(
    (name, value) for name, value in _ALL if name != "Content-Security-Policy"
)


def secured(response: Response) -> Response:
    """The answer with the security headers that it does not set itself."""
    is_pdf = response.content_type == "application/pdf"
    return response.with_headers(_OF_A_PDF if is_pdf else _ALL)
