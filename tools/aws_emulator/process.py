"""``python -m tools.aws_emulator.process``: MiniStack behind a guard, in a process of its own.

MiniStack lets every page of every origin read its answers. A page has no business here: a request
that a browser sends for one is refused, and so is one for another host, by which a name that leads
to this machine would reach it.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tools.dev.port import HOST

BY_BROWSERS = frozenset({b"origin", b"sec-fetch-site", b"access-control-request-method"})
"""Headers that browsers add, and clients of AWS do not."""

DISTRIBUTIONS = ".cloudfront.net"
"""The end of the name by which a distribution is asked for."""

Scope = Mapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]


def guarded(app: App, port: int) -> App:
    """The application, which only programs on this machine reach."""

    async def guard(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not _is_allowed(scope, f"{HOST}:{port}"):
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await app(scope, receive, send)

    return guard


def _is_allowed(scope: Scope, address: str) -> bool:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get(b"host", "")
    ours = host == address or host.endswith((f".{address}", DISTRIBUTIONS))
    return ours and not BY_BROWSERS & headers.keys()


def main() -> None:
    """Serve until ended."""
    # Not before: it reads the environment at once.
    ministack: Any = importlib.import_module("ministack.app")
    ministack.app = guarded(ministack.app, int(os.environ["GATEWAY_PORT"]))
    ministack.main()


if __name__ == "__main__":
    main()
