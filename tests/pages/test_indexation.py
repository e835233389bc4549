"""The indexed amount as a page shows it: every kind of answer, in every language."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from functions.calculators.indexation.view import indexation_view
from functions.i18n.catalog import catalog_of
from functions.law.core.values import Month
from functions.law.maintenance.application import IndexationClause, StartIndex, TitleTerms
from functions.law.maintenance.indexation_history import IndexationRequest, index_maintenance
from tests import known_figures
from tests.pages.result_pages import (
    result_of,
    text,
)

USUAL = IndexationRequest(
    monthly_maintenance=15000,
    title=TitleTerms(date=date(2022, 3, 10), indexation=IndexationClause.NOT_STATED),
    month=Month(2026, 11),
)
OLD = TitleTerms(
    date=date(1992, 5, 4),
    indexation=IndexationClause.CONSUMER_PRICE_INDEX,
    start_index=StartIndex(figure=11012, base_year=1988),
)
REQUESTS = {
    "usual": USUAL,
    "first year": replace(USUAL, month=Month(2022, 12)),
    "not published": replace(USUAL, month=Month(2027, 4)),
    "not indexed": replace(USUAL, title=replace(USUAL.title, indexation=IndexationClause.NONE)),
    "silent and old": replace(USUAL, title=replace(USUAL.title, date=date(2009, 1, 5))),
    "typed start index": replace(
        USUAL, title=replace(USUAL.title, start_index=StartIndex(figure=11907, base_year=2013))
    ),
    "older base": replace(USUAL, title=OLD),
    "lower than before": replace(
        USUAL,
        title=TitleTerms(
            date=date(2014, 7, 10),
            indexation=IndexationClause.NOT_STATED,
            start_index=StartIndex(figure=10300, base_year=2013),
        ),
        month=Month(2016, 3),
    ),
    "own months": replace(
        USUAL,
        month=Month(2023, 3),
        title=replace(USUAL.title, start_index_month=Month(2022, 6), indexation_month=8),
    ),
}
RESULTS = {name: index_maintenance(r, known_figures.maintenance()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("indexation", RESULTS[name], language)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("usual", "indexed"),
        ("first year", "firstYear"),
        ("not published", "notPublished"),
        ("not indexed", "notIndexed"),
        ("silent and old", "notIndexed"),
    ],
)
def test_verdict_shows_amount(name, verdict):
    page = text(shown(name))
    catalog = catalog_of("en")
    assert catalog.gettext(f"indexation.verdict.{verdict}.tag") in page
    assert f"{catalog.short(RESULTS[name].amount)} a month" in page


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (1, ["difference", "inform", "pay", "again"]),
        (0, ["again"]),
        (-1, ["inform", "pay", "again"]),
    ],
)
def test_a_cent_more_than_the_paper_leaves_a_difference_to_claim(change, keys):
    usual, words = RESULTS["usual"], catalog_of("en")
    other = replace(usual.request, monthly_maintenance=usual.amount - change)
    view = indexation_view(replace(usual, request=other), words, known_figures.maintenance())
    assert [step.heading for step in view.next_steps] == [
        words.gettext(f"indexation.next.{key}.heading", month=Month(2027, 3)) for key in keys
    ]


def test_amount_precedes_next_step_and_table():
    page = shown("usual")
    assert page.index("answer-figure") < page.index("next-steps") < page.index("<table")


def test_every_adaptation_has_row():
    rows = shown("usual").count("<tr>")
    assert rows == len(RESULTS["usual"].adaptations) + 2


def test_page_shows_next_change_of_amount():
    assert "until the next indexation in March 2027" in text(shown("usual"))
    assert "March 2027 at the earliest" in text(shown("not published"))


def test_lower_index_gives_lower_amount_and_no_arrears():
    page = text(shown("lower than before"))
    assert "less than in the judgment or deed" in page
    assert catalog_of("en").gettext("indexation.next.difference.heading") not in page


def test_index_that_is_not_published_is_not_shown_as_figure():
    assert catalog_of("en").gettext("indexation.adaptations.not_published") in shown(
        "not published"
    )
