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
        own = {name: value for name, value in request.headers if name not in REPLACED}
        headers = signed(request.method, request.target, own, request.body)
        return self.forward(replace(request, headers=tuple(headers.items())))
