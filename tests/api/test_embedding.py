"""The forms in frames of other sites: what is answered, in which frame, and what is refused."""

from urllib.parse import urlencode

import pytest

from functions.calculators.registry import Domain
from functions.embedding.registry import EMBEDDED, THEMES
from functions.http.paths import BASE
from functions.http.response import FRAMED_POLICY
from functions.pages.built_pages import PAGES_DIRECTORY
from tests.api.events import BROWSER, call

FORM = "application/x-www-form-urlencoded"
EMPTY = {"language": "de", "intent": "calculate"}


@pytest.fixture(autouse=True)
def built(site, monkeypatch):
    monkeypatch.setenv(PAGES_DIRECTORY, str(site))


def send(name, theme="auto", fields=EMPTY, content_type=FORM):
    path = f"{EMBEDDED[name].path}/{theme}".removeprefix(BASE)
    return call("POST", path, urlencode(fields), content_type=content_type, accept=BROWSER)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", EMBEDDED)
def test_answer_may_be_shown_in_a_frame_of_any_site(name, theme):
    reply = send(name, theme)
    assert reply.status == 400
    assert reply.headers["Content-Security-Policy"] == FRAMED_POLICY
    assert f'data-theme="{theme}"' in reply.body
    assert f'action="{EMBEDDED[name].path}/{theme}"' in reply.body


def test_policy_of_frames_differs_in_its_ancestors_alone():
    assert FRAMED_POLICY.endswith("frame-ancestors *")
    assert FRAMED_POLICY.count("'none'") == 2


@pytest.mark.parametrize("theme", ["url(x)", "red", "%3Cb%3E", "AUTO"])
def test_other_colours_are_not_found(theme):
    reply = send("waiver", theme)
    assert reply.status == 404
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_json_is_refused():
    assert send("waiver", content_type="application/json").status == 415


def test_hostile_answer_comes_out_literally():
    reply = send("must-pay", fields=EMPTY | {"sumAsked": '"><script>x</script>'})
    assert "<script>x" not in reply.body


def test_frames_are_of_both_domains():
    assert {each.domain for each in EMBEDDED.values()} == set(Domain)
