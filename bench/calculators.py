"""The calculators that are measured, with one request in JSON and one from the page of each.

The only module of the bench that knows how a calculator is found and how its page is asked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.paths import SITE
from functions.edge.pages import PAGES_DIRECTORY
from tests.functions.api.events import BROWSER
from tests.site.result_pages import answered
from tests.support.api_gateway import event
from tests.support.examples import (
    LANGUAGE,
    Call,
    calculator,
    calculator_calls,
    handler_module,
)

FORM = "application/x-www-form-urlencoded"


class NoSite(Exception):
    """The pages of the calculators have not been built; the message says how to build them."""


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator: its Lambda function, the handler in it, and its requests as events."""

    name: str
    function: str
    handler: str
    page: Path
    json_event: Mapping[str, Any]
    page_event: Mapping[str, Any]


def calculators() -> tuple[Calculator, ...]:
    """Every calculator, each with its first example.

    Raises:
        NoSite: there is no built site.
    """
    if not (SITE / "index.html").is_file():
        raise NoSite("no built site. Cure: python3 dev.py build")
    os.environ[PAGES_DIRECTORY] = str(SITE)
    first = {call.path: call for call in reversed(calculator_calls())}
    return tuple(_calculator(call) for call in reversed(first.values()))


def _calculator(call: Call) -> Calculator:
    found = calculator(call.function)
    # A page with a table of months asks for all of them: the fields are those of its second form.
    fields = answered(found.rules.questions, json.loads(call.body), LANGUAGE)
    headers = {"accept": BROWSER, "accept-language": LANGUAGE, "content-type": FORM}
    return Calculator(
        name=call.name.removeprefix("POST "),
        function=call.function,
        handler=f"{handler_module(call.function)}.handler",
        page=SITE / LANGUAGE / found.page / "index.html",
        json_event=call.event,
        page_event=event("POST", call.path, urlencode(fields).encode(), headers),
    )
