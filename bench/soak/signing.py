"""Signs what passes through, so that tools which cannot sign reach the register of decisions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bench.soak.passing import pass_on
from infra.settings import settings_of
from tools.aws_emulator.callers import CALLERS
from tools.dev.port import HOST
from tools.gateway.http_messages import Request, Response
from tools.gateway.http_server import Server
from tools.gateway.signatures import MUST_BE_SIGNED, authorization_of

REGION = settings_of("trial").region


def signed(request: Request, now: datetime | None = None) -> Request:
    """The request in the name of the first payer of this machine."""
    caller, moment = CALLERS[0], (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    own = tuple(
        (name, value)
        for name, value in request.headers
        if name not in {"authorization", "x-amz-date"}
    )
    dated = replace(request, headers=(*own, ("x-amz-date", moment)))
    names = sorted(MUST_BE_SIGNED | {name for name, _ in own if name.startswith("x-amz-")})
    authorization = authorization_of(dated, names, REGION, caller)
    return replace(dated, headers=(*dated.headers, ("authorization", authorization)))


@contextmanager
def signing(port: int) -> Iterator[int]:
    """The port where everything is signed and passed on to that one, in a thread of its own."""
    loop = asyncio.new_event_loop()

    async def answer(request: Request) -> Response:
        return await asyncio.to_thread(pass_on, f"{HOST}:{port}", signed(request))

    server = Server(answer)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(server.start(0), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
