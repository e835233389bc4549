"""What is wrong is in the order of the page, whatever found it first."""

from functions.forms.definition import FormDefinition, Kind, ListBounds, Question, Section
from functions.forms.errors import FieldError
from functions.forms.order import in_order

PATHS = ("day", "rows[].first", "rows[].second", "note")
FORM = FormDefinition(
    name="form",
    sections=(
        Section(id="all", questions=tuple(Question(path=path, kind=Kind.LINE) for path in PATHS)),
    ),
    lists={"rows": ListBounds(path="rows", minimum=0, maximum=3)},
)


def test_errors_are_in_the_order_of_the_questions_row_by_row_and_unknown_ones_last():
    expected = [
        "day",
        "rows[0].first",
        "rows[0].second",
        "rows[1].first",
        "rows[1].second",
        "note",
        "unknown",
    ]
    errors = [FieldError(path=path, code="required") for path in reversed(expected)]
    assert [error.path for error in in_order(FORM, errors)] == expected
