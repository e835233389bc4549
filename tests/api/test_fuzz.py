"""Whatever is sent: an answer or a problem, never an error of ours."""

import copy
import json
import string
from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import Kind, form_definition
from functions.reference import api_description
from tests.api.events import call, post_form, post_json
from tests.site.result_pages import answered

QUICK = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates().map(str)
    | st.sampled_from(["0.00", "-1.00", "1000000.00", "2026-02-30", "0001-01-01", "9999-12-31"])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def path_of(name):
    return f"/{CALCULATORS[name].operation}"


def example(name):
    """The first example of the API description."""
    content = api_description.document()["paths"][path_of(name)]["post"]["requestBody"]["content"]
    return next(iter(content["application/json"]["examples"].values()))["value"]


def assert_result_or_issues(reply):
    assert reply.status in (200, 400), reply.body[:500]
    expected = "application/json" if reply.status == 200 else "application/problem+json"
    assert reply.headers["Content-Type"] == expected
    if reply.status == 400:
        assert reply.json["type"] == "urn:problem-type:belgif:badRequest"
    reply.body.encode()


@pytest.mark.parametrize("name", CALCULATORS)
@QUICK
@given(
    text=st.text(max_size=200) | st.text(alphabet=string.punctuation + "0123456789", max_size=80)
)
def test_any_text_gets_result_or_issues(name, text):
    assert_result_or_issues(post_json(path_of(name), text))


@pytest.mark.parametrize("name", CALCULATORS)
@QUICK
@given(document=ANYTHING)
def test_any_document_gets_result_or_issues(name, document):
    assert_result_or_issues(post_json(path_of(name), json.dumps(document)))


@pytest.mark.parametrize("name", CALCULATORS)
@QUICK
@given(data=st.data())
def test_request_with_any_answer_replaced_is_answered_or_refused(name, data):
    path, whole = path_of(name), example(name)
    member = data.draw(st.sampled_from([*sorted(whole), "income", "ownLimits", "receivedPayments"]))
    assert_result_or_issues(post_json(path, json.dumps(whole | {member: data.draw(ANYTHING)})))


def answers_to(question):
    """Answers of the right form, at and around the bounds."""
    match question.kind:
        case Kind.DATE:
            near = st.dates(date(1995, 1, 1), date(2028, 12, 31))
            return (near | near | st.dates()).map(str)
        case Kind.MONTH:
            return st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(lambda day: str(day)[:7])
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(question.options)
        case Kind.INTEGER:
            return st.integers(int(question.minimum), int(question.maximum))
        case _:
            cents = st.integers(0, 30_000) | st.integers(0, 100_000_000)
            return cents.map(lambda c: f"{c // 100}.{c % 100:02d}")


@st.composite
def documents(draw, name):
    """Complete requests with some answers changed to others of the right form."""
    document = copy.deepcopy(example(name))
    asked = list(form_definition(name).questions())
    for question in draw(st.lists(st.sampled_from(asked), min_size=1, max_size=4)):
        *groups, member = question.path.split(".")
        places = [document]
        for group in groups:
            if group.endswith("[]"):
                rows = document.setdefault(group.removesuffix("[]"), [])
                rows += [{} for _ in range(draw(st.integers(0 if rows else 1, 1)))]
                places = rows
            else:
                places = [place.setdefault(group, {}) for place in places]
        for place in places:
            place[member] = draw(answers_to(question))
    return document


@pytest.mark.parametrize("name", CALCULATORS)
@settings(QUICK, max_examples=70)
@given(data=st.data())
def test_request_with_some_answers_changed_is_answered_or_refused(name, data):
    assert_result_or_issues(post_json(path_of(name), data.draw(documents(name))))


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("name", CALCULATORS)
@settings(QUICK, max_examples=25)
@given(data=st.data())
def test_page_with_any_answer_replaced_is_returned(name, data):
    path = path_of(name)
    fields = {"language": "en"} | answered(form_definition(name), example(name), "en")
    field = data.draw(st.sampled_from([*sorted(fields), "intent", "receivedPayments[0].month"]))
    text = data.draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
    reply = post_form(path, fields | {field: text})
    assert reply.status in (200, 400)
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"


@QUICK
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "TRACE"]),
    path=st.text(string.printable, max_size=30),
    query=st.text(string.printable, max_size=30),
    accept=st.text(string.printable, max_size=30),
)
def test_any_other_request_gets_problem(method, path, query, accept):
    reply = call(method, f"/{path}", query=urlencode({"q": query}), accept=accept)
    assert 400 <= reply.status < 500
