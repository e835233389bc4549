"""Which step of a form is open after a button."""

import pytest

from functions.forms.definition import form_definition
from functions.forms.errors import FieldError
from functions.pages.repeated_rows import FormState
from functions.pages.wizard import CHECK, step_of, wizard_state

ADVANCES = form_definition("advances")


def opened(intent, *, said=(), result=False, asks=False, late=None):
    wrong = [FieldError(path="title.date", code="required")]
    said = [FieldError(path=path, code="required") for path in said]
    arranged = FormState(typed={}, asks=asks)
    state = wizard_state(
        ADVANCES, intent, arranged, wrong=wrong, said=said, late=late, result=result
    )
    assert state.wrong == {"title.date"}
    return state.opened, state.moved


@pytest.mark.parametrize(
    ("intent", "changes", "expected"),
    [
        ("check", {}, (CHECK, True)),
        ("step:title", {}, ("title", True)),
        ("next:title", {}, ("children", True)),
        ("next:payments", {}, (CHECK, True)),
        # Something is wrong in the step, or its months were just asked for: it stays open.
        ("next:title", {"said": ["title.date"]}, ("title", False)),
        # What just became relevant is asked in its step first.
        ("next:children", {"late": "children"}, ("children", False)),
        ("next:payments", {"asks": True}, ("payments", False)),
        ("next:title", {"asks": True}, ("children", True)),
        ("add:children", {}, ("children", False)),
        ("remove:children:1", {}, ("children", True)),
        ("showMonths", {}, ("payments", False)),
        ("fill:receivedPayments", {"said": ["fill"]}, ("payments", False)),
        ("calculate", {"asks": True}, ("payments", False)),
        # What is wrong opens the first step in which it is.
        ("calculate", {"said": ["title.date"]}, ("title", False)),
        ("calculate", {"late": "children"}, ("children", False)),
        ("calculate", {"said": ["nonsense"]}, ("payments", False)),
        ("calculate", {"result": True}, (CHECK, False)),
    ],
)
def test_wizard_state_after_button_opens_next_step(intent, changes, expected):
    assert opened(intent, **changes) == expected


def test_row_taken_away_in_a_form_without_steps_leads_to_no_step():
    arranged = FormState(typed={}, asks=True)
    questions = form_definition("payments")
    found = wizard_state(
        questions, "remove:payments:1", arranged, wrong=(), said=(), late=None, result=False
    )
    assert not found.moved


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("children[1].birthDate", "children"),
        ("title", "title"),
        ("receivedPayments[3].amount", "payments"),
        ("fill", "payments"),
        ("nonsense", None),
    ],
)
def test_step_of_an_answer_is_the_section_that_asks_for_it(path, step):
    assert step_of(ADVANCES, path) == step
