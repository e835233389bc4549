"""The answers that a result rests on, as they are read again."""

import pytest

from functions.pages import answers_view
from functions.pages.answers_view import AnswerGroup, Said, answers
from functions.pages.form_view import FormBuilder
from tests.unit.pages.test_form_view import FORM, MONTHS, WORDS


def given(typed, *, rows=1, months=()):
    form = FormBuilder(FORM, WORDS, typed, ()).form(rows={"children": rows}, month_rows=months)
    return answers(form, Said(WORDS))


def label(path):
    return f"form.questions.{path}.label"


def test_answers_stand_under_their_section_with_the_folded_ones_last():
    typed = {"title.kind": "deed", "note": " text ", "dueDay": " 5 "}
    assert given(typed) == (
        AnswerGroup(
            heading="form.sections.first.title",
            answers=(
                (label("title.kind"), "form.questions.title.kind.options.deed"),
                (label("title.served"), "common.yes"),
                (label("remark"), "text"),
                (label("dueDay"), "5"),
            ),
        ),
    )


def test_answers_of_a_list_stand_under_the_number_of_their_entry():
    found = given({"children[1].birthDate": "1/2/2015", "children[1].school": "no"}, rows=2)
    assert found[1:] == (
        AnswerGroup(
            heading="form.lists.children.entry",
            answers=(
                (label("children[].birthDate"), "1/2/2015"),
                (label("children[].school"), "common.no"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("typed", "read"), [(" 5,5 ", "€5.50"), ("much", "much"), ("9,01", "9,01")]
)
def test_amount_is_read_as_the_language_writes_it_unless_it_cannot_be_used(typed, read):
    rows = {"paid[0].month": "2026-02", "paid[0].amount": typed}
    assert given(rows, months=MONTHS)[-1] == AnswerGroup(
        heading="form.lists.paid.caption", answers=((label("paid[].amount"), read),)
    )


def test_section_without_any_answer_is_left_out():
    assert [group.heading for group in given({}, months=MONTHS)] == ["form.sections.first.title"]


def test_answer_is_put_into_words_once(monkeypatch):
    asked = []
    monkeypatch.setattr(
        answers_view, "said", lambda field, _: asked.append(field.name) or field.typed
    )
    form = FormBuilder(FORM, WORDS, {"note": "text"}, ()).form(rows={}, month_rows=())
    said = Said(WORDS)
    assert answers(form, said) == answers(form, said)
    assert len(asked) == len(set(asked))
