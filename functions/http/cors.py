"""The headers by which a browser lets pages of other origins call an operation (CORS).

No origin is named and no credentials are taken: nothing here knows who calls, so a page of another
origin learns no more than it sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SENT = ("Accept", "Accept-Language", "BelGov-Trace-Id", "Content-Type")
"""The headers that such a page may set."""
READ = ("BelGov-Trace-Id", "Content-Language", "Retry-After")
"""The headers that such a page may read, besides those that any may."""
ONE_DAY = 86_400

OPEN_HEADERS: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(READ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Of every response of an open operation, problems included."""


def preflight_headers(methods: Sequence[str]) -> dict[str, str]:
    """What the response to a preflight request adds, for an operation with these methods."""
    return {
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": ", ".join(SENT),
        "Access-Control-Max-Age": str(ONE_DAY),
    }
