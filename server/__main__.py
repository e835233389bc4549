"""Serves the built site and its API: ``python -m server --site build/site --port 8000``.

It ends on SIGTERM or Ctrl-C, when the requests that it has begun are answered.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from functions.pages.built_pages import PAGES_DIRECTORY
from server.application import QUIET
from server.protocol import Protocol

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PORT = 8000
BACKLOG = 512
SHARING = "server.event_loop:EventLoop"
IDLE_SECONDS = 30
"""How long a client may be idle between two requests, and how long it has for a head."""
STOP_SECONDS = 25
"""How long requests may take that have begun when the server is asked to stop."""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="server", description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="the built site")
    parser.add_argument("--host", default=HOST, help="the address to listen on; 0.0.0.0 for all")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=1, help="processes, one for each core")
    parser.add_argument("--connections", type=int, default=1000, help="the most of one process")
    parser.add_argument("--quiet", action="store_true", help="no line for each request")
    return parser.parse_args(given)


def main() -> int:
    """Serve until a signal stops it, and return the exit code."""
    options = arguments()
    site = options.site.resolve()
    if not (site / "index.html").is_file():
        print(f"No site in {site}. Cure: python3 dev.py build", file=sys.stderr)  # noqa: T201 - for the person who starts it
        return 2
    os.environ[PAGES_DIRECTORY] = str(site)
    if options.quiet:
        os.environ[QUIET] = "1"
    uvicorn.run(
        "server.application:make_application",
        factory=True,
        host=options.host,
        port=options.port,
        workers=options.workers,
        backlog=BACKLOG,
        limit_concurrency=options.connections,
        http=Protocol,
        loop=SHARING if options.workers > 1 else "asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
