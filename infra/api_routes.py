"""The routes of the API, read from its contract: there is no second list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

CONTRACT = Path(__file__).parents[1] / "functions" / "reference" / "openapi.yaml"

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")

IAM = "aws-iam"
"""What ``x-authorization`` says of a path that only signed requests reach."""

DEFAULT_FUNCTION = "reference"
"""Answers what no route takes: a 404 problem in the language of the reader."""

BEHIND_QUEUES = ("delivery",)
"""Functions that a queue invokes: no path of the contract leads to them."""


class InvalidContract(ValueError):
    """The contract does not say where a path leads."""


@dataclass(frozen=True, slots=True)
class Route:
    """One path of the contract, and the module of ``functions/handlers/`` that answers it.

    Every method goes to the function, so that the function itself answers 405 with ``Allow``.
    """

    path: str
    function: str
    methods: frozenset[str]
    is_signed: bool = False
    """Whether only requests signed with credentials of the cloud are let through."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What the infrastructure needs to know of the contract."""

    base_path: str
    routes: tuple[Route, ...]

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions, each once, in the order of the contract."""
        return tuple(dict.fromkeys((*(r.function for r in self.routes), DEFAULT_FUNCTION)))

    @property
    def deployed(self) -> tuple[str, ...]:
        """Every function that runs in the cloud: those of the contract, and those behind queues."""
        return self.functions + BEHIND_QUEUES


def read_contract(path: Path = CONTRACT) -> Contract:
    """The routes of the contract.

    Raises:
        InvalidContract: a path names no function, or no server gives the base path.
    """
    document = read_document(path)
    base_path = _base_path(document)
    return Contract(
        base_path=base_path,
        routes=tuple(
            _route(base_path, below, item) for below, item in document.get("paths", {}).items()
        ),
    )


def read_document(path: Path = CONTRACT) -> dict[str, Any]:
    """The whole contract. The reader in C takes an eighth of the time of the one in Python."""
    text = path.read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return document


def resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference of the contract leads to, in the end; any other part is itself.

    Raises:
        KeyError: the reference leads nowhere.
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
        raise InvalidContract("the contract names no server, hence no base path")
    address: str = servers[0]["url"]
    return urlsplit(address).path.rstrip("/")


def _route(base_path: str, below: str, item: dict[str, Any]) -> Route:
    function = item.get("x-function")
    if not isinstance(function, str):
        raise InvalidContract(f"{below}: no x-function says which function answers")
    authorization = item.get("x-authorization")
    if authorization not in (None, IAM):
        raise InvalidContract(f"{below}: x-authorization {authorization!r} is not known")
    return Route(
        path=base_path + below,
        function=function,
        methods=frozenset(method.upper() for method in METHODS if method in item),
        is_signed=authorization == IAM,
    )
