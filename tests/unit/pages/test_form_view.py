"""The parts of a form, each with its words, its names and what was typed."""

import pytest

from functions.forms.definition import FormDefinition, Kind, ListBounds, Question, Section
from functions.forms.errors import FieldError
from functions.i18n.catalog import Catalog, catalog_of
from functions.law.core.values import Month
from functions.pages.bulk_fill import BulkFill
from functions.pages.field_view import Field, FormSection, MonthRow, Option, Problem, Row
from functions.pages.form_view import FormBuilder, id_of

TITLE = Question(path="title.kind", kind=Kind.CHOICE, options=("deed", "other"), required=True)
SERVED = Question(path="title.served", kind=Kind.BOOLEAN, default="yes")
DUE_DAY = Question(path="dueDay", kind=Kind.INTEGER, minimum="1", maximum="28", more=True)
NOTE = Question(path="note", kind=Kind.LINE, words="remark")
BIRTH = Question(path="children[].birthDate", kind=Kind.DATE, required=True)
SCHOOL = Question(path="children[].school", kind=Kind.BOOLEAN)
MONTH = Question(path="paid[].month", kind=Kind.MONTH)
AMOUNT = Question(path="paid[].amount", kind=Kind.AMOUNT, minimum="0.00", maximum="9.00")
FORM = FormDefinition(
    name="form",
    sections=(
        Section(id="first", questions=(TITLE, SERVED, DUE_DAY, NOTE)),
        Section(id="second", questions=(BIRTH, SCHOOL), list_path="children"),
        Section(id="third", questions=(MONTH, AMOUNT), table="paid"),
    ),
    lists={
        "children": ListBounds(path="children", minimum=1, maximum=3),
        "paid": ListBounds(path="paid", minimum=0, maximum=3),
    },
)
MONTHS = (Month(2026, 2), Month(2026, 3))


class KeysAsWords(dict):
    """Words that say nothing but their key."""

    def __missing__(self, key):
        return key

    def __contains__(self, key):
        return super().__contains__(key) or key.endswith(".why")


WORDS = Catalog(language="en", entries=KeysAsWords(), style=catalog_of("en").style)


def built(typed=None, *issues, rows=None, months=(), **more):
    return FormBuilder(FORM, WORDS, typed or {}, issues, **more).form(
        rows=rows or {}, month_rows=months
    )


def refused(path, code="required"):
    return FieldError(path=path, code=code)


def test_choice_has_its_options_with_their_words_and_the_one_that_was_chosen():
    found = built({"title.kind": " other "}).sections[0].rows[0].fields[0]
    assert found == Field(
        question=TITLE,
        name="title.kind",
        id="title-kind",
        label="form.questions.title.kind.label",
        hint="form.questions.title.kind.hint",
        typed=" other ",
        errors=(),
        optional=False,
        options=(
            Option(
                id="title-kind-deed",
                value="deed",
                label="form.questions.title.kind.options.deed",
                chosen=False,
            ),
            Option(
                id="title-kind-other",
                value="other",
                label="form.questions.title.kind.options.other",
                chosen=True,
            ),
        ),
        is_new=False,
    )


def test_yes_and_no_have_the_common_words_and_the_default_is_chosen():
    found = built().sections[0].rows[0].fields[1]
    assert found.options == (
        Option(id="title-served-yes", value="yes", label="common.yes", chosen=True),
        Option(id="title-served-no", value="no", label="common.no", chosen=False),
    )


def test_question_with_the_words_of_another_has_its_own_name_and_no_options():
    found = built({"note": "text"}).sections[0].rows[0].fields[2]
    assert (found.name, found.id, found.typed) == ("note", "note", "text")
    assert (found.label, found.hint) == (
        "form.questions.remark.label",
        "form.questions.remark.hint",
    )
    assert found.options == ()


def test_only_a_question_with_a_default_or_of_words_may_be_left_out():
    by_name = {f.name: f.optional for section in built().sections for f in section.fields}
    assert by_name == {
        "title.kind": False,
        "title.served": True,
        "note": True,
        # Folded away, where the heading says it of all.
        "dueDay": False,
        "children[0].birthDate": False,
        "children[0].school": False,
    }


def test_question_of_words_that_must_be_answered_may_not_be_left_out():
    asked = Question(path="note", kind=Kind.LINE, required=True)
    form = FormDefinition(name="form", sections=(Section(id="all", questions=(asked,)),), lists={})
    (section,) = FormBuilder(form, WORDS, {}, ()).form(rows={}, month_rows=()).sections
    assert [field.optional for field in section.fields] == [False]


def test_section_has_its_key_its_folded_questions_and_the_reason_of_each_question():
    found = built({"dueDay": "5"}).sections[0]
    assert isinstance(found, FormSection)
    assert (found.id, found.key) == ("form-first", "form.sections.first")
    assert [(row.number, len(row.fields)) for row in found.rows] == [(1, 3)]
    assert [(field.name, field.typed) for field in found.more] == [("dueDay", "5")]
    assert found.reasons == tuple(
        (f"form.questions.{words}.label", f"form.questions.{words}.why")
        for words in ("title.kind", "title.served", "dueDay", "remark")
    )
    assert (found.list_path, found.list_key) == ("", "")
    assert (found.shows_table, found.can_add, found.can_remove) == (False, False, False)


def test_section_of_a_list_has_its_rows_numbered_from_one_with_what_was_typed_in_each():
    typed = {"children[0].birthDate": "1/1/2015", "children[1].birthDate": "2/2/2016"}
    found = built(typed, rows={"children": 2}).sections[1]
    assert [
        (row.number, [(field.name, field.id, field.typed) for field in row.fields])
        for row in found.rows
    ] == [
        (
            1,
            [
                ("children[0].birthDate", "children-0-birthDate", "1/1/2015"),
                ("children[0].school", "children-0-school", ""),
            ],
        ),
        (
            2,
            [
                ("children[1].birthDate", "children-1-birthDate", "2/2/2016"),
                ("children[1].school", "children-1-school", ""),
            ],
        ),
    ]
    assert all(isinstance(row, Row) for row in found.rows)
    assert (found.list_path, found.list_key) == ("children", "form.lists.children")
    assert (found.shows_table, found.can_add, found.can_remove) == (False, True, True)


@pytest.mark.parametrize(
    ("count", "can_add", "can_remove"), [(1, True, False), (2, True, True), (3, False, True)]
)
def test_list_can_grow_to_its_most_and_shrink_to_its_fewest_entries(count, can_add, can_remove):
    found = built(rows={"children": count}).sections[1]
    assert (found.can_add, found.can_remove) == (can_add, can_remove)


def new_fields(typed=None, *, rows=1, months=(), **more):
    form = built(typed, rows={"children": rows}, months=months, **more)
    fields = [field for section in form.sections for field in section.fields]
    return [field.name for field in (*fields, *form.table.fields) if field.is_new]


def test_first_question_of_an_entry_just_added_is_new():
    assert new_fields(rows=2) == ["children[1].birthDate"]


def test_question_is_not_new_in_an_entry_that_has_answers_or_in_a_result():
    assert new_fields({"children[1].school": "yes"}, rows=2) == []
    assert new_fields(rows=2, starts_rows=False) == []


def test_first_amount_of_an_empty_table_is_new_until_an_amount_is_typed():
    assert new_fields(months=MONTHS) == ["paid[0].amount"]
    assert new_fields({"paid[0].month": "2026-02", "paid[0].amount": " "}, months=MONTHS) == [
        "paid[0].amount"
    ]
    assert new_fields({"paid[1].month": "2026-03", "paid[1].amount": "1"}, months=MONTHS) == []
    assert new_fields(months=MONTHS, starts_rows=False) == []


def test_table_has_a_row_for_each_month_with_the_amount_typed_for_it():
    typed = {"paid[0].month": "2026-03", "paid[0].amount": "5"}
    table = built(typed, months=MONTHS).table
    assert (table.key, table.filled) == ("form.lists.paid", None)
    assert table.columns == ("form.lists.paid.columns.month", "form.lists.paid.columns.amount")
    assert [(row.name, row.month, row.month_name) for row in table.rows] == [
        ("paid[0].month", Month(2026, 2), "February 2026"),
        ("paid[1].month", Month(2026, 3), "March 2026"),
    ]
    assert all(isinstance(row, MonthRow) for row in table.rows)
    assert [(field.name, field.typed) for field in table.fields] == [
        ("paid[0].amount", ""),
        ("paid[1].amount", "5"),
    ]
    assert built().sections[2].shows_table


def test_row_that_names_no_month_keeps_its_amount_in_its_place():
    table = built({"paid[1].amount": "5"}, months=MONTHS).table
    assert [field.typed for field in table.fields] == ["", "5"]


def test_label_of_an_amount_names_its_month():
    words = KeysAsWords({"form.questions.paid[].amount.label": "Received in {month}"})
    catalog = Catalog(language="en", entries=words, style=catalog_of("en").style)
    form = FormBuilder(FORM, catalog, {}, ()).form(rows={}, month_rows=MONTHS)
    assert [field.label for field in form.table.fields] == [
        "Received in February 2026",
        "Received in March 2026",
    ]


def test_field_that_fills_a_table_has_its_own_words_and_what_was_typed_in_it():
    filling = BulkFill(typed="12", count=2)
    table = built(filling=filling, months=MONTHS).table
    assert table.fill == Field(
        question=AMOUNT,
        name="fill",
        id="fill",
        label="common.fill.label",
        hint="common.fill.hint",
        typed="12",
        errors=(),
        optional=False,
        options=(),
    )
    assert (table.fill_intent, table.filled) == ("fill:paid", 2)


def test_form_without_a_table_has_none():
    form = FormDefinition(name="form", sections=FORM.sections[:1], lists={})
    found = FormBuilder(form, WORDS, {}, ()).form(rows={}, month_rows=MONTHS)
    assert (found.id, found.questions, found.table) == ("simulator-form", form, None)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("title.kind", "title-kind-deed"),
        ("title", "title-kind-deed"),
        ("title.unknown", "title-kind-deed"),
        ("dueDay", "dueDay"),
        ("children", "children-0-birthDate"),
        ("children[1]", "children-1-birthDate"),
        ("children[1].school", "children-1-school-yes"),
        ("children[1].unknown", "children-1-birthDate"),
        ("paid[1].amount", "paid-1-amount"),
        ("paid[1].month", "paid-1-amount"),
        ("paid", "paid-0-amount"),
        ("fill", "fill"),
        ("unknown", "simulator-form"),
    ],
)
def test_problem_leads_to_the_field_or_the_one_nearest_to_it(path, target, monkeypatch):
    monkeypatch.setattr("functions.pages.form_view.message", lambda *asked: asked[2].path)
    form = built({}, refused(path), rows={"children": 2}, months=MONTHS)
    assert form.problems == (Problem(text=path, target=target),)


def test_problem_of_a_table_that_is_not_shown_leads_to_its_section(monkeypatch):
    monkeypatch.setattr("functions.pages.form_view.message", lambda *asked: asked[2].path)
    asked = Question(path="history", kind=Kind.LINE)
    sections = (Section(id="third", questions=(asked, MONTH, AMOUNT), table="paid"),)
    form = FormDefinition(name="form", sections=sections, lists=FORM.lists)
    found = FormBuilder(form, WORDS, {}, (refused("paid"),)).form(rows={}, month_rows=())
    assert [problem.target for problem in found.problems] == ["history"]


def test_message_of_a_refused_answer_stands_at_its_own_field_only(monkeypatch):
    seen = []

    def message(*asked):
        seen.append(asked)
        return f"{asked[2].path} is {asked[2].code}"

    monkeypatch.setattr("functions.pages.form_view.message", message)
    monkeypatch.setattr("functions.pages.form_view.short_message", message)
    issues = refused("children[1].birthDate"), refused("fill", "not_an_amount")
    form = built({}, *issues, rows={"children": 2}, months=MONTHS)
    errors = {f.name: f.errors for section in form.sections for f in section.fields if f.errors}
    assert errors == {"children[1].birthDate": ("children[1].birthDate is required",)}
    assert form.table.fill.errors == ("fill is not_an_amount",)
    assert all(asked[:2] == ("en", FORM) for asked in seen)


def test_id_of_a_field_has_hyphens_for_the_signs_of_its_name():
    assert id_of("children[0].birthDate") == "children-0-birthDate"
