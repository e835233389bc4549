"""The Lambda function behind ``POST /contactMessages``."""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import Api
from functions.edge.negotiation import FORM, JSON
from functions.edge.paths import BASE
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.send_contact_message.answer_json import answer_json

handler = Api()


@handler.route(f"{BASE}/contactMessages", ("POST",), "sendContactMessage")
def send_contact_message(request: Request) -> Answer:
    """Shows the answers to a topic, or accepts a message for the queue of its mailbox."""
    request.parameters()
    match request.media_type:
        case "application/json":
            return answer_json(request)
        case "application/x-www-form-urlencoded":
            # Read only here: a message in JSON does not pay for the templates.
            from functions.send_contact_message.answer_page import answer_page  # noqa: PLC0415

            return answer_page(request)
        case _:
            raise Problem(Problems.UNSUPPORTED, headers={"Accept-Post": f"{JSON}, {FORM}"})
