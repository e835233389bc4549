"""The conditions as a page shows them: every kind of answer, in every language."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
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
    asked_beyond_the_step,
    figures,
    keys_written,
    notes_used,
    result_of,
    sentences_used,
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
    "paid in part": replace(USUAL, received_payments=(replace(NOTHING_CAME[-1], amount=1),)),
    "abroad": replace(USUAL, applicant_lives_in_belgium=False, children_live_in_belgium=False),
    "no title": with_title(kind=TitleKind.ORAL_AGREEMENT, served=None),
    "not served": with_title(served=False),
    "not indexed": with_title(indexation=IndexationClause.NONE, due_day=5),
    "first year": replace(with_title(date=date(2026, 1, 5)), received_payments=NOTHING_CAME[-3:]),
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


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_a_result_in_every_language(language, name):
    page = text(shown(name, language))
    assert catalog_of(language).gettext("common.result.heading") in page
    assert "{" not in page


@pytest.mark.parametrize("name", RESULTS)
def test_every_language_gives_the_same_figures(name):
    told = [figures(shown(name, language)) for language in LANGUAGES]
    assert told == [figures(shown(name))] * len(LANGUAGES)


def test_the_cases_use_every_sentence_of_a_step():
    used = sentences_used(RESULTS.values())
    assert used == keys_written("eligibility", "rules", used)


def test_the_cases_use_every_note():
    used = notes_used(RESULTS.values())
    assert used == keys_written("eligibility", "notes", used)


def test_the_cases_use_every_reason():
    used = {month.reason for result in RESULTS.values() for month in result.months}
    assert used == set(TermReason) == set(catalog_of("en").table("eligibility.reasons"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_a_step_shows_nothing_that_the_step_does_not_give(language):
    assert asked_beyond_the_step("eligibility", language, RESULTS.values()) == set()


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("usual", "open"),
        ("paid", "later"),
        ("not served", "closed"),
        ("at the end of the known time", "notKnown"),
    ],
)
def test_the_verdict_says_what_the_conditions_lead_to(name, verdict):
    told, page = catalog_of("en"), text(shown(name))
    assert told.gettext(f"eligibility.verdict.{verdict}.label") in page
    assert told.gettext(f"eligibility.verdict.{verdict}.sentence") in page


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("abroad", ("residence_applicant", "residence_children")),
        ("no title", ("enforceable_title",)),
        ("not served", ("served",)),
    ],
)
def test_what_would_change_the_answer_is_said(name, rules):
    page = text(shown(name))
    for rule in rules:
        assert catalog_of("en").gettext(f"eligibility.change.intervention.{rule}") in page


def test_every_month_has_a_row():
    body = shown("usual").partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == len(RESULTS["usual"].months)


def test_without_a_month_there_is_no_table():
    assert "<table" not in shown("nothing due yet")
