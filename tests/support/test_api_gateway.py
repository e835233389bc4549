import base64

from functions.edge.requests import Request
from tests.support.api_gateway import event

BYTES = b"\xff{}"


def test_a_text_is_handed_over_as_it_is():
    asked = event("POST", "/colours", {"accept": "text/plain"}, "é")
    assert (asked["body"], asked["isBase64Encoded"]) == ("é", False)


def test_bytes_that_are_no_text_are_handed_over_in_base64():
    asked = event("POST", "/colours", {}, BYTES)
    assert (base64.b64decode(asked["body"]), asked["isBase64Encoded"]) == (BYTES, True)


def test_the_functions_read_what_was_asked():
    request = Request.of(event("PUT", "/colours/red", {}, BYTES))
    assert (request.method, request.path, request.content()) == ("PUT", "/colours/red", BYTES)
