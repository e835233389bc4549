"""The arrears as a page shows them: every kind of answer, in every language."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from functions.calculators.arrears.view import arrears_view
from functions.i18n.catalog import catalog_of
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    TitleTerms,
)
from functions.law.maintenance.arrears import calculate_arrears
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.parameters import load
from tests.pages.result_pages import (
    result_of,
    text,
)

NOTHING_CAME = tuple(ReceivedPayment(month=Month(2021, 12).plus(n), amount=0) for n in range(60))
USUAL = ArrearsRequest(
    application_date=date(2026, 11, 21),
    title=TitleTerms(date=date(2019, 6, 1), indexation=IndexationClause.NOT_STATED),
    children=(Creditor(monthly_maintenance=15000),),
    received_payments=NOTHING_CAME,
)
PAID = replace(USUAL, received_payments=tuple(replace(row, amount=30000) for row in NOTHING_CAME))
TOO_OLD = ReceivedPayment(month=Month(2021, 3), amount=0)
LAST = load.maintenance().last_day
REQUESTS = {
    "usual": USUAL,
    "paid": PAID,
    "one missed": replace(PAID, received_payments=(*PAID.received_payments[:-1], NOTHING_CAME[-1])),
    "new index not sure": replace(
        USUAL, received_payments=(ReceivedPayment(month=Month(2026, 6), amount=18484),)
    ),
    "too old": replace(USUAL, received_payments=(TOO_OLD, *NOTHING_CAME[1:])),
    "not indexed": replace(
        USUAL, title=replace(USUAL.title, indexation=IndexationClause.NONE, due_day=5)
    ),
    "first year": replace(
        USUAL,
        title=replace(USUAL.title, date=date(2026, 1, 5)),
        received_payments=NOTHING_CAME[-3:],
    ),
    "typed start index": replace(
        USUAL, title=replace(USUAL.title, start_index=StartIndex(figure=10900, base_year=2013))
    ),
    "older base": replace(
        USUAL, title=replace(USUAL.title, start_index=StartIndex(figure=13200, base_year=2004))
    ),
    "two children": replace(USUAL, children=(*USUAL.children, Creditor(monthly_maintenance=99))),
    "at the end of the known time": replace(
        USUAL,
        application_date=LAST,
        received_payments=(ReceivedPayment(month=Month.of(LAST).plus(-14), amount=0),),
    ),
    "index not published": replace(
        USUAL,
        application_date=LAST,
        received_payments=(ReceivedPayment(month=Month.of(LAST).plus(-1), amount=0),),
    ),
}
RESULTS = {name: calculate_arrears(r, load.maintenance()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("arrears", RESULTS[name], language)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("usual", "apply"),
        ("paid", "nothing"),
        ("one missed", "later"),
        ("at the end of the known time", "notKnown"),
    ],
)
def test_verdict_matches_ledger(name, verdict):
    result, catalog = RESULTS[name], catalog_of("en")
    page = text(shown(name))
    tag = {"notKnown": "later"}.get(verdict, verdict)
    assert catalog.gettext(f"arrears.verdict.{tag}.tag") in page
    if verdict == "nothing":
        assert catalog.gettext("arrears.verdict.nothing.sentence") in page
    else:
        assert f"{catalog.short(result.total)} " in page
    if verdict == "later":
        assert f"you can apply from {catalog.full_day(result.may_apply_from)}" in page


def test_amount_precedes_next_step_and_table():
    page = shown("usual")
    assert page.index("answer-figure") < page.index("next-steps") < page.index("<table")


def bodies(name):
    """The rows of each table of months."""
    return re.findall(r"<tbody>.*?</tbody>", shown(name), flags=re.DOTALL)


@pytest.mark.parametrize("name", RESULTS)
def test_every_month_has_row(name):
    result, catalog = RESULTS[name], catalog_of("en")
    rows = "".join(bodies(name))
    assert re.findall(r'<th scope="row">([^<]+)</th>', rows) == [
        catalog.format(line.month) for line in result.months
    ]


def test_long_table_is_folded_by_year_with_missing_sum():
    result, catalog = RESULTS["usual"], catalog_of("en")
    years = arrears_view(result, catalog, load.maintenance()).years
    assert [year.year for year in years] == list(range(2021, 2027))
    assert sum(year.missing for year in years) == result.total
    assert len(bodies("usual")) == len(years)
    for year in years:
        summary = catalog.gettext(
            "arrears.years.summary", year=str(year.year), missing=Cents(year.missing)
        )
        assert f"<summary>{summary}</summary>" in shown("usual")


def test_year_of_time_barred_arrears_is_marked():
    result, catalog = RESULTS["too old"], catalog_of("en")
    first, *others = arrears_view(result, catalog, load.maintenance()).years
    assert (first.year, first.missing, first.too_old) == (2021, 0, result.too_old)
    assert result.too_old > 0
    assert sum(year.missing for year in others) == result.total
    assert [year.too_old for year in others] == [0] * len(others)
    summary = catalog.gettext(
        "arrears.years.summary_too_old", year="2021", missing=first.missing, too_old=first.too_old
    )
    assert f"<summary>{summary}</summary>" in shown("too old")


def test_short_table_is_not_folded():
    assert len(bodies("first year")) == 1
    assert 'class="more year"' not in shown("first year")


@pytest.mark.parametrize("name", ["usual", "first year"])
def test_totals_are_below_months_folded_or_not(name):
    result, catalog = RESULTS[name], catalog_of("en")
    (foot,) = re.findall(r"<tfoot>.*?</tfoot>", shown(name), flags=re.DOTALL)
    assert catalog.gettext("arrears.months.total") in foot
    assert catalog.format(Cents(result.total)) in foot


def test_time_barred_arrears_have_separate_total():
    catalog = catalog_of("en")
    assert catalog.gettext("arrears.months.total_too_old") in shown("too old")
    assert catalog.gettext("arrears.months.total_too_old") not in shown("usual")


def test_no_arrears_have_no_contribution():
    assert "result-contribution" not in shown("paid")


def test_long_explanation_is_folded_by_year_with_continuous_numbers():
    page, steps = shown("usual"), RESULTS["usual"].explanation
    numbers = re.findall(r'<li value="([0-9]+)"', page)
    assert numbers == [str(number) for number in range(1, len(steps) + 1)]
    years = re.findall(r"<summary>(20[0-9]{2}): ([0-9]+) steps?</summary>", page)
    assert [year for year, _ in years] == [str(year) for year in range(2021, 2027)]
    assert sum(int(count) for _, count in years) < len(steps)


def test_short_explanation_is_not_folded_by_year():
    assert "steps-by-year" not in shown("first year")
