from __future__ import annotations

import asyncio
import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.messages import Request, Response
from tools.gateway.live_reload import LiveReload, with_script
from tools.gateway.watch import is_source

EVENTS = Request(method="GET", path="/livereload")


def event_id(body: bytes) -> str:
    return re.search(rb"^id: (.+)$", body, re.MULTILINE)[1].decode()


def again(seen: str) -> Request:
    return Request(method="GET", path="/livereload", headers=(("last-event-id", seen),))


def test_first_request_of_page_gets_no_change_event():
    response = asyncio.run(LiveReload().answer(EVENTS))
    assert b"event: changed" not in response.body


def test_waiting_page_gets_change_event():
    async def wait() -> bytes:
        live = LiveReload()
        seen = event_id((await live.answer(EVENTS)).body)
        waiting = asyncio.create_task(live.answer(again(seen)))
        await asyncio.sleep(0.01)
        live.announce()
        return (await waiting).body

    assert b"event: changed" in asyncio.run(wait())


def test_page_of_earlier_run_gets_change_event_at_once():
    assert b"event: changed" in asyncio.run(LiveReload().answer(again("earlier"))).body


@pytest.mark.parametrize(("language", "is_told"), [("fr", True), ("nl", False)])
def test_change_of_language_is_told_to_its_pages_alone(language, is_told):
    async def told() -> bool:
        live = LiveReload()
        first = Request(method="GET", path="/livereload", query=language)
        seen = event_id((await live.answer(first)).body)
        live.announce({"fr"})
        asked = asyncio.create_task(live.answer(replace(again(seen), query=language)))
        await asyncio.sleep(0.01)
        is_answered = asked.done()
        asked.cancel()
        return is_answered

    assert asyncio.run(told()) is is_told


def test_language_is_that_of_page_which_asked_last():
    live = LiveReload()
    for query in ("fr", "nl", "mul", ""):
        asyncio.run(live.answer(Request(method="GET", path="/livereload", query=query)))
    assert live.language == "nl"


def test_live_reload_leaves_other_paths_to_site():
    assert asyncio.run(LiveReload().answer(Request(method="GET", path="/fr/"))) is None


def test_script_is_added_to_head_of_page():
    headers = (("content-type", "text/html; charset=utf-8"),)
    page = Response(status=200, headers=headers, body=b"<head></head></head>")
    assert with_script(page).body.count(b"/livereload.js") == 1


def test_compressed_page_gets_script_and_is_sent_uncompressed():
    headers = (("content-type", "text/html"), ("content-encoding", "gzip"))
    page = Response(status=200, headers=headers, body=gzip.compress(b"<head></head>"))
    shown = with_script(page)
    assert shown.body.startswith(b"<head><script")
    assert shown.headers == (("content-type", "text/html"),)


def test_script_is_not_added_to_other_types():
    data = Response(status=200, headers=(("content-type", "text/plain"),), body=b"</head>")
    assert with_script(data).body == b"</head>"


def test_pages_without_reload_have_no_script(toy):
    assert b"livereload" not in toy.ask("GET", "/").body


@pytest.mark.parametrize("name", ["a.md", "a.toml", "handler.py", "main.html"])
def test_source_file_is_watched(name):
    assert is_source(Path(name))


@pytest.mark.parametrize("name", ["a.pyc", ".a.md", "a.md~", "a.swp", "4913"])
def test_temporary_file_of_editor_or_python_is_not_watched(name):
    assert not is_source(Path(name))
