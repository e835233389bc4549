"""Which questions apply, and what a page counts of the answers typed."""

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.conditions import Conditions, counted
from functions.forms.definition import (
    FormDefinition,
    Kind,
    ListBounds,
    Question,
    Section,
    ShownIf,
    form_definition,
)

KIND = Question(path="kind", kind=Kind.CHOICE, options=("a", "b"), default="b")
SERVED = Question(
    path="served",
    kind=Kind.BOOLEAN,
    unknown="yes",
    shown_if=ShownIf(path="kind", answers=("a",)),
)
DAY = Question(path="day", kind=Kind.DATE, shown_if=ShownIf(path="served", answers=("yes",)))
SCHOOL = Question(
    path="children[].school",
    kind=Kind.BOOLEAN,
    shown_if=ShownIf(path="children[].isAdult", answers=("yes",)),
)
TOTAL = Question(
    path="total", kind=Kind.AMOUNT, minimum="0.01", maximum="9.00", required=True, page_only=True
)
PARTNER = Question(path="partner.work", kind=Kind.LINE)
FORM = FormDefinition(
    name="form",
    sections=(
        Section(id="one", questions=(KIND, SERVED, DAY, TOTAL)),
        Section(id="two", questions=(SCHOOL,), list_path="children"),
        Section(id="three", questions=(PARTNER,), shown_if=ShownIf(path="kind", answers=("b",))),
    ),
    lists={"children": ListBounds(path="children", minimum=1, maximum=3)},
)


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ({"kind": "a"}, "served", True),
        ({"kind": " a "}, "served", True),
        ({"kind": "b"}, "served", False),
        # An answer left out counts as its default.
        ({}, "served", False),
        ({}, "partner.work", True),
        ({"kind": "a"}, "partner.work", False),
        # The answer of a question that does not apply shows nothing.
        ({"kind": "a", "served": "yes"}, "day", True),
        ({"kind": "b", "served": "yes"}, "day", False),
        ({}, "nonsense", True),
    ],
)
def test_question_applies_when_the_answer_it_depends_on_is_given(typed, name, expected):
    assert Conditions(FORM, typed).apply(name) is expected


def test_question_of_an_entry_depends_on_the_fact_of_that_entry():
    conditions = Conditions(FORM, {}, {"children[1].isAdult": "yes"})
    assert not conditions.apply("children[0].school")
    assert conditions.apply("children[1].school")


def test_answer_that_does_not_apply_is_not_counted():
    found = counted(FORM, {"kind": "b", "served": "no", "day": "1/1/2020", "total": "1"})
    assert found.answers == {"kind": "b"}
    assert found.assumed == ()


def test_answer_not_known_counts_as_the_usual_one():
    found = counted(FORM, {"kind": "a", "served": "notKnown", "total": "1"})
    assert found.answers == {"kind": "a", "served": "yes"}
    assert found.assumed == ("served",)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "required"), ("x", "not_an_amount"), ("0", "out_of_range"), ("1", None)],
)
def test_what_only_the_page_asks_is_checked_by_the_page(text, code):
    issues = counted(FORM, {"total": text}).issues
    assert [issue.code for issue in issues] == ([] if code is None else [code])


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_condition_names_a_question_with_those_answers_or_a_fact(name):
    questions = form_definition(name)
    asked = {question.path: question for question in questions.questions()}
    facts = {"children[].isAdult", "children[].isBornLater", "incomeCounts"}
    conditions = [question.shown_if for question in questions.questions()]
    conditions += [section.shown_if for section in questions.sections]
    for condition in filter(None, conditions):
        if condition.path not in facts:
            assert set(condition.answers) <= set(asked[condition.path].offered)
