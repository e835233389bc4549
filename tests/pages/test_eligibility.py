"""The conditions as a page shows them: every kind of answer, in every language."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from functions.i18n.catalog import catalog_of
from functions.law.core.values import Month
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from functions.law.maintenance.arrears_request import Creditor
from functions.law.maintenance.eligibility import EligibilityRequest, TermReason, check_eligibility
from functions.parameters import load
from tests.pages.result_pages import (
    result_of,
    text,
)

NOTHING_CAME = tuple(ReceivedPayment(month=Month(2025, 10).plus(n), amount=0) for n in range(14))
PAID_ROWS = tuple(replace(row, amount=99999) for row in NOTHING_CAME)
LAST = load.maintenance().last_day
USUAL = EligibilityRequest(
    application_date=date(2026, 11, 21),
    applicant_lives_in_belgium=True,
    children_live_in_belgium=True,
    title=Title(
        kind=TitleKind.JUDGMENT,
        date=date(2019, 6, 1),
        served=True,
        indexation=IndexationClause.NOT_STATED,
    ),
    children=(Creditor(monthly_maintenance=15000),),
    received_payments=NOTHING_CAME,
)


def with_title(**changes):
    return replace(USUAL, title=replace(USUAL.title, **changes))


REQUESTS = {
    "usual": USUAL,
    "paid": replace(USUAL, received_payments=PAID_ROWS),
    "lacks the indexation": replace(
        USUAL, received_payments=tuple(replace(row, amount=15000) for row in NOTHING_CAME)
    ),
    "new index not sure": replace(
        USUAL, received_payments=(ReceivedPayment(month=Month(2026, 6), amount=18484),)
    ),
    "paid in part": replace(USUAL, received_payments=(replace(NOTHING_CAME[-1], amount=1),)),
    "abroad": replace(USUAL, applicant_lives_in_belgium=False, children_live_in_belgium=False),
    "no title": with_title(kind=TitleKind.ORAL_AGREEMENT, served=None),
    "not served": with_title(served=False),
    "not indexed": with_title(indexation=IndexationClause.NONE, due_day=5),
    "first year": replace(with_title(date=date(2026, 1, 5)), received_payments=NOTHING_CAME[-3:]),
    "first year by the month of the title": replace(
        with_title(date=date(2026, 1, 5), indexation_month=3),
        received_payments=NOTHING_CAME[-3:],
    ),
    "typed start index": with_title(start_index=StartIndex(figure=10900, base_year=2013)),
    "older base": with_title(start_index=StartIndex(figure=13200, base_year=2004)),
    "two children": replace(USUAL, children=(*USUAL.children, Creditor(monthly_maintenance=99))),
    "at the end of the known time": replace(
        USUAL,
        application_date=LAST,
        received_payments=(ReceivedPayment(month=Month.of(LAST).plus(-1), amount=99999),),
    ),
    "nothing due yet": replace(with_title(date=date(2026, 11, 20)), received_payments=()),
}
RESULTS = {name: check_eligibility(r, load.maintenance()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("eligibility", RESULTS[name], language)


def test_cases_use_every_reason():
    used = {month.reason for result in RESULTS.values() for month in result.months}
    assert used == set(TermReason) == set(catalog_of("en").table("eligibility.reasons"))


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("usual", "You can apply from Saturday 21 November 2026, because every condition is met."),
        ("paid", "No month counts as missed, so the service cannot act."),
        ("not served", "No bailiff has served the judgment, so the service cannot act yet."),
        (
            "at the end of the known time",
            "0 months are unpaid. That is not enough, because 2 are needed.",
        ),
    ],
)
def test_verdict_matches_conditions(name, verdict):
    assert verdict in text(shown(name))


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("abroad", ("residence_applicant", "residence_children")),
        ("no title", ("enforceable_title",)),
        ("not served", ("served",)),
    ],
)
def test_change_that_would_alter_result_is_shown(name, rules):
    page = text(shown(name))
    for rule in rules:
        assert catalog_of("en").gettext(f"eligibility.change.intervention.{rule}") in page


def test_result_says_for_which_day_it_was_calculated_and_with_which_answers():
    answers = text(shown("usual").partition('id="result-answers"')[2])
    assert "Set by a judgment of 1 June 2019 Change" in answers
    assert "Day of the request 21 November 2026 Change" in answers


def test_every_month_has_row():
    bodies = [part.partition("</tbody>")[0] for part in shown("usual").split("<tbody>")[1:]]
    window, *earlier = [body.count("<tr>") for body in bodies]
    assert window == sum(month.in_window for month in RESULTS["usual"].months) == 12
    assert sum(earlier) == len(RESULTS["usual"].months) - window


def test_result_without_months_has_no_table():
    assert "<table" not in shown("nothing due yet")
