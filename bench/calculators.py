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
from functions.calculators.registry import CALCULATORS, Entry
from functions.forms.definition import form_definition
from functions.pages.built_pages import PAGES_DIRECTORY
from tests.api.events import BROWSER
from tests.site.result_pages import answered
from tests.support.api_gateway import event
from tests.support.examples import LANGUAGE, Call, calculator_calls, handler_module

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
    return tuple(_calculator(entry, first[entry.path]) for entry in CALCULATORS.values())


def _calculator(entry: Entry, call: Call) -> Calculator:
    # A page with a table of months asks for all of them: the fields are those of its second form.
    fields = answered(form_definition(entry.name), json.loads(call.body), LANGUAGE)
    headers = {"accept": BROWSER, "accept-language": LANGUAGE, "content-type": FORM}
    return Calculator(
        name=entry.name,
        function=entry.domain,
        handler=f"{handler_module(entry.domain)}.handler",
        page=SITE / LANGUAGE / entry.page / "index.html",
        json_event=call.event,
        page_event=event("POST", call.path, urlencode(fields).encode(), headers),
    )
