"""The Lambda function behind ``POST /contactMessages``."""

from __future__ import annotations

from functions.contact.response_json import answer_json
from functions.http.negotiation import FORM, JSON
from functions.http.paths import BASE
from functions.http.problem import unsupported
from functions.http.request import Request
from functions.http.response import Response
from functions.pages.app import application

handler = application()


@handler.route(f"{BASE}/contactMessages", ("POST",), "sendContactMessage", "help/contact")
def send_contact_message(request: Request) -> Response:
    """Respond with the answers to a topic, or accept a message into the queue of its service."""
    request.parameters()
    match request.media_type:
        case "application/json":
            return answer_json(request)
        case "application/x-www-form-urlencoded":
            # Imported only here: a message in JSON does not need the templates.
            from functions.contact.response_page import answer_page  # noqa: PLC0415

            return answer_page(request)
        case _:
            raise unsupported(JSON, FORM)
