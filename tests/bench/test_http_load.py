"""The client that puts servers under load, against servers of a few lines."""

from __future__ import annotations

import asyncio

import pytest

from bench.http_load import load, percentile

HOST = "127.0.0.1"
FOUND = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"
REFUSED = b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"
CLOSED = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab"


def loaded(*pieces: bytes, closes: bool = False) -> dict[str, float]:
    """What a short load finds of a server that answers each request with these pieces."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\nq")
                for piece in pieces:
                    writer.write(piece)
                    await asyncio.sleep(0)
                if closes:
                    writer.close()
                    return
        except asyncio.IncompleteReadError:
            writer.close()

    async def exchange() -> dict[str, float]:
        server = await asyncio.start_server(answer, HOST, 0)
        port = server.sockets[0].getsockname()[1]
        task = {"host": HOST, "port": port, "path": "/", "body": "q", "clients": 2, "seconds": 0.1}
        async with server:
            return await asyncio.to_thread(load, task)

    return asyncio.run(exchange())


def test_whole_answers_are_counted():
    found = loaded(FOUND)
    assert found["answers"] > 0
    assert found["failures"] == 0


def test_answer_in_pieces_is_one_answer():
    assert loaded(FOUND[:20], FOUND[20:-1], FOUND[-1:])["failures"] == 0


def test_answer_that_is_no_success_is_a_failure():
    found = loaded(REFUSED)
    assert (found["answers"], found["failures"] > 0) == (0, True)


def test_connection_that_is_closed_is_opened_again():
    assert loaded(CLOSED, closes=True)["answers"] > 2


def test_answer_that_breaks_off_is_a_failure():
    found = loaded(FOUND[:-1], closes=True)
    assert (found["answers"], found["failures"] > 0) == (0, True)


@pytest.mark.parametrize(("percent", "expected"), [(50, 2.0), (99, 4.0), (1, 1.0)])
def test_percentile_is_smallest_that_so_many_do_not_exceed(percent, expected):
    assert percentile([1.0, 2.0, 3.0, 4.0], percent) == expected
