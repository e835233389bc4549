"""What an answer says and where it leads: the headlines that misled, and every next step."""

import re
from datetime import date

import pytest

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.forms.parse import parse_json_answers
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.answer_view import Action, Tone
from tests.golden.cases import cases

TODAY = date(2026, 11, 30)
MONTHS = [f"2025-{month:02}" for month in (12,)] + [f"2026-{month:02}" for month in range(1, 12)]
PARENT = {
    "applicationDate": "2026-11-30",
    "applicantLivesInBelgium": True,
    "childrenLiveInBelgium": True,
    "title": {
        "kind": "judgment",
        "date": "2022-03-15",
        "served": True,
        "indexation": "notStated",
    },
    "children": [
        {"birthDate": "2017-05-10", "monthlyMaintenance": "200.00"},
        {"birthDate": "2019-05-10", "monthlyMaintenance": "200.00"},
    ],
    "paymentHistory": "monthByMonth",
    "receivedPayments": [
        {"month": month, "amount": "0.00" if month >= "2026-10" else "400.00"} for month in MONTHS
    ],
    "months": 24,
}
"""Two children, 200.00 each, judgment of March 2022: 400.00 came ten times, then nothing twice."""
EVERYTHING = {k: v for k, v in PARENT.items() if k != "receivedPayments"} | {
    "paymentHistory": "everything",
    "children": PARENT["children"][:1],
}


def view_of(name, request, language):
    calculator = load(name)
    decoded = parse_json_answers(calculator.schema, request)
    assert not decoded.issues
    return calculator.view(calculator.compute(decoded.request), catalog_of(language), TODAY)


def plain(text):
    """With ordinary spaces and apostrophes."""
    return " ".join(text.split()).replace("\u2019", "'")


def said(name, request, language):
    return [plain(part) for part in view_of(name, request, language).answer.said]


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("fr", "Comme rien n'est impayé, le service ne peut pas agir."),
        ("nl", "De dienst kan niet tussenkomen, want alles is betaald."),
        ("de", "Der Dienst kann nicht tätig werden, weil alles gezahlt ist."),
        ("en", "No month counts as missed, so the service cannot act."),
    ],
)
def test_headline_of_everything_paid_says_that_nothing_is_unpaid(language, headline):
    view = view_of("advances", EVERYTHING, language)
    assert plain(view.answer.sentence) == headline
    assert (view.answer.figure, view.answer.tone) == ("", Tone.NO)
    assert view.answer.primary.page == "advances/indexation"
    assert "175" not in " ".join(view.answer.said)


@pytest.mark.parametrize(
    ("language", "reason", "heading"),
    [
        (
            "fr",
            "2 mois sans paiement, 10 mois payés sans l'indexation.",
            "Il manque aussi l'indexation : 603,60 €",
        ),
        (
            "nl",
            "2 maanden zijn niet betaald, 10 maanden zijn zonder index betaald.",
            "Ook de index ontbreekt: € 603,60",
        ),
        (
            "de",
            "2 Monate ohne Zahlung, 10 Monate ohne Indexierung gezahlt.",
            "Auch die Indexierung wurde nicht gezahlt: 603,60 €",
        ),
        (
            "en",
            "2 months without payment, 10 months paid without indexation.",
            "Indexation is unpaid too: €603.60",
        ),
    ],
)
def test_months_paid_without_the_index_are_told_apart_and_are_a_finding(language, reason, heading):
    # Before the index of March 55.74 is missing three times, after it 62.34 seven times: 603.60.
    view = view_of("advances", PARENT, language)
    assert plain(view.answer.reason).endswith(reason)
    assert plain(view.finding.heading) == heading
    assert view.finding.action.page == "advances/arrears"


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        (
            "fr",
            "350 € par mois pour vos 2 enfants, dès novembre 2026",
        ),
        (
            "nl",
            "€ 350 per maand voor uw 2 kinderen, vanaf november 2026",
        ),
        (
            "de",
            "350 € pro Monat für Ihre 2 Kinder, ab November 2026",
        ),
        (
            "en",
            "€350 a month for your 2 children, from November 2026",
        ),
    ],
)
def test_headline_says_how_much_a_month_for_whom_and_from_when(language, headline):
    _, sentence, reason = said("advances", PARENT, language)
    assert sentence == headline
    assert "175" in reason


UNCHANGED = {
    "fr": r"si rien ne change",
    "nl": r"als er niets verandert|als niets verandert",
    "de": r"wenn sich nichts ändert",
    "en": r"if nothing changes",
}
WITH_PAGE = [case for case in cases() if case.has_page]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_says_if_nothing_changes(language):
    for case in WITH_PAGE:
        view = view_of(case.calculator, case.request, language)
        if view.answer is not None:
            text = " ".join(view.answer.said)
            assert not re.search(UNCHANGED[language], text, re.IGNORECASE), case.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_day_that_needs_a_change_is_said_with_the_months_that_must_change(language):
    words = catalog_of(language)
    for case in WITH_PAGE:
        if case.calculator in ("advances", "eligibility"):
            result = view_of(case.calculator, case.request, language)
            days = [line.met_from for line in result.conditions if line.met_from]
            if days and all(line.met or line.met_from for line in result.conditions):
                (condition,) = re.findall(r"(?:Si|Als|Wenn|If) .*", result.answer.reason)
                assert words.full_day(max(days)) in condition, case.name


def actions_of(view):
    """Every action of the answer, the finding and the steps."""
    yield view.answer.primary
    yield from view.answer.secondary
    if view.finding is not None and view.finding.action is not None:
        yield view.finding.action
    yield from (step.link for step in view.next_steps if step.link is not None)


def is_internal(action):
    return bool(action.page or action.intent or action.paper)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_answer_has_a_primary_action_and_an_internal_link_in_its_steps(name):
    found = 0
    for case in WITH_PAGE:
        if case.calculator == name:
            view = view_of(name, case.request, "en")
            if view.answer is None:
                pytest.skip("has a template for its verdict")
            found += 1
            links = [step.link for step in view.next_steps if step.link is not None]
            assert any(map(is_internal, links)), case.name
            assert view.answer.primary.text, case.name
    assert found


@pytest.mark.parametrize("name", CALCULATORS)
def test_no_form_is_offered_with_an_answer_that_is_no(name):
    for case in WITH_PAGE:
        if case.calculator == name:
            view = view_of(name, case.request, "en")
            if view.answer is not None and view.answer.tone is Tone.NO:
                actions = list(actions_of(view))
                assert not [one for one in actions if one.paper], case.name
                assert not [one for one in actions if "myminfin" in one.address], case.name


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_answer_has_few_lines_and_secondary_actions(name):
    for case in WITH_PAGE:
        if case.calculator == name:
            view = view_of(name, case.request, "en")
            if view.answer is not None:
                assert 1 <= len(view.given) <= 4, case.name
                assert len(view.answer.secondary) <= 2, case.name
                assert len(view.next_steps) >= 1, case.name


@pytest.mark.parametrize("places", [{}, {"page": "forms", "intent": "calendar"}])
def test_action_that_leads_nowhere_or_to_two_places_is_refused(places):
    with pytest.raises(ValueError, match="one place"):
        Action(text="Go", **places)


CONDITION = re.compile(
    r"\b(?:si|dès que|als|zodra|wenn|sobald|if|once|as soon as)\b", re.IGNORECASE
)
RECENT = ("2026-09", "2026-10", "2026-11")
"""The newest months of the twelve; the others were paid in full."""


def ledgers():
    """What was paid in the last three months, in every combination of nothing, half and all."""
    for one in ("0.00", "100.00", "400.00"):
        for two in ("0.00", "100.00", "400.00"):
            for three in ("0.00", "100.00", "400.00"):
                paid = dict(zip(RECENT, (one, two, three), strict=True))
                yield [{"month": each, "amount": paid.get(each, "400.00")} for each in MONTHS]


def situations():
    """Parents whom nothing, something or everything is owed, and what they expect to be paid."""
    flat = PARENT | {"title": PARENT["title"] | {"indexation": "none"}, "months": 12}
    for ledger in ledgers():
        for expected in ("0.00", "100.00", "400.00"):
            yield flat | {"receivedPayments": ledger, "expectedMonthlyPayment": expected}
    for history in ("nothing", "everything"):
        answers = {k: v for k, v in flat.items() if k != "receivedPayments"}
        yield answers | {"paymentHistory": history}
        yield answers | {"paymentHistory": history, "expectedMonthlyPayment": "400.00"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_that_needs_a_change_is_said_to_come_if_nothing_changes(language):
    """Whoever gets a day reads what must be missed by then; no day is promised without it."""
    later = 0
    for request in situations():
        view = view_of("advances", request, language)
        text = " ".join(view.answer.said)
        assert not re.search(UNCHANGED[language], text, re.IGNORECASE)
        result = view.simulation.intervention
        if not result.is_open and (result.opens_on or result.opens_if_unpaid):
            later += 1
            assert CONDITION.search(text), text
    assert later
