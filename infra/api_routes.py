"""The routes of the API, read from its description, and those of pages alone from their registry.

There is no second list of either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from functions.embedding.registry import EMBEDDED, THEME
from functions.quick_answers.registry import QUICK_ANSWERS

API_DESCRIPTION = Path(__file__).parents[1] / "functions" / "reference" / "openapi.yaml"

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")

IAM = "aws-iam"
"""What ``x-authorization`` says of a path that only signed requests reach."""

DEFAULT_FUNCTION = "reference"
"""Responds to requests without a route: a 404 problem in the language of the client."""

QUEUE_FUNCTIONS = ("delivery",)
"""Functions that a queue invokes; they have no path."""


class InvalidApiDescription(ValueError):
    """The API description does not name the function of a path, or no server."""


@dataclass(frozen=True, slots=True)
class Route:
    """One path, and the module of ``functions/handlers/`` that answers it.

    Every method goes to the function, so that the function itself answers 405 with ``Allow``.
    """

    path: str
    function: str
    methods: frozenset[str]
    is_signed: bool = False
    """Whether requests must be signed with AWS credentials."""


@dataclass(frozen=True, slots=True)
class ApiRoutes:
    """The routes of the API, and the base path of all of them."""

    base_path: str
    routes: tuple[Route, ...]

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions, each once, in the order of the API description."""
        return tuple(dict.fromkeys((*(r.function for r in self.routes), DEFAULT_FUNCTION)))

    @property
    def deployed(self) -> tuple[str, ...]:
        """Every Lambda function: those of the API description, and those invoked by queues."""
        return self.functions + QUEUE_FUNCTIONS


def read_api_routes(path: Path = API_DESCRIPTION) -> ApiRoutes:
    """The routes of the API description.

    Raises:
        InvalidApiDescription: a path names no function, or no server gives the base path.
    """
    document = read_document(path)
    base_path = _base_path(document)
    return ApiRoutes(
        base_path=base_path,
        routes=tuple(
            _route(base_path, below, item) for below, item in document.get("paths", {}).items()
        ),
    )


def read_routes(path: Path = API_DESCRIPTION) -> ApiRoutes:
    """The routes of the API, and those of forms that only pages send."""
    api = read_api_routes(path)
    of_pages = (
        Route(path=entry.path, function=entry.domain.value, methods=frozenset({"POST"}))
        for entry in QUICK_ANSWERS.values()
    )
    of_frames = (
        Route(
            path=f"{embedded.path}/{{{THEME}}}",
            function=embedded.domain.value,
            methods=frozenset({"POST"}),
        )
        for embedded in EMBEDDED.values()
    )
    return replace(api, routes=(*api.routes, *of_pages, *of_frames))


def read_document(path: Path = API_DESCRIPTION) -> dict[str, Any]:
    """The API description, by the YAML parser in C: it takes an eighth of the time of Python."""
    text = path.read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return document


def resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The target of a reference in the API description; any other part is returned as it is.

    Raises:
        KeyError: the reference has no target.
    """
    if "$ref" not in node:
        return node
    place: Any = document
    for step in node["$ref"].removeprefix("#/").split("/"):
        place = place[step]
    return resolved(document, place)


def _base_path(document: dict[str, Any]) -> str:
    servers = document.get("servers") or []
    if not servers:
        raise InvalidApiDescription("the API description names no server, hence no base path")
    address: str = servers[0]["url"]
    return urlsplit(address).path.rstrip("/")


def _route(base_path: str, below: str, item: dict[str, Any]) -> Route:
    function = item.get("x-function")
    if not isinstance(function, str):
        raise InvalidApiDescription(f"{below}: no x-function says which function answers")
    authorization = item.get("x-authorization")
    if authorization not in (None, IAM):
        raise InvalidApiDescription(f"{below}: x-authorization {authorization!r} is not known")
    return Route(
        path=base_path + below,
        function=function,
        methods=frozenset(method.upper() for method in METHODS if method in item),
        is_signed=authorization == IAM,
    )
