"""Whether a request came through the distribution, and the network address of who sent it.

The distribution adds a secret header to each request. Without it, requests to the API's own address
would pass by the firewall and its limits. Signed requests need no such proof.
"""

from __future__ import annotations

import hmac
import ipaddress
import os

from functions.http.problem import Problem, Problems
from functions.http.request import Request

SECRETS = "ORIGIN_SECRETS"
"""The secret in use and the one before it, separated by a space. Not set by the local gateway."""
SECRET_HEADER = "x-alimenta-origin"  # noqa: S105 - the name of a header
ADDRESS_HEADER = "x-alimenta-viewer"
SHORTEST_SECRET = 32

NETWORK_BITS = 64
"""A home or a company has at least so large an IPv6 network to itself."""


def must_come_through_distribution(request: Request) -> None:
    """Goes on where the request is signed, or the distribution has passed it on.

    Raises:
        Problem: it came by another way.
    """
    known = os.environ.get(SECRETS)
    if known is None or request.caller:
        return
    given = request.headers.get(SECRET_HEADER, "").encode()
    secrets = [each.encode() for each in known.split() if len(each) >= SHORTEST_SECRET]
    if not any([hmac.compare_digest(given, each) for each in secrets]):  # noqa: C419 - all, always
        raise Problem(Problems.FORBIDDEN)


def network_of(request: Request) -> str:
    """The network address of who sent the request; of IPv6, the network of one subscriber.

    >>> network_of(Request(method="GET", path="/", query="", headers={}, body=None,
    ...     is_base64=False, source="2001:db8:1:2:3::4"))
    '2001:db8:1:2::/64'
    """
    by_distribution = SECRETS in os.environ
    text = request.headers.get(ADDRESS_HEADER, "") if by_distribution else request.source
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, NETWORK_BITS), strict=False))
    return str(address)
