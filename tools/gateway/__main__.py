"""Runs the local gateway: ``python -m tools.gateway --site build/site --port 8000``."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from infra.api_routes import InvalidApiDescription
from infra.settings import Settings, settings_of
from server.static import NoSite
from tools.aws_emulator.emulator import AwsEmulator
from tools.dev.port import HOST
from tools.gateway.functions import Functions
from tools.gateway.gateway import Gateway
from tools.gateway.in_process import InProcess
from tools.gateway.live_reload import LiveReload
from tools.gateway.queue_delivery import deliver_messages
from tools.gateway.watch import follow

ROOT = Path(__file__).resolve().parents[2]
LOGGER = logging.getLogger("server")


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="tools.gateway", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder above functions/")
    parser.add_argument("--site", type=Path, help="the built site; build/site if not given")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument(
        "--lambda",
        dest="only_workers",
        action="store_true",
        help="run every function under the runtime client of Lambda, in processes of its own",
    )
    parser.add_argument("--reload", action="store_true", help="follow changes of the sources")
    parser.add_argument("--quiet", action="store_true", help="no line for each request")
    parser.add_argument(
        "--stop-with-stdin", action="store_true", help="stop when standard input is closed"
    )
    return parser.parse_args()


async def serve(
    options: argparse.Namespace, make_emulator: Callable[[Settings], AwsEmulator]
) -> None:
    """Run until a signal stops it."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, stop.set)
    if options.stop_with_stdin:
        loop.add_reader(sys.stdin, _stop_at_end, stop)
    site = (options.site or options.root / "build" / "site").resolve()
    settings = settings_of("trial")
    emulator = make_emulator(settings)
    environments = emulator.environment()
    in_process = None if options.only_workers else InProcess(site)
    functions = Functions(options.root.resolve(), site, settings, environments, in_process)
    gateway = Gateway(functions, site, LiveReload() if options.reload else None)
    beside: list[asyncio.Task[None]] = []
    try:
        port = await gateway.start(options.port)
        print(f"http://{HOST}:{port}/", flush=True)  # noqa: T201 - the address is the output
        if options.reload:
            beside.append(asyncio.create_task(follow(options.root, gateway)))
        if functions.names & environments.keys():
            beside.append(asyncio.create_task(deliver_messages(emulator, functions.invoke)))
        await stop.wait()
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await gateway.stop()


def _stop_at_end(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        asyncio.get_running_loop().remove_reader(sys.stdin)
        stop.set()


def main(make_emulator: Callable[[Settings], AwsEmulator] = AwsEmulator) -> int:
    """Run the gateway with that emulator of AWS, and return the exit code."""
    options = arguments()
    logging.basicConfig(format="%(message)s", stream=sys.stdout, level=logging.INFO)
    if options.quiet:
        LOGGER.setLevel(logging.WARNING)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(options, make_emulator))
    except NoSite as error:
        return _fail(f"No site in {error}. Cure: python3 dev.py build")
    except InvalidApiDescription as error:
        return _fail(f"functions/reference/openapi.yaml: {error}")
    except OSError as error:
        return _fail(f"Port {options.port}: {error.strerror}. Cure: another --port")
    return 0


def _fail(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201 - what is wrong, and the cure
    return 2


if __name__ == "__main__":
    sys.exit(main())
