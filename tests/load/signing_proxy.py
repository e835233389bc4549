"""Signs what passes through, so that tools which cannot sign reach the register of decisions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from infra.local.messages import Request, Response
from infra.local.server import HOST, Server
from infra.local.signatures import ALGORITHM, CALLERS, MUST_BE_SIGNED, scope_of, signature_of
from infra.settings import settings_of
from tests.load.proxy import pass_on

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
    signature = signature_of(dated, names, moment, REGION, caller)
    credential = f"{caller.access_key}/{scope_of(moment, REGION)}"
    claim = (
        f"{ALGORITHM} Credential={credential}, SignedHeaders={';'.join(names)}, "
        f"Signature={signature}"
    )
    return replace(dated, headers=(*dated.headers, ("authorization", claim)))


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
