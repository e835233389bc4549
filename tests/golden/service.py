"""How the golden cases reach the product: by operation, over HTTP events.

No other module here knows the product.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from functions.calculators.registry import CALCULATORS as REGISTRY
from functions.http import clock
from tests.api.events import BROWSER, Reply, call

LANGUAGES = ("fr", "nl", "de", "en")
CALCULATORS = {name: (entry.operation, entry.page) for name, entry in REGISTRY.items()}
"""The operation and the page of each calculator."""
FILES = {"csv": "text/csv", "calendar": "text/calendar"}
"""The media type of each file, by the name of the button that saves it."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
SHELL = (
    '<html lang="{language}"><head><title>Page</title></head><body><main>'
    "<!-- simulator:start --><!-- simulator:end --></main></body></html>"
)


def write_pages(folder: Path) -> None:
    """Write the built pages into which the results are put, without the site around them."""
    for language in LANGUAGES:
        for _, page in CALCULATORS.values():
            place = folder / language / page
            place.mkdir(parents=True)
            (place / "index.html").write_text(SHELL.format(language=language), encoding="utf-8")


def post_json(
    calculator: str, request: Mapping[str, Any], language: str = "en", accept: str = JSON
) -> Reply:
    """The result of a request in JSON, or a file of it where ``accept`` names one."""
    return _post(calculator, json.dumps(request), JSON, accept, language)


def post_form(
    calculator: str,
    fields: Mapping[str, str],
    language: str,
    intent: str = "calculate",
    *,
    today: str | None = None,
) -> Reply:
    """What the page answers to its form, sent with the button of that ``intent`` on a day."""
    body = urlencode({"language": language, **fields, "intent": intent})
    day = clock.today() if today is None else date.fromisoformat(today)
    with patch("functions.http.clock.today", return_value=day):
        return _post(calculator, body, FORM, FILES.get(intent, BROWSER), language)


def _post(calculator: str, body: str, media_type: str, accept: str, language: str) -> Reply:
    operation, _ = CALCULATORS[calculator]
    return call(
        "POST",
        f"/{operation}",
        body,
        content_type=media_type,
        accept=accept,
        accept_language=language,
    )


def result_schema(calculator: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The schema of a calculator's result in JSON, and those to which it may refer."""
    document = call("GET", "/doc/openapi.json").json
    operation, _ = CALCULATORS[calculator]
    content = document["paths"][f"/{operation}"]["post"]["responses"]["200"]["content"]
    return content[JSON]["schema"], document["components"]["schemas"]
