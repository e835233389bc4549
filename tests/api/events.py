"""API Gateway events of version 2.0, and short ways to send them to the real handlers."""

import gzip
import importlib
import json
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlencode

from infra.api_routes import read_routes
from tests.api.inputs import page_fields
from tests.support.api_gateway import event as gateway_event
from tools.gateway.routes import Routes

BASE = "/api/alimenta/v1"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ENCODINGS_OF_BROWSER = "gzip, deflate, br"


@dataclass(frozen=True)
class Reply:
    """What a handler answered; a compressed body is given uncompressed."""

    status: int
    headers: dict[str, str]
    body: str
    size: int = 0
    """The bytes of the body as it is sent."""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def issues(self) -> dict[str, str]:
        """The type of each refused value, by its path."""
        return {
            issue.get("name", ""): issue["type"].rpartition(":")[2]
            for issue in self.json.get("issues", ())
        }


def event(  # noqa: PLR0913 - an event is made of these
    method: str,
    path: str,
    body: str | None = None,
    headers: dict[str, str] | None = None,
    query: str = "",
    *,
    base64: bool = False,
) -> dict[str, Any]:
    """The event; a body in base64 is given as such."""
    built = gateway_event(method, BASE + path, body, headers, query=query)
    return built | {"isBase64Encoded": base64}


@cache
def routes() -> Routes:
    return Routes(read_routes())


def handler_of(path: str) -> Any:
    """The handler of the Lambda function that answers a path below the base path."""
    function = routes().match(BASE + unquote(path)).function
    return importlib.import_module(f"functions.handlers.{function}").handler


def send(event_: dict[str, Any], path: str) -> Reply:
    response = handler_of(path)(event_, None)
    body, headers = response["body"], response["headers"]
    sent = b64decode(body) if response["isBase64Encoded"] else body.encode()
    if "Content-Encoding" in headers and sent:
        charset = "utf-16" if "charset=utf-16" in headers["Content-Type"] else "utf-8"
        body = gzip.decompress(sent).decode(charset)
    return Reply(response["statusCode"], headers, body, len(sent))


def call(
    method: str,
    path: str,
    body: str | None = None,
    query: str = "",
    **headers: str,
) -> Reply:
    """A request with headers given as ``accept_language="fr"``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send(event(method, path, body, named, query), path)


def post_json(path: str, document: Any, language: str = "en") -> Reply:
    text = document if isinstance(document, str) else json.dumps(document)
    return call("POST", path, text, content_type="application/json", accept_language=language)


def post_form(path: str, fields: dict[str, str], language: str = "en") -> Reply:
    form = "application/x-www-form-urlencoded"
    return call(
        "POST",
        path,
        urlencode(fields),
        content_type=form,
        accept=BROWSER,
        accept_encoding=ENCODINGS_OF_BROWSER,
        accept_language=language,
    )


def application(**changes: Any) -> dict[str, Any]:
    """A complete application in JSON; a change to ``None`` takes the member away."""
    document: dict[str, Any] = {
        "applicationDate": "2026-11-21",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": {
            "kind": "judgment",
            "date": "2022-03-10",
            "served": True,
            "indexation": "notStated",
        },
        "children": [{"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"}],
        "paymentHistory": "nothing",
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def waiver(**changes: Any) -> dict[str, Any]:
    """A complete waiver request in JSON; a change to ``None`` takes the member away."""
    document: dict[str, Any] = {
        "debt": "1000.00",
        "requestDate": "2026-11-21",
        "fraudProven": False,
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "partner": False,
        "childrenWithChildBenefit": 2,
        "debtorResources": {"work": "1800.00"},
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def application_form(**changes: str) -> dict[str, str]:
    """A complete application as the page sends it."""
    return page_fields("advances", application()) | changes


def waiver_form(**changes: str) -> dict[str, str]:
    """A complete waiver request as the page sends it."""
    return page_fields("waiver", waiver()) | changes


def deadline(**changes: Any) -> dict[str, Any]:
    """A complete event of the procedure in JSON."""
    return {"event": "decisionSentToCreditor", "eventDate": "2026-03-06"} | changes


def deadline_form(**changes: str) -> dict[str, str]:
    """A complete event of the procedure as the page sends it."""
    return page_fields("deadlines", deadline()) | changes


def renewals(**changes: Any) -> dict[str, Any]:
    """A child whose schooling ends, and a letter of the service, in JSON."""
    document: dict[str, Any] = {
        "birthDate": "2006-02-14",
        "grantedOn": "2026-07-15",
        "educationUntil": "2028-06-30",
        "proofAskedOn": "2026-12-04",
    }
    return document | changes


def renewals_form(**changes: str) -> dict[str, str]:
    """A child whose schooling ends, and a letter of the service, as the page sends it."""
    return page_fields("renewals", renewals()) | changes


def appeal(**changes: Any) -> dict[str, Any]:
    """A decision and all that can follow, in JSON."""
    document: dict[str, Any] = {
        "informedOn": "2026-03-02",
        "particularsMissing": True,
        "complaintOn": "2026-04-10",
        "commissionInformedOn": "2026-09-15",
        "requestSentOn": "2026-03-06",
    }
    return document | changes


def appeal_form(**changes: str) -> dict[str, str]:
    """A decision as the page sends it, with nothing that followed."""
    return (
        page_fields("appeal", {"informedOn": "2026-03-02", "particularsMissing": False}) | changes
    )
