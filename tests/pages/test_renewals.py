"""A plan of renewals as a page shows it: every verdict, end and note, in every language."""

import re
from datetime import date

import pytest

from functions.calculators.renewals.view import renewals_view
from functions.http import clock
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.maintenance.renewals import RenewalRequest, plan_renewals
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

SUBJECT = "renewals"


def plan(**changes):
    answers = {"birth_date": date(2006, 2, 14), "granted_on": date(2026, 7, 15)}
    return plan_renewals(RenewalRequest(**answers | changes), load.maintenance())


PLANS = {
    "renew": plan(),
    "minor": plan(birth_date=date(2008, 9, 14)),
    "born on 29 February": plan(birth_date=date(2004, 2, 29)),
    "ends": plan(child_benefit_until=date(2026, 12, 31)),
    "school": plan(education_until=date(2028, 6, 30), proof_asked_on=date(2026, 12, 4)),
}
VERDICTS = {
    "renew": "renew",
    "minor": "minor",
    "born on 29 February": "renew",
    "ends": "ends",
    "school": "proof",
}


def shown(name, language="en"):
    return result_of(SUBJECT, PLANS[name], language)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_verdict_comes_first_and_table_has_every_period(name, language):
    page = shown(name, language)
    catalog = catalog_of(language)
    assert catalog.gettext(f"{SUBJECT}.verdict.{VERDICTS[name]}.tag") in page
    table = page[page.index('class="periods ') :]
    for period in PLANS[name].periods:
        assert f">{catalog.format(period.first_day)}</td>" in table
        assert f">{catalog.format(period.last_day)}</td>" in table
    assert table.count("<time") == len(PLANS[name].periods) - 1
    assert "{" not in page


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("renew", "Renew the advances before Friday 15 January 2027."),
        (
            "minor",
            "Make a new application by Monday 14 September 2026, when the child turns 18.",
        ),
        ("ends", "The advances end: the last possible day is Thursday 31 December 2026."),
    ],
)
def test_headline_is_next_relevant_day(name, figure):
    assert f">{figure}</span></h2>" in shown(name)


def test_table_says_of_each_period_whether_it_is_doubtful_and_from_when():
    table = shown("renew").partition("<tbody>")[2].partition("</tbody>")[0]
    said = re.findall(r'data-label="Doubtful from">([^<]*)<', table)
    # Of a child born on 14 February 2006, the month of the 25th birthday is February 2031.
    assert said == ["no"] * 9 + ["1 March 2031", "15 July 2031", "15 January 2032"]
    assert "Doubtful from" not in shown("ends")


def test_verdict_has_last_day_for_requested_proof():
    verdict = text(shown("school").partition("next-steps")[0])
    assert "Send the proof, because the service must have it by Sunday 3 January 2027 at" in verdict
    assert "Renew the advances before Friday 15 January 2027." in verdict
    assert "Send the proof" not in text(shown("renew").partition("next-steps")[0])


def test_both_documents_of_act_are_named():
    view = renewals_view(PLANS["renew"], catalog_of("en"), today=clock.today())
    page = shown("renew")
    assert len(view.papers) == 2
    assert all(paper.sentence in page for paper in view.papers)


def test_cases_use_every_sentence_and_every_note():
    plans = PLANS.values()
    sentences, notes = sentences_used(plans), notes_used(plans)
    assert sentences == keys_written(SUBJECT, "rules", sentences)
    assert notes == keys_written(SUBJECT, "notes", notes)


def test_cases_use_words_of_every_day():
    used = {
        f"{found.code}.{part}"
        for one in PLANS.values()
        for found in one.dates
        for part in ("title", "text")
    }
    assert used == keys_written(SUBJECT, "dates", used)


@pytest.mark.parametrize("language", LANGUAGES)
def test_step_sentence_uses_only_inputs_of_step(language):
    assert asked_beyond_the_step(SUBJECT, language, PLANS.values()) == set()


@pytest.mark.parametrize("name", PLANS)
def test_every_language_gives_same_figures(name):
    assert [figures(shown(name, la)) for la in LANGUAGES] == [figures(shown(name))] * 4
