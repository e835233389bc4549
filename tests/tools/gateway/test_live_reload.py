from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tools.gateway.http_messages import Request, Response
from tools.gateway.live_reload import LiveReload, with_script
from tools.gateway.watch import is_source

EVENTS = Request(method="GET", path="/livereload")


def event_id(body: bytes) -> str:
    return re.search(rb"^id: (.+)$", body, re.MULTILINE)[1].decode()


def again(seen: str) -> Request:
    return Request(method="GET", path="/livereload", headers=(("last-event-id", seen),))


def test_a_page_that_comes_for_the_first_time_is_not_told_to_load_again():
    response = asyncio.run(LiveReload().answer(EVENTS))
    assert b"event: changed" not in response.body


def test_a_page_that_waits_is_told_of_a_change():
    async def wait() -> bytes:
        live = LiveReload()
        seen = event_id((await live.answer(EVENTS)).body)
        waiting = asyncio.create_task(live.answer(again(seen)))
        await asyncio.sleep(0.01)
        live.announce()
        return (await waiting).body

    assert b"event: changed" in asyncio.run(wait())


def test_a_page_of_an_earlier_run_is_told_at_once():
    assert b"event: changed" in asyncio.run(LiveReload().answer(again("earlier"))).body


def test_other_paths_are_left_to_the_site():
    assert asyncio.run(LiveReload().answer(Request(method="GET", path="/fr/"))) is None


def test_the_script_is_put_into_the_head_of_a_page():
    headers = (("content-type", "text/html; charset=utf-8"),)
    page = Response(status=200, headers=headers, body=b"<head></head></head>")
    assert with_script(page).body.count(b"/livereload.js") == 1


def test_the_script_is_not_put_into_anything_else():
    data = Response(status=200, headers=(("content-type", "text/plain"),), body=b"</head>")
    assert with_script(data).body == b"</head>"


def test_pages_are_served_without_the_script_unless_asked(toy):
    assert b"livereload" not in toy.ask("GET", "/").body


@pytest.mark.parametrize("name", ["a.md", "a.toml", "handler.py", "main.html"])
def test_a_source_is_followed(name):
    assert is_source(Path(name))


@pytest.mark.parametrize("name", ["a.pyc", ".a.md", "a.md~", "a.swp", "4913"])
def test_what_an_editor_or_python_leaves_is_not_followed(name):
    assert not is_source(Path(name))
