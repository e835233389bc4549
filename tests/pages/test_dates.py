"""The days of a procedure as a page shows them: every kind of event and decision."""

import re
from datetime import date

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of, placeholders
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates
from functions.parameters import load
from tests.pages.rendering import render
from tests.pages.result_pages import keys_written, text

MOVED, NOT_MOVED = date(2026, 3, 6), date(2026, 6, 3)
RESULTS = {
    ("deadlines", f"{event} {day}"): find_deadlines(
        DeadlinesRequest(event=event, event_date=day), load.maintenance()
    )
    for event in Event
    for day in (MOVED, NOT_MOVED, date(2026, 3, 2), date(2026, 3, 7))
}
RESULTS["deadlines", "complete before the act knew an appeal without a decision"] = find_deadlines(
    DeadlinesRequest(event=Event.APPLICATION_COMPLETE, event_date=date(2018, 3, 1)),
    load.maintenance(),
)
DECISIONS = {
    "a decision": AppealRequest(informed_on=date(2026, 3, 2)),
    "a last day that moves": AppealRequest(informed_on=date(2026, 3, 3)),
    "particulars missing": AppealRequest(informed_on=date(2026, 3, 2), particulars_missing=True),
    "an open complaint": AppealRequest(
        informed_on=date(2026, 3, 2), complaint_on=date(2026, 4, 10)
    ),
    "a complaint": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 4, 10),
        complaint_closed_on=date(2026, 6, 1),
    ),
    "a complaint and a last day that moves": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 4, 10),
        complaint_closed_on=date(2026, 6, 5),
    ),
    "a complaint that was withdrawn": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 5, 5),
        complaint_closed_on=date(2026, 5, 19),
        complaint_withdrawn=True,
    ),
    "a complaint that was withdrawn and a last day that moves": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 5, 5),
        complaint_closed_on=date(2026, 5, 20),
        complaint_withdrawn=True,
    ),
    "a complaint before the term": AppealRequest(
        informed_on=date(2026, 3, 2), particulars_missing=True, complaint_on=date(2026, 4, 10)
    ),
    "a complaint before the rule on complaints": AppealRequest(
        informed_on=date(2022, 10, 3), complaint_on=date(2022, 12, 1)
    ),
    "the committee": AppealRequest(
        informed_on=date(2026, 3, 2), commission_informed_on=date(2026, 9, 15)
    ),
    "the committee and a last day that moves": AppealRequest(
        informed_on=date(2026, 3, 2), commission_informed_on=date(2026, 9, 10)
    ),
    "a request": AppealRequest(informed_on=date(2026, 3, 2), request_sent_on=date(2026, 3, 6)),
}
RESULTS |= {
    ("appeal", name): find_appeal_dates(request, load.waiver())
    for name, request in DECISIONS.items()
}
SUBJECTS = sorted({subject for subject, _ in RESULTS})


TODAY = date(2026, 11, 30)


def shown(key, language="en", today=TODAY):
    html = render(key[0], language, {}, result=RESULTS[key], today=today)
    return html[: html.index('<form id="')]


def of(subject):
    return [result for (name, _), result in RESULTS.items() if name == subject]


@pytest.mark.parametrize("key", RESULTS, ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_every_day_in_every_language(key, language):
    page = shown(key, language)
    table = page[page.index("legal-dates") :]
    for found in RESULTS[key].dates:
        written = f'<time datetime="{found.day}">{catalog_of(language).full_day(found.day)}</time>'
        assert written in table
    assert "{" not in page


@pytest.mark.parametrize("key", [k for k in RESULTS if k[0] == "deadlines"], ids=" ".join)
def test_page_shows_each_day_of_a_procedure_once(key):
    page = shown(key)
    table = page[page.index("legal-dates") :]
    listed = re.findall(r'<time datetime="([^"]*)">', table[: table.index("</table>")])
    assert listed == list(dict.fromkeys(str(found.day) for found in RESULTS[key].dates))


@pytest.mark.parametrize("key", RESULTS, ids=" ".join)
def test_answer_with_a_last_day_precedes_next_step_and_days(key):
    page = shown(key)
    ends = [catalog_of("en").full_day(found.day) for found in RESULTS[key].dates if found.deadline]
    answer = page.partition('class="next"')[0]
    assert any(day in answer for day in ends)
    places = [page.index(mark) for mark in ('class="answer"', 'class="next"', "legal-dates")]
    assert places == sorted(places)


def test_court_precedes_committee_after_committee_decision():
    answer = text(shown(("appeal", "the committee"))).partition("Your answers")[0]
    assert "Go to the labour court by Friday 18 December 2026 at the latest." in answer


def test_complaint_shows_both_interpretations_of_last_day():
    result = RESULTS["appeal", "a complaint"]
    answer = shown(("appeal", "a complaint"), "en", date(2026, 6, 2)).partition('class="next"')[0]
    days = {found.code: catalog_of("en").full_day(found.day) for found in result.dates}
    assert days["commission"] in answer
    assert days["commission_anew"] in answer


@pytest.mark.parametrize("key", RESULTS, ids=" ".join)
def test_a_day_that_moved_says_from_which_day(key):
    # Two readings that end on the same day are one line.
    by_day = {d.day: d for d in reversed(RESULTS[key].dates)}
    moved = [d.deadline for d in by_day.values() if d.deadline and d.deadline.is_moved]
    page = shown(key)
    assert text(page[: page.index('id="result-steps"')]).count("which is not a working day") == len(
        moved
    )
    for term in moved:
        assert catalog_of("en").format(term.counted_to) in page


@pytest.mark.parametrize("subject", SUBJECTS)
def test_cases_use_every_sentence_of_step(subject):
    used = {step.rule for result in of(subject) for step in result.explanation}
    assert used == keys_written(subject, "rules", used)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_cases_use_every_note(subject):
    used = {note.code for result in of(subject) for note in result.notes}
    assert used == keys_written(subject, "notes", used)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_cases_use_words_of_every_day(subject):
    used = {
        f"{found.code}.{part}"
        for result in of(subject)
        for found in result.dates
        for part in ("title", "text")
    }
    assert used == keys_written(subject, "dates", used)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_step_sentence_uses_only_inputs_of_step(language, subject):
    for result in of(subject):
        for step in result.explanation:
            asked = placeholders(catalog_of(language).entries[f"{subject}.rules.{step.rule}"])
            assert asked <= {*step.inputs, "value"}


@pytest.mark.parametrize("key", RESULTS, ids=" ".join)
def test_every_language_gives_same_figures(key):
    def figures(language):
        return sorted(re.findall(r"\d{3,}", re.sub(r"<[^>]*>", " ", shown(key, language))))

    assert [figures(language) for language in LANGUAGES] == [figures("en")] * len(LANGUAGES)
