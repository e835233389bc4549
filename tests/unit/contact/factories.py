"""Short ways to write to the contact form, as a program and as a person."""

import html
import json
import re

from tests.api.events import Reply, call, post_form

PATH = "/contactMessages"
KEY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
OTHER_KEY = "9f0c3d5e-7a1b-4c2d-8e3f-102938475601"


def written(**changes):
    """A message in JSON; a change to ``None`` takes the member away."""
    document = {
        "topic": "notPaid",
        "message": "Two terms were not paid.\nMay I apply?",
        "email": "parent@example.org",
        "answerLanguage": "en",
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def post(document, key=KEY, language="en") -> Reply:
    text = document if isinstance(document, str) else json.dumps(document)
    keys = {} if key is None else {"idempotency_key": key}
    return call(
        "POST", PATH, text, content_type="application/json", accept_language=language, **keys
    )


def ask(topic="notPaid", language="en", **fields) -> Reply:
    """Press the button that shows the answers to a topic."""
    return post_form(PATH, {"language": language, "intent": "topic", "topic": topic, **fields})


def token_of(reply: Reply) -> str:
    found = re.search(r'name="token" value="([^"]*)"', reply.body)
    assert found
    return html.unescape(found[1])


def fill_in(token: str, **changes: str) -> dict[str, str]:
    """The form as a browser sends it."""
    fields = {
        "language": "en",
        "intent": "send",
        "token": token,
        "homepage": "",
        "topic": "notPaid",
        "message": "Two terms were not paid.\r\nMay I apply?",
        "email": "parent@example.org",
        "name": "",
        "answerLanguage": "en",
        "copy": "no",
    }
    return fields | changes


def press_send(token: str, **changes: str) -> Reply:
    return post_form(PATH, fill_in(token, **changes))


def reference_of(reply: Reply) -> str:
    found = re.search(r"[34679CDFHJKMNPQRTWXY]{5}-[34679CDFHJKMNPQRTWXY]{5}", reply.body)
    assert found
    return found[0]


def typed_message(reply: Reply) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", reply.body, re.DOTALL)
    assert found
    # As a browser reads it: every line break is one sign.
    return html.unescape(found[1]).replace("\r\n", "\n")
