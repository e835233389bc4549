"""Every quick answer of a case: what a person reads in four languages, worked out by hand.

A case is a file of ``quick_cases``: ``today``, the ``form`` as it is typed, by language what the
``page`` says in this order and ``never``, the ``share`` of the picture in percent, and the entry of
the ``calendar``.
"""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml

from functions.http import clock
from functions.quick_answers.registry import QUICK_ANSWERS
from tests.api.events import BROWSER, call
from tests.golden.page_text import is_in, mismatch
from tests.golden.quick_page import lines_of, write_pages
from tests.golden.service import FORM, LANGUAGES

FOLDER = Path(__file__).with_name("quick_cases")
FILES = sorted(FOLDER.glob("*/*.yaml"))
MEMBERS = {"today", "form", "page", "never", "share", "calendar"}


def read(file):
    case = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts alone
    assert case.keys() <= MEMBERS
    return case


def in_each(member):
    return pytest.mark.parametrize(
        ("file", "language"),
        [
            pytest.param(file, language, id=f"{file.parent.name}/{file.stem}-{language}")
            for file in FILES
            for language in read(file).get(member, {})
        ],
    )


@pytest.fixture(autouse=True)
def pages(tmp_path, monkeypatch):
    write_pages(tmp_path)
    monkeypatch.setenv("PAGES_DIRECTORY", str(tmp_path))


@pytest.fixture
def answer(monkeypatch):
    """Posts the form of a case, as it is typed, on its day."""

    def post(file, language, intent="calculate", accept=BROWSER):
        case = read(file)
        monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(case["today"]))
        body = urlencode({"language": language, **case["form"], "intent": intent})
        path = QUICK_ANSWERS[file.parent.name].path.removeprefix("/api/alimenta/v1")
        reply = call("POST", path, body, content_type=FORM, accept=accept, accept_language=language)
        assert reply.status == 200, reply.body
        return reply.body

    return post


@in_each("page")
def test_page_of_a_quick_answer_says_the_worked_result(answer, file, language):
    case, lines = read(file), lines_of(answer(file, language))
    assert mismatch(lines, case["page"][language]) == ""
    for fragment in case.get("never", {}).get(language, ()):
        assert [line for line in lines if is_in(line, fragment)] == []


@pytest.mark.parametrize("file", [file for file in FILES if "share" in read(file)])
def test_picture_of_a_share_has_the_worked_width(answer, file):
    part = re.search(r'class="quick-share__part" width="(\d+)"', answer(file, "en"))
    assert part[1] == read(file)["share"]


@in_each("calendar")
def test_calendar_of_a_quick_answer_has_the_worked_day(answer, file, language):
    expected = read(file)["calendar"][language]
    saved = answer(file, language, "calendar", "text/calendar").replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{expected['day']}" in saved
    title = re.search(r"SUMMARY[^:]*:(.*)\r\n", saved)[1].replace("\\,", ",")
    assert " ".join(title.split()) == expected["title"]


@pytest.mark.parametrize("name", QUICK_ANSWERS)
def test_quick_answer_has_cases_in_every_language(name):
    own = [file for file in FILES if file.parent.name == name]
    assert len(own) >= 2
    assert all(set(read(file)["page"]) == set(LANGUAGES) for file in own)
