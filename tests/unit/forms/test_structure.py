"""The questions of a form and the fields of its request fit, or the module cannot be imported."""

import dataclasses
import sys
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib import import_module

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import FormDefinition, Kind, ListBounds, Question, Section
from functions.forms.parse import FormSchema, parse_form_answers, parse_json_answers
from functions.forms.parse_form import parse_value
from functions.forms.parse_json import JsonNumber
from functions.forms.structure import SchemaError, structure
from functions.law.core.values import Cents, IndexPoints, Month

MODULES = [f"functions.calculators.{name}.calculator" for name in CALCULATORS]
MODULES += ["functions.contact.request"]


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    number: int
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    first_day: date
    base_year: int
    note: str = ""
    part: Part | None = None
    entries: tuple[Part, ...] = ()


def number(path, **more):
    return Question(path=path, kind=Kind.INTEGER, minimum="0", maximum="9", **more)


def colour(path, *options, **more):
    return Question(path=path, kind=Kind.CHOICE, options=options or ("blue", "red"), **more)


QUESTIONS = {
    question.path: question
    for question in (
        Question(path="firstDay", kind=Kind.DATE, required=True),
        Question(path="baseYear", kind=Kind.CHOICE, options=("2004", "2013"), default="2013"),
        Question(path="note", kind=Kind.LINE),
        number("part.number"),
        colour("part.colour"),
        number("entries[].number", required=True),
        colour("entries[].colour"),
    )
}


def form(*left_out, **changed):
    """The form of ``Whole``, without some of its questions and with others in their place."""
    paths = {name.replace("__", "[].").replace("_", "."): new for name, new in changed.items()}
    return FormDefinition(
        name="whole",
        sections=(
            Section(
                id="all",
                questions=tuple(
                    paths.get(path, question)
                    for path, question in QUESTIONS.items()
                    if path not in left_out
                ),
            ),
        ),
        lists={"entries": ListBounds(path="entries", minimum=0, maximum=3)},
    )


def parsed(**answers):
    return parse_json_answers(FormSchema(form=form(), request=Whole), answers)


def test_complete_answers_become_dataclass_with_its_own_types():
    entries = [{"number": 1, "colour": "red"}, {"number": 2}]
    found = parsed(firstDay="2026-03-09", part={"number": 3}, entries=entries).request
    assert found == Whole(
        first_day=date(2026, 3, 9),
        base_year=2013,
        part=Part(number=3),
        entries=(Part(number=1, colour=Colour.RED), Part(number=2)),
    )
    assert found.entries[0].colour is Colour.RED


def test_absent_answer_is_default_of_its_field():
    found = parsed(firstDay="2026-03-09").request
    assert (found.note, found.part, found.entries) == ("", None, ())


def test_unreadable_answer_is_none_and_leaves_no_request():
    found = parsed(firstDay="x", note=7, entries=[7, {}])
    unread = Part(number=None)
    assert found.answers == Whole(
        first_day=None, base_year=2013, note=None, entries=(unread, unread)
    )
    with pytest.raises(ValueError, match="incomplete"):
        _ = found.request


def test_partial_answers_have_fields_of_request_and_no_other():
    answers = parsed().answers
    assert answers.first_day is None
    with pytest.raises(AttributeError):
        _ = answers.frist_day


WRONG = {
    "misspelt question": (form(note=Question(path="note2", kind=Kind.LINE)), "Whole.note2: there"),
    "misspelt in a group": (form(part_colour=colour("part.color")), "Part.color: there"),
    "misspelt in a list": (form(entries__number=number("entries[].n")), "Part.n: there"),
    "missing question": (form("firstDay"), "Whole.first_day: there is neither"),
    "missing in a list": (form("entries[].number"), "Part.number: there is neither"),
    "other kind": (form(note=Question(path="note", kind=Kind.DATE)), "Whole.note: date"),
    "option without member": (form(part_colour=colour("part.colour", "red", "green")), "Colour"),
    "member without option": (form(part_colour=colour("part.colour", "red")), "Colour"),
    "option without number": (
        form(baseYear=colour("baseYear", "2004", "none", default="2004")),
        "Whole.base_year: an option",
    ),
    "may be absent": (form(firstDay=Question(path="firstDay", kind=Kind.DATE)), "may be absent"),
    "entry may lack it": (form(entries__number=number("entries[].number")), "may be absent"),
    "a value for a group": (form("part.number", part_colour=number("part")), "Whole.part: integer"),
    "a group for a value": (form(note=number("note.length")), "dataclass"),
}


@pytest.mark.parametrize("case", WRONG)
def test_form_that_does_not_fit_its_request_is_error(case):
    wrong, message = WRONG[case]
    with pytest.raises(SchemaError, match=message):
        structure(wrong, Whole)


def test_list_without_tuple_is_error():
    @dataclass(frozen=True, kw_only=True)
    class Single(Whole):
        entries: Part

    Single.__annotations__["entries"] = Part
    with pytest.raises(SchemaError, match="needs a tuple"):
        structure(form(), Single)


@pytest.mark.parametrize("annotation", [list[str], int | str, int | str | None])
def test_field_of_another_type_than_its_answer_is_an_error(annotation):
    @dataclass(frozen=True, kw_only=True)
    class Other(Whole):
        note: annotation = ""

    Other.__annotations__["note"] = annotation
    with pytest.raises(SchemaError, match=r"Other\.note: line does not become"):
        structure(form(), Other)


@pytest.mark.parametrize(
    ("kind", "annotation"),
    [
        (Kind.DATE, date),
        (Kind.MONTH, Month),
        (Kind.BOOLEAN, bool),
        (Kind.AMOUNT, int),
        (Kind.AMOUNT, Cents),
        (Kind.INDEX, int),
        (Kind.INDEX, IndexPoints),
        (Kind.INTEGER, int),
        (Kind.LINE, str),
        (Kind.EMAIL, str),
        (Kind.TEXT, str),
    ],
)
def test_field_of_the_type_of_its_answer_is_filled_in_by_its_name(kind, annotation):
    @dataclass(frozen=True, kw_only=True)
    class Other(Whole):
        note: annotation | None = None

    Other.__annotations__["note"] = annotation | None
    asked = Question(path="note", kind=kind, minimum="0", maximum="9")
    assert structure(form(note=asked), Other).members["note"].field == "note"


def test_field_that_may_be_none_needs_no_answer():
    @dataclass(frozen=True, kw_only=True)
    class Other(Whole):
        other: str | None

    Other.__annotations__["other"] = str | None
    base = form()
    (section,) = base.sections
    asked = (*section.questions, Question(path="other", kind=Kind.LINE))
    schema = FormSchema(
        form=replace(base, sections=(replace(section, questions=asked),)), request=Other
    )
    assert parse_json_answers(schema, {"firstDay": "2026-03-09"}).request.other is None


def test_option_of_digits_stays_a_text_where_the_field_is_one():
    @dataclass(frozen=True, kw_only=True)
    class Other(Whole):
        base_year: str

    Other.__annotations__["base_year"] = str
    schema = FormSchema(form=form(), request=Other)
    found = parse_json_answers(schema, {"firstDay": "2026-03-09", "baseYear": "2004"}).request
    assert found.base_year == "2004"


def test_number_that_no_answer_can_be_is_repeated_as_it_was_typed():
    schema = FormSchema(form=form(), request=Whole)
    answers = {"firstDay": "2026-03-09", "part": {"number": JsonNumber("1.50")}}
    (issue,) = parse_json_answers(schema, answers).issues
    assert (issue.path, issue.value) == ("part.number", "1.50")


def test_field_with_a_default_needs_no_question():
    @dataclass(frozen=True, kw_only=True)
    class Other(Whole):
        source: str = "page"

    schema = FormSchema(form=form(), request=Other)
    found = parse_json_answers(schema, {"firstDay": "2026-03-09"}).request
    assert found.source == "page"


def test_month_of_an_entry_is_named_in_what_is_wrong_with_its_other_answers():
    @dataclass(frozen=True, kw_only=True)
    class Entry:
        month: Month
        amount: int

    @dataclass(frozen=True, kw_only=True)
    class Ledger:
        entries: tuple[Entry, ...] = ()

    Entry.__annotations__.update(month=Month, amount=int)
    Ledger.__annotations__["entries"] = tuple[Entry, ...]
    asked = (
        Question(path="entries[].month", kind=Kind.MONTH, required=True),
        number("entries[].amount", required=True),
    )
    questions = FormDefinition(
        name="ledger",
        sections=(Section(id="all", questions=asked),),
        lists={"entries": ListBounds(path="entries", minimum=0, maximum=3)},
    )
    schema = FormSchema(form=questions, request=Ledger)
    (issue,) = parse_json_answers(schema, {"entries": [{"month": "2026-03"}]}).issues
    assert (issue.path, issue.limits) == ("entries[0].amount", {"entry_month": Month(2026, 3)})


def schema_of(name):
    module = import_module(name)
    return module.CALCULATOR.schema if name.endswith(".calculator") else module.SCHEMA


@pytest.mark.parametrize("name", MODULES)
def test_misspelt_question_fails_at_import(name, monkeypatch):
    real = schema_of(name).form
    first, *others = real.sections
    question, *rest = first.questions
    misspelt = replace(question, path=f"{question.path}x")
    changed = replace(first, questions=(misspelt, *rest))
    wrong = replace(real, sections=(changed, *others))
    monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("functions.forms.definition.form_definition", lambda _: wrong)
    with pytest.raises(SchemaError, match="there is a question, but no such field"):
        import_module(name)


def default_of(node, name):
    """What the dataclass of a place has for a field; ``MISSING`` if nothing."""
    return {field.name: field.default for field in dataclasses.fields(node.build)}[name]


def defaults(node):
    """Each question with a default whose field has one as well, with both."""
    for member in node.members.values():
        yield from defaults(member)
        question = member.question
        if question is not None and question.default is not None:
            value = parse_value(question, question.default)
            own = default_of(node, member.field)
            if own is not dataclasses.MISSING:
                yield question.path, value if member.convert is None else member.convert(value), own


@pytest.mark.parametrize("name", MODULES)
def test_default_of_field_is_that_of_its_question(name):
    root = schema_of(name).root
    assert [(path, default) for path, default, _ in defaults(root)] == [
        (path, own) for path, _, own in defaults(root)
    ]


def test_today_is_answer_to_day_left_empty_on_page():
    asked = form(firstDay=Question(path="firstDay", kind=Kind.DATE, required=True, today=True))
    schema = FormSchema(form=asked, request=Whole)
    found = parse_form_answers(schema, {}, date(2026, 3, 9)).request
    assert found.first_day == date(2026, 3, 9)


def test_machine_must_give_day_that_page_takes_as_today():
    asked = form(firstDay=Question(path="firstDay", kind=Kind.DATE, required=True, today=True))
    found = parse_json_answers(FormSchema(form=asked, request=Whole), {})
    assert [(issue.path, issue.code) for issue in found.issues] == [("firstDay", "required")]


def test_group_that_is_left_out_lacks_its_required_answer():
    asked = form(part_number=number("part.number", required=True))
    found = parse_json_answers(FormSchema(form=asked, request=Whole), {"firstDay": "2026-03-09"})
    assert [(issue.path, issue.code) for issue in found.issues] == [("part.number", "required")]


def test_list_that_is_left_out_lacks_its_required_entries():
    asked = replace(form(), lists={"entries": ListBounds(path="entries", minimum=1, maximum=3)})
    found = parse_json_answers(FormSchema(form=asked, request=Whole), {"firstDay": "2026-03-09"})
    assert [(issue.path, issue.code) for issue in found.issues] == [("entries", "required")]
