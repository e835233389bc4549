"""All functions behind the routes of the HTTP API: in this process, or in pools of workers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from infra.api_routes import ApiRoutes, read_routes
from infra.settings import Settings
from server.functions import WITHOUT_CLOUD
from server.messages import Request, Response, message
from tools.gateway.events import event_of
from tools.gateway.http_responses import InvalidResponse, response_of
from tools.gateway.in_process import InProcess
from tools.gateway.invocation import InvocationFailed, Overloaded
from tools.gateway.routes import Routes
from tools.gateway.signatures import NotSigned, authorizer_of
from tools.gateway.worker import WorkerConfig
from tools.gateway.worker_pool import WorkerPool

LOGGER = logging.getLogger("server")
WORKERS = 2
# An HTTP API waits no longer than this for a function, whatever the reason.
PATIENCE_SECONDS = 29.0


class Functions:
    """Invokes the function that the description of the API names for a path under ``/api``."""

    def __init__(
        self,
        root: Path,
        pages: Path,
        settings: Settings,
        environments: Mapping[str, Mapping[str, str]] | None = None,
        in_process: InProcess | None = None,
    ) -> None:
        """``root`` holds ``functions/`` with the API description; ``pages`` is the built site.

        ``environments`` holds further environment variables, by the name of the function.
        ``in_process`` answers for the functions that it has; the others run in workers.
        """
        self._in_process = in_process
        self._description = root / "functions" / "reference" / "openapi.yaml"
        self._config = WorkerConfig(
            root=root, pages=pages, memory_mb=settings.memory_mb, region=settings.region
        )
        self._timeout = settings.timeout_seconds
        self._environments = environments or {}
        self.port = 0
        self._load()

    def _load(self) -> None:
        api_routes: ApiRoutes = read_routes(self._description)
        self._routes = Routes(api_routes)
        self._pools = {name: self._pool(name) for name in api_routes.deployed}
        self._named = api_routes.functions

    def _pool(self, name: str) -> WorkerPool:
        config = replace(self._config, environment=self._environments.get(name, {}))
        return WorkerPool(name, config, timeout=self._timeout, workers=WORKERS)

    @property
    def names(self) -> frozenset[str]:
        """The functions that the API description names."""
        return frozenset(self._named)

    def warm(self) -> None:
        """Start one worker of each function that answers requests and runs in workers."""
        for name in self._named:
            if self._in_process is None or name not in WITHOUT_CLOUD:
                self._pools[name].warm()

    async def invoke(self, name: str, event: dict[str, Any]) -> bytes:
        """What a function returns for an event that is no request.

        Raises:
            InvocationFailed: it returned nothing.
            Overloaded: too many calls are waiting.
        """
        return await self._pools[name].call(event)

    async def restart(self) -> None:
        """Load the code again: new workers for new calls, old ones finish theirs.

        The new ones start with a call, or with ``warm``.
        """
        if self._in_process is not None:
            self._in_process.reload()
        old = self._pools
        self._load()
        for name, pool in old.items():
            if name in self._pools:
                pool.hand_over(self._pools[name])
        await asyncio.gather(*(_retire(pool, self._timeout) for pool in old.values()))

    async def stop(self) -> None:
        """End all workers."""
        await asyncio.gather(*(pool.stop() for pool in self._pools.values()))

    async def answer(self, request: Request) -> Response:
        """The function's response, or the short one of an HTTP API when there is none."""
        match = self._routes.match(unquote(request.path))
        if self._in_process is not None and match.function in WITHOUT_CLOUD:
            return await self._in_process.answer(request)
        event = event_of(request, match, self.port)
        if match.is_signed:
            try:
                authorizer = authorizer_of(request, self._config.region)
            except NotSigned as reason:
                LOGGER.warning("%s: %s", match.function, reason)
                return message(HTTPStatus.FORBIDDEN)
            event["requestContext"]["authorizer"] = authorizer
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return response_of(await self._pools[match.function].call(event))
        except Overloaded:
            return message(HTTPStatus.SERVICE_UNAVAILABLE, (("retry-after", "1"),))
        except TimeoutError:
            LOGGER.warning("%s: no worker was free for too long", match.function)
            return message(HTTPStatus.SERVICE_UNAVAILABLE, (("retry-after", "5"),))
        except (InvocationFailed, InvalidResponse) as error:
            LOGGER.warning("%s: %s", match.function, error)
            return message(HTTPStatus.INTERNAL_SERVER_ERROR)


async def _retire(pool: WorkerPool, seconds: float) -> None:
    await pool.drain(seconds)
    await pool.stop()
