"""What a definition of questions may ask of the page."""

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import Kind, form_definition

SETS = [*CALCULATORS, "contact"]


@pytest.fixture(params=SETS)
def questions(request):
    return form_definition(request.param)


def tables(questions):
    return [p.table for p in (*questions.sections, *questions.questions()) if p.table]


def test_each_list_is_either_repeated_or_shown_as_a_table(questions):
    shown = [bounds.path for bounds in questions.rows()]
    assert sorted([*shown, *tables(questions)]) == sorted(questions.lists)


def test_a_page_has_one_table_at_most(questions):
    assert len(tables(questions)) <= 1


def test_a_table_has_months_and_amounts(questions):
    columns = [
        q for q in questions.questions() if questions.table and q.list_path == questions.table
    ]
    assert {q.kind for q in columns if q.path.endswith("[].month")} <= {Kind.MONTH}
    assert {q.kind for q in columns if not q.path.endswith("[].month")} <= {Kind.AMOUNT}


def test_a_question_of_a_list_stands_in_the_section_or_table_of_that_list(questions):
    for section in questions.sections:
        lists = {question.list_path for question in section.questions}
        assert lists <= {section.list_path, section.table, *(q.table for q in section.questions)}, (
            section.id
        )


def test_a_repeated_section_folds_nothing_away(questions):
    repeated = [section for section in questions.sections if section.list_path]
    assert not [q.path for section in repeated for q in section.questions if q.more]


def test_one_day_at_most_may_be_left_empty_to_mean_today(questions):
    days = [question for question in questions.questions() if question.today]
    assert len(days) <= 1
    assert all(day.required and day.kind in (Kind.DATE, Kind.MONTH) for day in days)
