"""How an HTTP API completes what a function returns."""

from __future__ import annotations

import json

import pytest

from tools.gateway.http_responses import InvalidResponse, response_of


def reply(value):
    return response_of(json.dumps(value).encode())


def test_a_value_without_status_is_json():
    response = reply({"a": 1})
    assert (response.status, response.body) == (200, b'{"a":1}')
    assert response.headers == (("content-type", "application/json"),)


def test_a_text_without_status_is_the_body():
    assert reply("hello").body == b"hello"


def test_a_complete_reply_is_sent_as_told():
    response = reply({"statusCode": 201, "headers": {"ETag": "x"}, "body": "é"})
    assert (response.status, response.body) == (201, "é".encode())
    assert ("etag", "x") in response.headers


def test_a_reply_without_a_content_type_is_plain_text():
    assert reply({"statusCode": 200, "body": "a"}).content_type == "text/plain"


def test_each_cookie_gets_a_header_of_its_own():
    headers = reply({"statusCode": 200, "cookies": ["a=1", "b=2"]}).headers
    assert headers[:2] == (("set-cookie", "a=1"), ("set-cookie", "b=2"))


def test_a_body_in_base64_is_decoded():
    assert reply({"statusCode": 200, "body": "AP8=", "isBase64Encoded": True}).body == b"\x00\xff"


def test_headers_of_the_connection_are_not_passed_on():
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
def test_a_malformed_reply_is_refused(value):
    with pytest.raises(InvalidResponse):
        reply(value)


def test_what_is_no_json_is_refused():
    with pytest.raises(InvalidResponse):
        response_of(b"{")
