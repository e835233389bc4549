"""Targets of the fuzzer: each takes any bytes, and raises only where the product is wrong.

``python -m tests.load.targets json …`` runs one of them under atheris, in its own environment.
The tests run the same targets on the kept corpus, without atheris.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlencode

from tests.api.events import BASE
from tests.api.inputs import named
from tests.load.paths import SITE
from tests.load.pdf_target import HOSTILE, fuzz_pdf
from tests.support.api_gateway import event
from tests.support.examples import JSON, Call, calculator_calls, handler_module

FORM = "application/x-www-form-urlencoded"
REFERENCE = "reference"
SERVER_ERROR = 500


class WrongResponse(AssertionError):
    """A function fails on a request, or its JSON cannot be parsed."""


def fuzz_body(content_type: str, data: bytes) -> None:
    """A body for the calculator that the first byte chooses."""
    call = _calculators()[data[0] % len(_calculators()) if data else 0]
    headers = {"content-type": content_type, "accept": "*/*"}
    _must_respond(call.function, event("POST", call.path, data[1:], headers))


def fuzz_address(data: bytes) -> None:
    """A path of the reference data, a query and what the client accepts, each on a line."""
    lines = data.decode("utf-8", "replace").split("\n", 3)
    path, query, accept, language = (*lines, "", "", "", "")[:4]
    target = f"{BASE}/{quote(path)}"
    headers = {"accept": accept, "accept-language": language}
    _must_respond(REFERENCE, event("GET", target, None, headers, query=query))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "json": partial(fuzz_body, JSON),
    "form": partial(fuzz_body, FORM),
    "address": fuzz_address,
    "pdf": fuzz_pdf,
}


def seeds(name: str) -> tuple[bytes, ...]:
    """Where a target starts: the examples of the API description; for PDF, hostile texts."""
    match name:
        case "json" | "form":
            return tuple(
                bytes([number]) + (call.body if name == "json" else _form(call)).encode()
                for number, call in enumerate(_calculators())
            )
        case "pdf":
            return tuple(
                bytes([number]) + text.encode("utf-8", "surrogatepass")
                for number, text in enumerate(HOSTILE)
            )
        case _:
            return (
                b"refData/parameters/advanceCap\n\napplication/json\nfr",
                b"refData/parameters\npage=2&pageSize=3\n*/*;q=0.1\nnl,en",
            )


@cache
def _calculators() -> tuple[Call, ...]:
    return calculator_calls()


def _form(call: Call) -> str:
    """An example as the page of its calculator sends it."""
    fields = {
        name: str(answer) if not isinstance(answer, bool) else "yes" if answer else "no"
        for name, answer in named(json.loads(call.body))
    }
    return urlencode(fields)


def _must_respond(function: str, request: Mapping[str, Any]) -> None:
    response = import_module(handler_module(function)).handler(request, None)
    if response["statusCode"] >= SERVER_ERROR:
        raise WrongResponse(f"{function}: {response['statusCode']}")
    if response["headers"]["Content-Type"].endswith("json"):
        json.loads(response["body"])


def main() -> None:
    """Fuzz the target that is named first; what follows is the command line of libFuzzer."""
    import atheris  # noqa: PLC0415 - only in the environment of the fuzzer

    name, *command = sys.argv[1:]
    os.environ.setdefault("PAGES_DIRECTORY", str(SITE))
    with atheris.instrument_imports(include=["functions"]):
        for data in seeds(name):  # Much of the product is imported when it is first needed.
            TARGETS[name](data)
    import_module("functions.http.logs").logger.setLevel("CRITICAL")
    atheris.Setup([sys.argv[0], *command], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
