"""All functions of the contract, each with its workers, behind the routes of the HTTP API."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from infra.contract import Contract, read_contract
from infra.local.events import event_of
from infra.local.fleet import Fleet
from infra.local.invocation import InvocationFailed, Overloaded
from infra.local.messages import Request, Response, message
from infra.local.replies import InvalidReply, response_of
from infra.local.routes import Routes
from infra.local.signatures import NotSigned, authorizer_of
from infra.local.worker import Place
from infra.settings import Settings

LOGGER = logging.getLogger("gateway")
WORKERS = 2
# An HTTP API waits no longer than this for a function, whatever the reason.
PATIENCE_SECONDS = 29.0


class Functions:
    """Answers a request under ``/api`` with the function that the contract names."""

    def __init__(
        self,
        root: Path,
        pages: Path,
        settings: Settings,
        told: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """``root`` holds ``functions/`` with the contract; ``pages`` is the built site.

        ``told`` is what some functions find in their environment, by the name of the function.
        """
        self._contract_file = root / "functions" / "reference" / "openapi.yaml"
        self._place = Place(
            root=root, pages=pages, memory_mb=settings.memory_mb, region=settings.region
        )
        self._timeout = settings.timeout_seconds
        self._told = told or {}
        self.port = 0
        self._load()

    def _load(self) -> None:
        contract: Contract = read_contract(self._contract_file)
        self._routes = Routes(contract)
        self._fleets = {name: self._fleet(name) for name in contract.deployed}
        self._warmed = contract.functions

    def _fleet(self, name: str) -> Fleet:
        place = replace(self._place, told=self._told.get(name, {}))
        return Fleet(name, place, timeout=self._timeout, workers=WORKERS)

    @property
    def names(self) -> frozenset[str]:
        """The functions that the contract names."""
        return frozenset(self._warmed)

    def warm(self) -> None:
        """Start one worker of each function that a person waits for."""
        for name in self._warmed:
            self._fleets[name].warm()

    async def invoke(self, name: str, event: dict[str, Any]) -> bytes:
        """What a function returns for an event that is no request.

        Raises:
            InvocationFailed: it did not answer.
            Overloaded: too many calls are waiting.
        """
        return await self._fleets[name].call(event)

    async def restart(self) -> None:
        """Take the code as it is now: new workers for new calls, old ones finish theirs."""
        old = self._fleets
        self._load()
        self.warm()
        for name, fleet in old.items():
            if name in self._fleets:
                fleet.hand_over(self._fleets[name])
        await asyncio.gather(*(_retire(fleet, self._timeout) for fleet in old.values()))

    async def stop(self) -> None:
        """End all workers."""
        await asyncio.gather(*(fleet.stop() for fleet in self._fleets.values()))

    async def answer(self, request: Request) -> Response:
        """The function's answer, or the short one an HTTP API gives when there is none."""
        match = self._routes.match(unquote(request.path))
        event = event_of(request, match, self.port)
        if match.is_signed:
            try:
                authorizer = authorizer_of(request, self._place.region)
            except NotSigned as reason:
                LOGGER.warning("%s: %s", match.function, reason)
                return message(HTTPStatus.FORBIDDEN)
            event["requestContext"]["authorizer"] = authorizer
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return response_of(await self._fleets[match.function].call(event))
        except Overloaded:
            return message(HTTPStatus.SERVICE_UNAVAILABLE, (("retry-after", "1"),))
        except TimeoutError:
            LOGGER.warning("%s: no worker was free for too long", match.function)
            return message(HTTPStatus.SERVICE_UNAVAILABLE, (("retry-after", "5"),))
        except (InvocationFailed, InvalidReply) as error:
            LOGGER.warning("%s: %s", match.function, error)
            return message(HTTPStatus.INTERNAL_SERVER_ERROR)


async def _retire(fleet: Fleet, seconds: float) -> None:
    await fleet.drain(seconds)
    await fleet.stop()
