"""The pages of the questions before a waiver, of the particulars and of the retention of data."""

import html
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from functions.law.waiver.first_questions import ask_first_questions
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest, check_particulars
from functions.law.waiver.retention import RetainedDecision, RetentionRequest, check_retention
from functions.parameters import load
from tests.pages.rendering import render

RULES = load.waiver()
LAW = Path(load.__file__).parents[1] / "law" / "waiver"


def first(**changes):
    answers = {
        "letter_sent_on": date(2026, 11, 21),
        "payer_error": False,
        "died_before_told": False,
        "fraud_proven": False,
        "payments": (
            UnduePayment(month=Month(2023, 9), amount=12000),
            UnduePayment(month=Month(2026, 5), amount=4550),
        ),
    }
    return ask_first_questions(FirstQuestionsRequest(**answers | changes), RULES)


OLD = (UnduePayment(month=Month(2020, 2), amount=30000),)
LARGE = (UnduePayment(month=Month(2026, 2), amount=30000),)
MIDDLE = (UnduePayment(month=Month(2026, 2), amount=9000),)
FIRST = {
    "ownError": first(payer_error=True, could_notice=False),
    "timeBarred": first(payments=OLD),
    "death": first(died_before_told=True),
    "fraud": first(fraud_proven=True),
    "open": first(payments=LARGE),
}


def decided(**changes):
    answers = {
        "decided_on": date(2022, 3, 1),
        "kind": RetainedDecision.PAYMENT,
        "document_drawn_up": False,
        "interruptions": (
            Interruption(date=date(2024, 5, 10)),
            Interruption(date=date(2027, 9, 1)),
        ),
        "suspensions": (Suspension(first_day=date(2025, 1, 1), last_day=date(2025, 1, 31)),),
    }
    return check_retention(RetentionRequest(**answers | changes), RULES)


RETENTION = {
    "keep": decided(),
    "kept": decided(kept_until=date(2040, 1, 1)),
    "tooShort": decided(kept_until=date(2024, 1, 1)),
    "notCovered": decided(document_drawn_up=True),
}


def checked_decision(kind, *, complete):
    day = date(2026, 11, 21)
    return check_particulars(
        ParticularsRequest(kind=kind, notified_on=day, complete=complete), RULES
    )


PARTICULARS = {
    "missing": checked_decision(DecisionKind.RECOVERY, complete=False),
    "complete": checked_decision(DecisionKind.RECOVERY, complete=True),
    "exempt": checked_decision(DecisionKind.INDEXATION, complete=False),
}
PAGES = {"first_questions": FIRST, "particulars": PARTICULARS, "retention": RETENTION}
VERDICTS = [(name, verdict) for name, results in PAGES.items() for verdict in results]


def shown(name, result, language):
    return plain(render(name, language, {}, result=result, today=date(2026, 11, 30)))


def plain(text):
    """The text as a reader sees it, whatever the spaces in it."""
    return re.sub(r"\s+", " ", html.unescape(text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "verdict"), VERDICTS)
def test_page_shows_its_verdict(name, verdict, language):
    tag = catalog_of(language).gettext(f"{name}.verdict.{verdict}.tag")
    assert f"{plain(tag)}</p>" in shown(name, PAGES[name][verdict], language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "verdict"), VERDICTS)
def test_no_placeholder_is_left_on_page(name, verdict, language):
    assert "{" not in shown(name, PAGES[name][verdict], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_settled_debt_says_how_much_is_not_repaid(language):
    amount = plain(catalog_of(language).short(Cents(16550)))
    page = shown("first_questions", FIRST["ownError"], language)
    assert f'<span class="answer-figure">{amount} <' in page


def test_partly_time_barred_debt_shows_which_part():
    page = shown("first_questions", first(), "en")
    assert "For €120 the letter came too late, so you do not have to repay that part." in page


def test_one_cent_that_is_time_barred_is_to_be_taken_out_of_the_claim():
    payments = (UnduePayment(month=Month(2020, 2), amount=1), *LARGE)
    page = shown("first_questions", first(payments=payments), "en")
    assert "Ask for €0.01 to be removed" in page


def test_open_debt_leads_to_the_calculator_of_the_waiver_with_what_is_known():
    page = shown("first_questions", FIRST["open"], "en")
    form = page.partition('action="/api/alimenta/v1/calculateWaiver"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="debt" value="300">' in form
    assert "Calculate what could be waived" in form


@pytest.mark.parametrize("payments", [MIDDLE, LARGE])
def test_size_of_debt_has_sentence_in_every_language(payments):
    for language in LANGUAGES:
        assert "{" not in shown("first_questions", first(payments=payments), language)


@pytest.mark.parametrize(("kind", "complete"), list(product(DecisionKind, (True, False))))
def test_every_kind_of_decision_has_page_with_last_day(kind, complete):
    result = checked_decision(kind, complete=complete)
    assert catalog_of("en").full_day(result.appeal_until) in shown("particulars", result, "en")


@pytest.mark.parametrize("kind", DecisionKind)
def test_only_recovery_names_list_of_article_90(kind):
    page = shown("particulars", checked_decision(kind, complete=True), "fr")
    listed = plain(catalog_of("fr").gettext("particulars.content.recovery")) in page
    assert listed is (kind is DecisionKind.RECOVERY)


def test_retention_says_for_which_decision_it_was_calculated():
    page = shown("retention", RETENTION["keep"], "en")
    assert "<dt>Decision</dt> <dd>A payment, Tuesday 1 March 2022</dd>" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_note_has_sentence(name, language):
    codes = re.findall(r'Note\(code="(\w+)"', (LAW / f"{name}.py").read_text(encoding="utf-8"))
    assert codes
    catalog = catalog_of(language)
    assert [code for code in codes if not catalog.has(f"{name}.notes.{code}")] == []
