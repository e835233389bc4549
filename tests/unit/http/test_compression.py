import zlib

import pytest

from functions.http.compression import SMALLEST, compressed
from functions.http.negotiation import prefers_gzip
from functions.http.response import Response

PAGE = Response(body="é" * SMALLEST, media_type="text/html")


@pytest.mark.parametrize(
    "header",
    ["gzip", "gzip, deflate, br, zstd", "GZIP;q=0.001", "*", "br;q=1, *;q=0.1", "gzip, identity"],
)
def test_client_that_takes_gzip_is_recognised(header):
    assert prefers_gzip(header)


@pytest.mark.parametrize(
    "header",
    ["", "br", "gzip;q=0", "gzip;q=0, *", "identity, gzip;q=0.5", "gzip;q=x", "xgzip", "*;q=0"],
)
def test_client_that_takes_no_gzip_is_recognised(header):
    assert not prefers_gzip(header)


def test_long_text_is_compressed_to_same_content():
    sent = compressed(PAGE, "gzip")
    assert sent.headers["Content-Encoding"] == "gzip"
    assert zlib.decompress(sent.body, 31) == PAGE.content
    assert len(sent.body) < len(PAGE.content) / 10


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "application/problem+json", "application/jsonl", "application/yaml",
     "text/calendar", "text/csv", "text/plain"],
)  # fmt: skip
def test_every_type_of_text_is_compressed(media_type):
    answer = Response(body="x" * SMALLEST, media_type=media_type)
    assert isinstance(compressed(answer, "gzip").body, bytes)


@pytest.mark.parametrize(
    ("answer", "header"),
    [
        (PAGE, ""),
        (Response(body="x" * (SMALLEST - 1), media_type="text/html"), "gzip"),
        (Response(body=b"%PDF" * SMALLEST, media_type="application/pdf"), "gzip"),
        (Response(status=304, body="", media_type="application/json"), "gzip"),
    ],
)
def test_answer_that_gains_nothing_is_sent_unchanged(answer, header):
    assert compressed(answer, header) is answer


def test_same_answer_is_compressed_to_same_bytes():
    assert compressed(PAGE, "gzip").body == compressed(PAGE, "gzip").body
