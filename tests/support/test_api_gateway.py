import base64

from functions.http.request import Request
from tests.support.api_gateway import event

BYTES = b"\xff{}"


def test_event_with_text_body_keeps_text():
    built = event("POST", "/colours", "é")
    assert (built["body"], built["isBase64Encoded"]) == ("é", False)


def test_event_with_binary_body_is_base64_encoded():
    built = event("POST", "/colours", BYTES)
    assert (base64.b64decode(built["body"]), built["isBase64Encoded"]) == (BYTES, True)


def test_event_is_parsed_by_functions():
    request = Request.of(event("PUT", "/colours/red", BYTES))
    assert (request.method, request.path, request.content()) == ("PUT", "/colours/red", BYTES)
