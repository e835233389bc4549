"""The headers that every page and every answer carries, whoever serves it."""

from __future__ import annotations

from fnmatch import fnmatchcase

from functions.embedding.registry import FOLDER
from functions.http.response import ANY_FRAME, FRAMED_POLICY, PAGE_POLICY

CONTENT_SECURITY_POLICY = PAGE_POLICY.replace(
    "frame-ancestors", "frame-src 'self'; frame-ancestors"
)
"""Only our own files; nothing inline, nothing of others, no frame around a page."""

FRAMED_PAGES = f"/??/{FOLDER}/*"
"""The pages that other sites may show in a frame, as the distribution writes patterns."""
FRAMED_ANSWERS = f"/api/*/{FOLDER}/*"
"""The answers to the forms of these pages. A page or answer elsewhere refuses every frame."""
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb")
)
"""A page that asks questions needs nothing of the device."""

REFERRER_POLICY = "same-origin"
"""The sites that a page links to do not receive its address."""

STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"
"""Two years; meaningful only over https, so the local gateway leaves it out."""

PAGE_CACHE_CONTROL = "public, max-age=300"
"""Addresses of pages do not change with their content: a corrected figure shows within minutes."""

ASSET_CACHE_CONTROL = "public, max-age=31536000, immutable"
"""The name of an asset holds a hash of its content: what a browser has of it is right for good."""

ASSET_PATTERN = "assets/*.????????????.*"
"""The addresses of such assets, without the first slash, as the distribution writes patterns."""


SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with each response, over HTTP and HTTPS."""


FRAME_OPTIONS = "X-Frame-Options"
FRAMED_HEADERS = {
    **{name: value for name, value in SECURITY_HEADERS.items() if name != FRAME_OPTIONS},
    "Content-Security-Policy": FRAMED_POLICY,
}
"""Those of the pages and answers that other sites may show in a frame."""


def is_framed_page(path: str) -> bool:
    """Whether other sites may show what is at that address in a frame, if there is a page."""
    return fnmatchcase(path, FRAMED_PAGES)


def is_framed_answer(path: str, content_security_policy: str) -> bool:
    """Whether other sites may show that answer in a frame: it must say so itself."""
    return fnmatchcase(path, FRAMED_ANSWERS) and content_security_policy.endswith(ANY_FRAME)


def is_asset(name: str) -> bool:
    """Whether a file of the site, such as ``assets/alimenta.….css``, is named by its content."""
    return fnmatchcase(name, ASSET_PATTERN)
