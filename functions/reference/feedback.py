"""Whether a page answered the question of its reader: one line of the log, made of known words.

Nothing is counted but the page, its language, yes or no, and why not. What is none of the known
words is refused, so that neither a text nor an address can enter the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from functions import config_files
from functions.http.body import form_fields, json_object
from functions.http.logs import logger
from functions.http.negotiation import FORM, HTML, JSON
from functions.http.problem import Problem, Problems, unsupported
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import LANGUAGES, catalog_of

MESSAGE = "feedback"
NO = "no"
MEMBERS = frozenset({"page", "language", "answer", "reason"})


def answer(request: Request) -> Response:
    """Counts an answer; a page that says thanks, or a short document.

    Raises:
        Problem: it says something that is not counted, or the client cannot read the answer.
    """
    match request.media_type:
        case "application/json":
            request.must_accept(JSON)
            given = _counted(json_object(request))
            body = encode_json({"status": "COUNTED"})
            return Response(body=body, media_type=JSON, language=given["language"])
        case "application/x-www-form-urlencoded":
            request.must_accept(HTML)
            given = _counted(dict(form_fields(request)))
            return Response(
                body=_thanks(given["language"]), media_type=HTML, language=given["language"]
            )
        case _:
            raise unsupported(JSON, FORM)


def _counted(given: Mapping[str, object]) -> dict[str, str]:
    """What was said, after it is logged. A yes has no reason, whatever the form still held."""
    known = _known()
    said = {name: str(given.get(name) or "") for name in sorted(MEMBERS)}
    if said["answer"] != NO:
        said["reason"] = ""
    is_known = all(value in known[name] for name, value in said.items())
    if not is_known or given.keys() - MEMBERS:
        raise Problem(Problems.BAD_REQUEST)
    logger.info(MESSAGE, extra=said)
    return said


@cache
def _known() -> Mapping[str, frozenset[str]]:
    data: Mapping[str, Any] = config_files.read(Path(__file__).parent, "feedback")
    return {
        "page": frozenset(data["pages"]),
        "language": frozenset(LANGUAGES),
        "answer": frozenset({"yes", NO}),
        "reason": frozenset({*data["reasons"], ""}),
    }


def _thanks(language: str) -> str:
    # Imported only here: a request in JSON does not pay for the templates.
    from functions.pages.environment import environment  # noqa: PLC0415
    from functions.pages.page_words import page_words  # noqa: PLC0415

    catalog = catalog_of(language)
    template = environment().get_template("feedback.html")
    return template.render(t=page_words(catalog), language=language)
