"""Signs every request, so that tools that cannot sign reach the decision register."""

from __future__ import annotations

from dataclasses import replace

from tests.load.gateway import signed
from tests.load.proxy import Proxy, Request, Response

REPLACED = frozenset({"authorization", "x-amz-date"})


class SigningProxy(Proxy):
    """Forwards requests in the name of the first payer of the local gateway."""

    def respond(self, request: Request) -> Response:
        """The response of the target to the signed request."""
        own = [(name, value) for name, value in request.headers if name not in REPLACED]
        # Only these have to be signed, and the name of any other header may be invalid.
        required = {n: value for n, value in own if n == "host" or n.startswith("x-amz-")}
        headers = signed(request.method, request.target, required, request.body)
        added = [(name, value) for name, value in headers.items() if name.lower() in REPLACED]
        return self.forward(replace(request, headers=(*own, *added)))
