"""What a definition of questions may ask of the page."""

from collections import Counter, defaultdict

import pytest

from functions import config_files
from functions.calculators.registry import CALCULATORS
from functions.forms import definition
from functions.forms.definition import (
    FUNCTIONS,
    GROUPS,
    Fills,
    FormDefinition,
    Kind,
    Question,
    Section,
    folder_of,
    form_definition,
)

SETS = [*CALCULATORS, "contact"]
OF_ANOTHER_MEANING = {
    "months",
    "letterSentOn",
    "payments[].amount",
    "monthlyMaintenance",
    "kind",
    # A member of a request in JSON in the simulator, an answer of the page alone elsewhere.
    "paymentHistory",
}
"""Paths that name something else in each of the calculators that ask for them."""


@pytest.fixture(params=SETS)
def questions(request):
    return form_definition(request.param)


def tables(questions):
    return [p.table for p in (*questions.sections, *questions.questions()) if p.table]


def test_each_list_is_either_repeated_or_shown_as_table(questions):
    shown = [bounds.path for bounds in questions.rows()]
    assert sorted([*shown, *tables(questions)]) == sorted(questions.lists)


def test_page_has_one_table_at_most(questions):
    assert len(tables(questions)) <= 1


def test_table_has_months_and_amounts(questions):
    columns = [
        q for q in questions.questions() if questions.table and q.list_path == questions.table
    ]
    assert {q.kind for q in columns if q.path.endswith("[].month")} <= {Kind.MONTH}
    assert {q.kind for q in columns if not q.path.endswith("[].month")} <= {Kind.AMOUNT}


def test_list_question_is_in_section_or_table_of_list(questions):
    for section in questions.sections:
        lists = {question.list_path for question in section.questions}
        assert lists <= {section.list_path, section.table, *(q.table for q in section.questions)}, (
            section.id
        )


def test_repeated_section_folds_nothing_away(questions):
    repeated = [section for section in questions.sections if section.list_path]
    assert not [q.path for section in repeated for q in section.questions if q.more]


def test_one_day_at_most_may_be_left_empty_to_mean_today(questions):
    days = [question for question in questions.questions() if question.today]
    assert len(days) <= 1
    assert all(day.required and day.kind in (Kind.DATE, Kind.MONTH) for day in days)


def written():
    """Each question as it is written: its path, the file, and the rest of its definition."""
    for folder in (FUNCTIONS / "calculators").iterdir():
        if (folder / "questions.toml").is_file():
            for section in config_files.read(folder, "questions")["sections"]:
                for question in section["questions"]:
                    if "use" not in question:
                        yield question["path"], folder.name
    for name in config_files.names(GROUPS):
        for question in config_files.read(GROUPS, name)["questions"]:
            yield question["path"], name


def test_only_question_with_another_meaning_has_path_of_another():
    counts = Counter(path for path, _ in written())
    assert {path for path, count in counts.items() if count > 1} == OF_ANOTHER_MEANING


def test_every_group_is_used_by_two_calculators():
    users = defaultdict(set)
    for name in CALCULATORS:
        for section in config_files.read(folder_of(name), "questions")["sections"]:
            for entry in section["questions"]:
                if "use" in entry:
                    users[entry["use"]].add(name)
    assert {name for name in config_files.names(GROUPS) if len(users[name]) < 2} == set()


def test_group_fills_in_its_questions_in_their_order():
    paths = [q.path for q in form_definition("eligibility").questions()]
    groups = [config_files.read(GROUPS, name)["questions"] for name in ("title", "start_index")]
    assert [path for path in paths if path.startswith("title.")] == [
        question["path"] for group in groups for question in group
    ]


def test_calculator_may_use_some_questions_of_group_only():
    paths = [q.path for q in form_definition("indexation").questions()]
    assert [path for path in paths if path.startswith("title.")] == [
        "title.date",
        "title.indexation",
        "title.startIndex.figure",
        "title.startIndex.baseYear",
        "title.startIndexMonth",
        "title.indexationMonth",
        "title.firstIndexation",
    ]


def test_calculator_override_applies_to_each_question_of_group():
    more = {
        name: {q.path: q.more for q in form_definition(name).questions()}
        for name in ("waiver", "limits")
    }
    assert more["waiver"]["parameterSet"]
    assert not more["limits"]["parameterSet"]
    assert more["waiver"]["ownLimits.minimum"]


@pytest.mark.parametrize(
    ("name", "minimum", "maximum"),
    [("eligibility", 0, 60), ("advances", 0, 13), ("arrears", 1, 60)],
)
def test_list_has_bounds_of_its_group_unless_calculator_gives_its_own(name, minimum, maximum):
    bounds = form_definition(name).lists["receivedPayments"]
    assert (bounds.minimum, bounds.maximum) == (minimum, maximum)


def test_question_that_its_group_does_not_have_is_error(tmp_path, monkeypatch):
    text = '[[sections]]\nid = "x"\n[[sections.questions]]\nuse = "title"\nonly = ["title.x"]\n'
    (tmp_path / "questions.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(definition, "folder_of", lambda _: tmp_path)
    with pytest.raises(KeyError, match=r"title\.x"):
        form_definition.__wrapped__("x")


def test_question_may_have_words_of_another():
    keys = {q.path: q.key for q in form_definition("limits").questions()}
    assert keys["household.partner"] == "questions.partner"
    assert keys["household.resources"] == "questions.household.resources"


@pytest.mark.parametrize(
    ("name", "fills"),
    [
        (
            "advances",
            Fills(operation="fillAdvanceForm", forms=("intervention", "advance"), children=6),
        ),
        (
            "waiver",
            Fills(operation="fillWaiverForm", forms=("waiver-request", "income-declaration")),
        ),
        ("undue", None),
    ],
)
def test_fills_of_definition_are_its_paper_forms_and_child_capacity(name, fills):
    assert form_definition(name).fills == fills


def test_steps_of_definition_without_them_are_false():
    assert [form_definition(name).steps for name in ("advances", "undue")] == [True, False]


def test_offers_of_a_definition_are_the_buttons_beside_its_result():
    offers = {name: form_definition(name).offers for name in ("advances", "waiver", "contact")}
    assert offers == {
        "advances": ("summary", "calendar", "csv", "ods"),
        "waiver": ("summary",),
        "contact": (),
    }


def test_definition_of_a_form_offers_and_repeats_nothing_unless_it_says_so():
    form = FormDefinition(name="x", sections=(), lists={})
    assert (form.offers, form.steps, form.fills, form.table) == ((), False, None, None)


def test_question_is_optional_and_in_sight_unless_it_says_otherwise():
    question = Question(path="x", kind=Kind.LINE)
    assert (question.required, question.more, question.today) == (False, False, False)
    assert (question.options, question.widget, question.words) == ((), "", "")


def test_table_of_a_definition_is_the_first_list_shown_as_one():
    asked = Question(path="x", kind=Kind.LINE, table="months")
    sections = Section(id="a", questions=()), Section(id="b", questions=(asked,))
    assert FormDefinition(name="x", sections=sections, lists={}).table == "months"


def test_question_of_a_definition_has_its_bounds_and_options_as_written():
    questions = {question.path: question for question in form_definition("advances").questions()}
    months, figure = questions["months"], questions["title.startIndex.figure"]
    assert (months.minimum, months.maximum, months.default) == ("12", "60", "24")
    assert (figure.minimum, figure.maximum) == ("1.00", "999.99")
    years = questions["title.startIndex.baseYear"].options
    assert years == ("2025", "2013", "2004", "1996", "1988", "1981")
    assert questions["title.date"].options == ()
