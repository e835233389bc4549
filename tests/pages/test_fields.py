"""Each look of a question: its label, hint and errors are tied to what is filled in."""

from types import SimpleNamespace

import pytest

from functions.forms.definition import Kind, Question
from functions.i18n.catalog import catalog_of
from functions.pages.environment import environment
from functions.pages.field_view import Field, Option
from functions.pages.page_words import page_words
from tests.pages.test_form import Page

WORDS = catalog_of("en")
OPTIONS = tuple(
    Option(id=f"asked-{value}", value=value, label=value.upper(), chosen=value == "b")
    for value in ("a", "b")
)
CHOICE = Question(path="asked", kind=Kind.CHOICE, options=("a", "b"))
SELECT = Question(path="asked", kind=Kind.CHOICE, options=("a", "b"), widget="select")
TYPED = {
    kind: Question(path="asked", kind=kind, minimum="0", maximum="9")
    for kind in Kind
    if kind not in (Kind.CHOICE, Kind.BOOLEAN)
}
LOOKS = {
    "radio": (CHOICE, "fieldset"),
    "select": (SELECT, "select"),
    "text": (TYPED[Kind.TEXT], "textarea"),
    **{
        kind.value: (question, "input") for kind, question in TYPED.items() if kind is not Kind.TEXT
    },
}


def shown(question, *, errors=(), problems=(), **more):
    options = OPTIONS if question.options else ()
    parts = {"typed": "typed <text>", "optional": False, "options": options} | more
    field = Field(
        question=question,
        name="asked",
        id="the-id",
        label="Label",
        hint="Hint",
        errors=errors,
        **parts,
    )
    names = {"t": page_words(WORDS), "form": SimpleNamespace(problems=problems)}
    return Page(environment().get_template("form/fields.html").make_module(names).field_of(field))


@pytest.mark.parametrize("look", LOOKS)
def test_question_without_an_error_is_described_by_its_hint_alone(look):
    question, tag = LOOKS[look]
    page = shown(question)
    filled_in = page.one(tag, id="the-id")
    assert page.elements[0]["class"] == "question"
    assert filled_in["aria-describedby"] == "the-id-hint"
    assert page.one("p", id="the-id-hint")["text"] == "Hint"
    assert "aria-invalid" not in filled_in
    assert len(page.all("p")) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_question_with_errors_is_described_by_its_hint_and_each_of_them(look):
    question, tag = LOOKS[look]
    page = shown(question, errors=("First.", "Second."))
    filled_in = page.one(tag, id="the-id")
    assert page.elements[0]["class"] == "question question--error"
    assert filled_in["aria-describedby"] == "the-id-hint the-id-error-1 the-id-error-2"
    assert filled_in["aria-invalid"] == "true"
    prefix = WORDS.gettext("common.errors.prefix")
    errors = [(error["id"], error["text"]) for error in page.all("p", **{"class": "error-message"})]
    assert errors == [
        ("the-id-error-1", f"{prefix} First."),
        ("the-id-error-2", f"{prefix} Second."),
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_label_of_a_question_says_whether_it_may_be_left_empty(look):
    question, tag = LOOKS[look]
    optional = WORDS.gettext("common.optional")
    for is_optional, expected in ((False, "Label"), (True, f"Label {optional}")):
        page = shown(question, optional=is_optional)
        label = page.one("legend") if tag == "fieldset" else page.one("label", **{"for": "the-id"})
        assert label["text"] == expected


def test_choice_is_a_group_of_buttons_of_which_the_chosen_one_is_checked():
    page = shown(CHOICE)
    assert page.one("fieldset")["role"] == "radiogroup"
    assert [
        (e["type"], e["id"], e["name"], e["value"], "checked" in e) for e in page.all("input")
    ] == [
        ("radio", "asked-a", "asked", "a", False),
        ("radio", "asked-b", "asked", "b", True),
    ]
    assert [(e["for"], e["text"]) for e in page.all("label")] == [
        ("asked-a", "A"),
        ("asked-b", "B"),
    ]


def test_list_to_choose_from_begins_with_no_choice():
    page = shown(SELECT)
    assert page.one("select")["name"] == "asked"
    assert [(e["value"], e["text"], "selected" in e) for e in page.all("option")] == [
        ("", WORDS.gettext("common.form.choose"), False),
        ("a", "A", False),
        ("b", "B", True),
    ]


@pytest.mark.parametrize(
    ("kind", "look", "keys"),
    [
        (Kind.DATE, "date", "text"),
        (Kind.MONTH, "date", "text"),
        (Kind.INTEGER, "number", "numeric"),
        (Kind.INDEX, "number", "decimal"),
        (Kind.AMOUNT, "amount", "decimal"),
    ],
)
def test_input_of_a_figure_has_the_width_and_the_keys_of_its_kind(kind, look, keys):
    found = shown(TYPED[kind]).one("input")
    assert (found["class"], found["inputmode"], found["type"]) == (look, keys, "text")
    assert (found["name"], found["value"]) == ("asked", "typed <text>")
    assert found["autocomplete"] == "off"


@pytest.mark.parametrize(("kind", "type_"), [(Kind.LINE, "text"), (Kind.EMAIL, "email")])
def test_input_of_words_is_filled_in_by_browsers_under_its_name(kind, type_):
    found = shown(TYPED[kind]).one("input")
    assert (found["class"], found["type"], found["autocomplete"]) == ("words", type_, "asked")
    assert (found["name"], found["value"]) == ("asked", "typed <text>")


def test_text_of_several_lines_keeps_what_was_typed():
    found = shown(TYPED[Kind.TEXT]).one("textarea")
    assert found["name"] == "asked"
    assert found["text"].strip() == "typed <text>"


def test_new_field_takes_the_focus_unless_something_is_wrong():
    new = {"is_new": True}
    assert "autofocus" in shown(TYPED[Kind.DATE], **new).one("input")
    assert "autofocus" not in shown(TYPED[Kind.DATE]).one("input")
    assert "autofocus" not in shown(TYPED[Kind.DATE], problems=("wrong",), **new).one("input")
