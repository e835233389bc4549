"""What a field says of itself: where a link to it leads, and whether it must be in sight."""

import pytest

from functions.forms.definition import Kind, Question
from functions.pages.field_view import Field, Option

CHOICE = Question(path="x", kind=Kind.CHOICE, options=("a", "b"), default="a")
SELECT = Question(path="x", kind=Kind.CHOICE, options=("a", "b"), widget="select")
LINE = Question(path="x", kind=Kind.LINE)
OPTIONS = tuple(Option(id=f"x-{v}", value=v, label=v, chosen=False) for v in ("a", "b"))


def field(question, *, typed="", errors=()):
    return Field(
        question=question,
        name="x",
        id="x",
        label="",
        hint="",
        typed=typed,
        errors=errors,
        optional=False,
        options=OPTIONS if question.options else (),
    )


@pytest.mark.parametrize(("question", "target"), [(CHOICE, "x-a"), (SELECT, "x"), (LINE, "x")])
def test_link_to_a_field_leads_to_its_input_or_its_first_option(question, target):
    assert field(question).target == target


@pytest.mark.parametrize(
    ("question", "more", "expected"),
    [
        (LINE, {}, False),
        (LINE, {"typed": "  "}, False),
        (LINE, {"typed": " text "}, True),
        (LINE, {"errors": ("wrong",)}, True),
        (CHOICE, {"typed": " a "}, False),
        (CHOICE, {"typed": "b"}, True),
    ],
)
def test_field_is_touched_when_it_holds_another_answer_than_its_default_or_an_error(
    question, more, expected
):
    assert field(question, **more).is_touched is expected


@pytest.mark.parametrize(
    ("labels", "hint", "fits"),
    [
        (("Yes", "No", "I do not know"), "", True),
        (("Yes", "No", "Half", "All"), "", False),
        (("Yes", "fourteen signs"), "", True),
        (("Yes", "fifteen letters"), "", False),
        (("Yes", "No"), "What it means.", False),
    ],
)
def test_options_fit_in_a_row_if_they_are_few_and_short_and_have_no_hint(labels, hint, fits):
    options = tuple(
        Option(id=f"x-{label}", value=label, label=label, chosen=False, hint=hint)
        for label in labels
    )
    assert field(CHOICE)._replace(options=options).has_short_options is fits
