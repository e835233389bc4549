"""How an HTTP API completes what a function returns."""

from __future__ import annotations

import json

import pytest

from tools.gateway.http_responses import InvalidResponse, response_of


def reply(value):
    return response_of(json.dumps(value).encode())


def test_value_without_status_is_json():
    response = reply({"a": 1})
    assert (response.status, response.body) == (200, b'{"a":1}')
    assert response.headers == (("content-type", "application/json"),)


def test_text_without_status_is_body():
    assert reply("hello").body == b"hello"


def test_complete_response_is_sent_as_returned():
    response = reply({"statusCode": 201, "headers": {"ETag": "x"}, "body": "é"})
    assert (response.status, response.body) == (201, "é".encode())
    assert ("etag", "x") in response.headers


def test_response_without_content_type_is_plain_text():
    assert reply({"statusCode": 200, "body": "a"}).content_type == "text/plain"


def test_cookies_get_one_header_each():
    headers = reply({"statusCode": 200, "cookies": ["a=1", "b=2"]}).headers
    assert headers[:2] == (("set-cookie", "a=1"), ("set-cookie", "b=2"))


def test_body_in_base64_is_decoded():
    assert reply({"statusCode": 200, "body": "AP8=", "isBase64Encoded": True}).body == b"\x00\xff"


def test_headers_of_connection_are_not_forwarded():
    names = {name for name, _ in reply({"statusCode": 200, "headers": {"Connection": "x"}}).headers}
    assert names == {"content-type"}


@pytest.mark.parametrize(
    "value",
    [
        {"statusCode": "many"},
        {"statusCode": 99},
        {"statusCode": None},
        {"statusCode": 200, "headers": {"a": "b\r\nset-cookie: c"}},
        {"statusCode": 200, "headers": ["a"]},
        {"statusCode": 200, "cookies": "a=1"},
        {"statusCode": 200, "body": {"a": 1}},
        {"statusCode": 200, "body": "?", "isBase64Encoded": True},
    ],
)
def test_malformed_response_is_invalid(value):
    with pytest.raises(InvalidResponse):
        reply(value)


def test_response_that_is_no_json_is_invalid():
    with pytest.raises(InvalidResponse):
        response_of(b"{")
