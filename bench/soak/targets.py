"""What is fuzzed: each target takes any bytes, and raises only where the product is wrong.

``python -m bench.soak.targets json …`` runs one of them under atheris, in its own environment;
without atheris the same targets take the kept corpus, in the tests.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any
from urllib.parse import quote

from bench.events import event
from bench.soak.operations import JSON, calls
from bench.soak.paper import HOSTILE, fuzz_paper
from bench.soak.places import SITE
from bench.soak.wrong import Broken

TODAY = date(2026, 11, 22)
SERVER_ERROR = 500
FORM = "application/x-www-form-urlencoded"
OF_THE_CLOUD = frozenset({"send_contact_message", "deliver_contact_message"})
"""Functions that ask for a library of AWS as soon as they are read: the fuzzer has none."""
Target = Callable[[bytes], None]


def fuzz_json(data: bytes) -> None:
    """A JSON body, to the calculator that the first byte chooses: answered or refused, no error.

    The function itself answers, so that a body which can be read goes all the way to the law.
    """
    posts = _posts()
    call = posts[data[0] % len(posts)] if data else posts[0]
    _must_answer(call.function, event("POST", call.path, {"content-type": JSON}, data[1:]))


def fuzz_form(data: bytes) -> None:
    """The fields of a page, to the questions that the first byte chooses: read or refused."""
    from functions.forms.form_fields import nest, parse_fields  # noqa: PLC0415
    from functions.forms.parse import parse_form_answers  # noqa: PLC0415
    from functions.http.body import form_fields  # noqa: PLC0415 - after atheris has hooked in
    from functions.http.problem import Problem  # noqa: PLC0415
    from functions.http.request import Request  # noqa: PLC0415

    simulators = _simulators()
    rules = simulators[data[0] % len(simulators) if data else 0].rules
    request = Request.of(event("POST", "/", {"content-type": FORM}, data[1:]))
    try:
        pairs = form_fields(request)
    except Problem:
        return
    parse_form_answers(rules, nest(parse_fields(rules.form, pairs).typed), TODAY)


def fuzz_address(data: bytes) -> None:
    """A path, a query and what the client accepts, each on a line: answered or refused."""
    lines = data.decode("utf-8", "replace").split("\n", 3)
    path, query, accept, language = (*lines, "", "", "", "")[:4]
    known = tuple(call.path for call in calls() if call.method == "GET")
    base = known[len(path) % len(known)].rpartition("/")[0]
    headers = {"accept": accept, "accept-language": language}
    asked = event("GET", f"{base}/{quote(path)}" if path else known[0], headers, b"")
    _must_answer("reference_data", asked | {"rawQueryString": query})


TARGETS: Mapping[str, Target] = {
    "json": fuzz_json,
    "form": fuzz_form,
    "address": fuzz_address,
    "paper": fuzz_paper,
}


def seeds(name: str) -> tuple[bytes, ...]:
    """Where a target starts: the examples of the contract; for paper, texts that mean something."""
    posts = _posts()
    bodies = [call.body.encode() for call in posts]
    match name:
        case "json":
            return tuple(bytes([place]) + body for place, body in enumerate(bodies))
        case "form":
            return tuple(
                bytes([place % 256]) + _as_form(json.loads(body))
                for place, body in enumerate(bodies)
            )
        case "paper":
            return tuple(
                bytes([place]) + text.encode("utf-8", "surrogatepass")
                for place, text in enumerate(HOSTILE)
            )
        case _:
            return (b"advanceCap\n\napplication/json\nfr", b"\npage=2&pageSize=3\n*/*;q=0.1\nnl,en")


def _posts() -> tuple[Any, ...]:
    """The examples of the calculators: other functions need the built site, or AWS."""
    posts = (call for call in _calls() if call.method == "POST")
    return tuple(call for call in posts if hasattr(_handler(call.function), "SIMULATOR"))


def _calls() -> tuple[Any, ...]:
    return tuple(call for call in calls() if call.function not in OF_THE_CLOUD)


def _simulators() -> tuple[Any, ...]:
    """The simulator of each example, in the order of the examples."""
    return tuple(_handler(call.function).SIMULATOR for call in _posts())


def _handler(function: str) -> Any:
    return import_module(f"functions.{function}.handler")


def _must_answer(function: str, asked: Mapping[str, Any]) -> None:
    answer = _handler(function).handler(asked, None)
    if answer["statusCode"] >= SERVER_ERROR:
        raise Broken(f"{function}: {answer['statusCode']}")
    if answer["headers"]["Content-Type"].endswith("json"):
        json.loads(answer["body"])


def _as_form(document: Any, place: str = "") -> bytes:
    """An answer in JSON as the fields of a page."""
    if isinstance(document, dict):
        fields = (
            _as_form(member, f"{place}.{name}" if place else name)
            for name, member in document.items()
        )
        return b"&".join(fields)
    if isinstance(document, list):
        return b"&".join(_as_form(entry, f"{place}[{at}]") for at, entry in enumerate(document))
    if isinstance(document, bool):
        document = "yes" if document else "no"
    return f"{quote(place)}={quote(str(document))}".encode()


def main() -> None:
    """Fuzz the target that is named first; what follows is the command line of libFuzzer."""
    import atheris  # noqa: PLC0415 - only in the environment of the fuzzer

    name, *command = sys.argv[1:]
    target = TARGETS[name]
    os.environ.setdefault("PAGES_DIRECTORY", str(SITE))
    with atheris.instrument_imports(include=["functions"]):
        for call in _calls():
            import_module(f"functions.{call.function}.handler")
        import_module("functions.forms.form_fields")
        import_module("functions.paper_forms.document")
    import_module("functions.http.logs").logger.setLevel("CRITICAL")
    atheris.Setup(command, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
