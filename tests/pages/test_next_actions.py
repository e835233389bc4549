"""The answers on debts: each verdict is said in few words and leads to pages of this site."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from functions.calculators.load import load
from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, PLACEHOLDER, catalog_of
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from functions.law.maintenance.payments import allocate_payments
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.limit_comparison import calculate_limits
from functions.law.waiver.limitation import Suspension
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest, check_particulars
from functions.law.waiver.request import Resources
from functions.parameters import load as parameters
from tests.pages import test_limits, test_payments, test_result, test_waiver_checks

CONTENT = Path(__file__).parents[2] / "site" / "content"
MOST_WORDS = 25
MOST_WORDS_OF_TAG = 5
"""Four, and one for an article or a particle that a language writes apart."""


def decision(event, day):
    request = DeadlinesRequest(event=event, event_date=day)
    return find_deadlines(request, parameters.maintenance())


def appeal(**changes):
    request = AppealRequest(**{"informed_on": date(2026, 3, 2)} | changes)
    return find_appeal_dates(request, parameters.waiver())


def letter(kind, *, complete):
    request = ParticularsRequest(kind=kind, notified_on=date(2026, 3, 2), complete=complete)
    return check_particulars(request, parameters.waiver())


COURT = {"commission_informed_on": date(2026, 9, 10)}
COMPLAINT = {"complaint_on": date(2026, 4, 10), "complaint_closed_on": date(2026, 6, 1)}
MISSING, WHOLE = (letter(DecisionKind.RECOVERY, complete=complete) for complete in (False, True))
ALONE = replace(
    test_result.CALCULATIONS["alone"].request,
    request_date=date(2026, 11, 21),
    debtor_resources=Resources(work=170000),
)
BY_LIMITS = calculate_waiver(ALONE, parameters.waiver())
"""Nothing by the limits of 2019, a part by the estimate."""
LINE = calculate_limits(test_limits.household(170000), parameters.waiver())
SUSPENDED = test_waiver_checks.decided(
    interruptions=(), suspensions=(Suspension(first_day=date(2026, 11, 1)),)
)
PAID_LATER = replace(test_payments.USUAL, letter_sent_on=date(2026, 3, 16))
"""A letter of a Monday: the term ends on a Tuesday."""
EXEMPT = letter(DecisionKind.INDEXATION, complete=False)
ASKED = {
    "deadlines": [
        # A letter of a Friday ends on a Saturday, one of a Monday on a Tuesday.
        *(
            (decision(event, date(2026, 3, 6)), day)
            for event in Event
            for day in (date(2026, 3, 10), date(2026, 9, 1))
        ),
        (decision(Event.DEBTOR_LETTER_SENT, date(2026, 3, 9)), date(2026, 3, 10)),
        (decision(Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2)), date(2026, 3, 10)),
        (decision(Event.APPLICATION_COMPLETE, date(2026, 3, 2)), date(2026, 4, 10)),
        (decision(Event.APPLICATION_COMPLETE, date(2018, 3, 8)), date(2018, 4, 1)),
        (decision(Event.APPLICATION_COMPLETE, date(2018, 3, 8)), date(2018, 5, 1)),
    ],
    "appeal": [
        (appeal(), date(2026, 3, 9)),
        (appeal(), date(2026, 9, 1)),
        (appeal(particulars_missing=True), date(2026, 12, 1)),
        (appeal(**COMPLAINT), date(2026, 7, 1)),
        (appeal(**COMPLAINT, complaint_withdrawn=True), date(2026, 6, 2)),
        (appeal(**COURT), date(2026, 10, 1)),
        (appeal(**COURT), date(2027, 1, 4)),
        (appeal(request_sent_on=date(2026, 3, 6)), date(2026, 3, 9)),
    ],
    "particulars": [
        (found, day)
        for found in (MISSING, WHOLE, EXEMPT)
        for day in (date(2026, 3, 9), date(2026, 11, 2))
    ],
    "payments": [
        (found, day)
        for found in (
            *test_payments.RESULTS.values(),
            allocate_payments(PAID_LATER, parameters.maintenance()),
        )
        for day in (test_payments.BEFORE, test_payments.AFTER)
    ],
    "waiver": [
        (found, date(2026, 11, 30)) for found in (*test_result.CALCULATIONS.values(), BY_LIMITS)
    ],
    "limits": [(found, date(2026, 11, 30)) for found in (*test_limits.RESULTS.values(), LINE)],
    "first_questions": [(found, date(2026, 11, 30)) for found in test_waiver_checks.FIRST.values()],
    "retention": [
        (found, date(2026, 11, 30)) for found in (*test_waiver_checks.RETENTION.values(), SUSPENDED)
    ],
}
CASES = [(subject, place) for subject, asked in ASKED.items() for place in range(len(asked))]


@cache
def view(subject, place, language):
    result, today = ASKED[subject][place]
    return load(subject).view(result, catalog_of(language), today)


def of(subject, language):
    return [view(subject, place, language) for place in range(len(ASKED[subject]))]


def pattern(sentence):
    """A sentence of the words as an expression for what it becomes."""
    return re.compile(".*".join(map(re.escape, PLACEHOLDER.sub("\0", sentence).split("\0"))))


@pytest.mark.parametrize("subject", ASKED)
def test_cases_have_every_verdict(subject):
    words = catalog_of("en").table(f"{subject}.verdict")
    # What several calculators share is not of this one.
    verdicts = {key.partition(".")[0] for key in words if key.endswith(".tag")}
    said = [found.answer.sentence for found in of(subject, "en")]
    sentences = {verdict: pattern(words[f"{verdict}.sentence"]) for verdict in verdicts}
    assert {v for v, form in sentences.items() if not any(map(form.fullmatch, said))} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "place"), CASES)
def test_answer_leads_on_and_each_next_step_has_a_page(subject, place, language):
    found = view(subject, place, language)
    assert found.answer.primary.page or found.answer.primary.paper
    assert len(found.next_steps) > 1
    for action in (found.answer.primary, *(step.link for step in found.next_steps)):
        page = action.page or "forms"
        folder = CONTENT / language / page
        assert folder.with_suffix(".md").exists() or (folder / "index.md").exists(), page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "place"), CASES)
def test_answer_is_short_and_says_nothing_twice(subject, place, language):
    found = view(subject, place, language)
    answer = found.answer
    assert len(answer.tag.split()) <= MOST_WORDS_OF_TAG, answer.tag
    for sentence in re.split(r"(?<=[.?!]) ", f"{answer.sentence} {answer.reason}"):
        assert len(sentence.split()) <= MOST_WORDS, sentence
    headings = [step.heading for step in found.next_steps]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(("subject", "place"), CASES)
def test_answers_given_lead_to_sections_of_the_form(subject, place):
    sections = {section.id for section in form_definition(subject).sections}
    given = view(subject, place, "en").given
    assert given
    assert {line.step for line in given} <= sections
    assert len(given) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_application_is_offered_where_it_would_be_refused(language):
    for found in of("waiver", language):
        granted = found.calculation.waiver.waived > 0
        assert found.may_fill is granted
        assert bool(found.answer.primary.paper) is granted
