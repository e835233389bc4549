import json
import tomllib
from pathlib import Path

import pytest

from functions.reference.feedback import MESSAGE, logger
from tests.api.events import BROWSER, call, post_json

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "site" / "content" / "fr"
GIVEN = {"page": "advances/amount", "language": "fr", "answer": "no", "reason": "unclear"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def lines(monkeypatch):
    found = []
    monkeypatch.setattr(logger, "info", lambda message, **more: found.append((message, more)))
    return found


def post(body):
    return call("POST", "/feedback", body, accept=BROWSER, content_type=FORM)


def test_feedback_is_one_line_of_known_words(lines):
    assert post_json("/feedback", json.dumps(GIVEN)).status == 200
    assert (MESSAGE, {"extra": GIVEN}) in lines


def test_form_gets_thanks_in_language_of_page(lines):
    reply = post("page=home&language=nl&answer=yes&reason=unclear")
    assert reply.status == 200
    assert '<html lang="nl">' in reply.body
    said = {"page": "home", "language": "nl", "answer": "yes", "reason": ""}
    assert (MESSAGE, {"extra": said}) in lines


@pytest.mark.parametrize(
    "change",
    [{"page": "Jan Peeters"}, {"page": ""}, {"language": "es"}, {"answer": "perhaps"},
     {"reason": "my own words"}, {"text": "more"}, {"page": ["home"]}],
)  # fmt: skip
def test_anything_else_is_refused_and_not_logged(lines, change):
    assert post_json("/feedback", json.dumps(GIVEN | change)).status == 400
    assert not [message for message, _ in lines if message == MESSAGE]


def test_every_page_of_site_can_be_named():
    found = {
        file.relative_to(CONTENT).with_suffix("").as_posix().removesuffix("/index")
        for file in CONTENT.rglob("*.md")
    }
    listed = tomllib.loads((ROOT / "functions" / "reference" / "feedback.toml").read_text("utf-8"))[
        "pages"
    ]
    assert set(listed) == {"home" if page == "index" else page for page in found}
