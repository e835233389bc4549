"""The steps of a form: what is still to do in each, and its answers to look at."""

import pytest

from functions.forms.definition import FormDefinition, Kind, ListBounds, Question, Section
from functions.forms.errors import FieldError
from functions.i18n.catalog import catalog_of
from functions.pages.answers_view import Said
from functions.pages.form_view import FormBuilder
from functions.pages.wizard import WizardState
from functions.pages.wizard_view import State, StepAnswer, StepAnswers, steps_view
from tests.unit.pages.test_form_view import MONTHS, WORDS

DAY = Question(path="day", kind=Kind.DATE, required=True, today=True)
NAME = Question(path="name", kind=Kind.LINE, required=True)
KIND = Question(path="kind", kind=Kind.CHOICE, options=("a", "b"), required=True)
FOLDED = Question(path="due", kind=Kind.AMOUNT, minimum="0.00", maximum="99.00", more=True)
CHILD = Question(path="children[].note", kind=Kind.LINE)
FORM = FormDefinition(
    name="form",
    sections=(
        Section(id="first", questions=(DAY, NAME, KIND, FOLDED)),
        Section(id="second", questions=(CHILD,), list_path="children"),
        Section(
            id="third",
            questions=(
                Question(path="paid[].month", kind=Kind.MONTH),
                Question(path="paid[].amount", kind=Kind.AMOUNT, minimum="0.00", maximum="9.00"),
            ),
            table="paid",
        ),
    ),
    lists={
        "children": ListBounds(path="children", minimum=1, maximum=3),
        "paid": ListBounds(path="paid", minimum=0, maximum=3),
    },
    steps=True,
)
COMPLETE = {"name": "x", "kind": "a"}


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    for name in ("message", "short_message"):
        monkeypatch.setattr(f"functions.pages.form_view.{name}", lambda *asked: asked[2].code)


def steps(typed=None, *, issues=(), place=None, rows=1, months=()):
    form = FormBuilder(FORM, WORDS, typed or {}, issues).form(
        rows={"children": rows}, month_rows=months
    )
    return steps_view(form, issues, place, Said(WORDS))


def at(opened, *wrong, moved=False):
    return WizardState(opened=opened, wrong=frozenset(wrong), moved=moved)


def states(found):
    return {step.name: step.state for step in found.steps}


def test_empty_form_starts_at_its_first_step_which_is_to_do():
    found = steps()
    assert [(step.name, step.number, step.is_open) for step in found.steps] == [
        ("first", 1, True),
        ("second", 2, False),
        ("third", 3, False),
    ]
    assert states(found) == {
        "first": State.TO_DO,
        "second": State.OPTIONAL,
        "third": State.OPTIONAL,
    }
    assert (found.total, found.left, found.checks, found.takes_focus) == (3, 1, False, False)
    assert found.enter == "next:first"
    assert [step.section.id for step in found.steps] == [f"form-{s.id}" for s in FORM.sections]


def test_step_is_started_while_an_answer_is_missing_and_answered_when_none_is():
    assert states(steps({"name": "x"}))["first"] is State.STARTED
    assert states(steps(COMPLETE))["first"] is State.ANSWERED
    assert states(steps({"children[0].note": "x"}))["second"] is State.ANSWERED
    assert steps(COMPLETE).left == 0


def test_step_is_started_by_an_amount_in_its_table():
    typed = {"paid[0].month": "2026-02", "paid[0].amount": "5"}
    assert states(steps(typed, months=MONTHS))["third"] is State.ANSWERED
    found = steps(typed, months=MONTHS, place=at("third", "paid[1].amount"))
    assert states(found)["third"] is State.STARTED
    assert states(steps(months=MONTHS))["third"] is State.OPTIONAL


def test_step_with_a_shown_error_is_marked_while_only_one_step_is_open():
    issue = FieldError(path="children[0].note", code="unseen")
    found = steps(COMPLETE, issues=(issue,), place=at("third", "children[0].note"))
    assert states(found)["second"] is State.ERROR
    assert [step.is_open for step in found.steps] == [False, False, True]
    # The Enter key leaves the step that is open; the last one leads to the result.
    assert found.enter == "calculate"


@pytest.mark.parametrize(("moved", "focused"), [(True, "second"), (False, None)])
def test_step_takes_the_focus_when_the_reader_moved_there(moved, focused):
    found = steps(place=at("second", moved=moved))
    assert [step.name for step in found.steps if step.takes_focus] == [focused][: bool(focused)]
    assert not found.takes_focus


def test_step_does_not_take_the_focus_from_what_is_wrong():
    issue = FieldError(path="name", code="required")
    found = steps(issues=(issue,), place=at("second", "name", moved=True))
    assert not any(step.takes_focus for step in found.steps)


@pytest.mark.parametrize("moved", [True, False])
def test_last_look_opens_no_step_and_takes_the_focus_when_the_reader_moved_there(moved):
    found = steps(COMPLETE, place=at("check", moved=moved))
    assert (found.checks, found.takes_focus, found.enter) == (True, moved, "calculate")
    assert not any(step.is_open for step in found.steps)


def answer(question, text, *, wrong=False):
    return StepAnswer(question=f"form.questions.{question}.label", answer=text, wrong=wrong)


def test_answers_of_a_step_are_those_given_and_those_missing():
    found = steps({"kind": "b", "due": "5"}, place=at("check", "name"))
    assert found.steps[0].answers == (
        StepAnswers(
            heading="",
            answers=(
                answer("name", "", wrong=True),
                answer("kind", "form.questions.kind.options.b"),
                answer("due", "€5.00"),
            ),
        ),
    )


def test_folded_question_is_among_the_answers_when_it_is_missing():
    found = steps(COMPLETE, place=at("check", "due"))
    assert found.steps[0].answers[0].answers[-1] == answer("due", "", wrong=True)
    without = steps(COMPLETE, place=at("check")).steps[0].answers[0].answers
    assert [line.question for line in without] == [
        "form.questions.name.label",
        "form.questions.kind.label",
    ]


def test_answers_of_a_list_and_of_a_table_stand_under_their_headings():
    typed = {
        "children[1].note": "x",
        "paid[0].month": "2026-02",
        "paid[0].amount": "5",
    }
    found = steps(typed, place=at("check"), rows=2, months=MONTHS)
    assert found.steps[1].answers == (
        StepAnswers(heading="form.lists.children.entry", answers=()),
        StepAnswers(heading="form.lists.children.entry", answers=(answer("children[].note", "x"),)),
    )
    assert found.steps[2].answers[-1] == StepAnswers(
        heading="form.lists.paid.caption", answers=(answer("paid[].amount", "€5.00"),)
    )


def test_table_without_rows_is_not_among_the_answers():
    assert [group.heading for group in steps(place=at("check")).steps[2].answers] == [""]


def test_form_without_a_table_has_steps_too():
    form = FormDefinition(name="form", sections=FORM.sections[:1], lists={}, steps=True)
    built = FormBuilder(form, WORDS, {}, ()).form(rows={}, month_rows=())
    (step,) = steps_view(built, (), None, Said(catalog_of("en"))).steps
    assert step.state is State.TO_DO


@pytest.mark.parametrize(
    ("state", "is_done"),
    [
        (State.TO_DO, False),
        (State.STARTED, False),
        (State.ERROR, False),
        (State.ANSWERED, True),
        (State.OPTIONAL, True),
    ],
)
def test_step_is_done_when_it_holds_up_no_result(state, is_done):
    assert state.is_done is is_done
