"""``python -m bench.static_server <folder> <port>``: any built site, compressed, as it is.

The local gateway would add our security headers, which the scripts of the peers do not survive.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tools.gateway.http_messages import Request, Response
from tools.gateway.http_server import Server
from tools.gateway.static import Site


async def serve(folder: Path, port: int) -> None:
    """Serve until the process is ended."""
    site = Site(folder)

    async def answer(request: Request) -> Response:
        return site.answer(request)

    await Server(answer).start(port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
