"""The results as a page shows them: every kind of answer, in every language."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise, product

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of, placeholders
from functions.law.core.values import Cents, Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from functions.law.maintenance.monthly_advance import AdvanceStatus
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.outcome import Outcome
from functions.law.waiver.request import (
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
)
from functions.pages.explanation_view import sentence_keys
from tests import known_figures
from tests.pages.rendering import render
from tests.pages.result_pages import figures, keys_written, result_of, text

USUAL = AdvanceApplication(
    application_date=date(2026, 11, 21),
    applicant_lives_in_belgium=True,
    children_live_in_belgium=True,
    title=Title(
        kind=TitleKind.JUDGMENT,
        date=date(2023, 7, 10),
        served=True,
        indexation=IndexationClause.NOT_STATED,
    ),
    children=(Child(birth_date=date(2015, 3, 2), monthly_maintenance=15000, named_in_title=True),),
    payment_history=PaymentHistory.NOTHING,
    months=24,
)
TURNS_18 = Child(birth_date=date(2009, 3, 2), monthly_maintenance=15000)
ADULT = Child(
    birth_date=date(2001, 3, 2), monthly_maintenance=22000, child_benefit=True, education=True
)
EARLY = replace(
    USUAL,
    application_date=date(2020, 1, 15),
    title=replace(USUAL.title, date=date(2016, 7, 10)),
    months=12,
)
INCOME = Income(monthly_net_income=150000, dependent_children=1, disabled_children=1)
APPLICATIONS = {
    "usual": USUAL,
    "nobody in Belgium": replace(
        USUAL, applicant_lives_in_belgium=False, children_live_in_belgium=False
    ),
    "private agreement": replace(
        USUAL, title=replace(USUAL.title, kind=TitleKind.PRIVATE_AGREEMENT, served=None)
    ),
    "oral agreement": replace(
        USUAL, title=replace(USUAL.title, kind=TitleKind.ORAL_AGREEMENT, served=None)
    ),
    "notarial deed": replace(
        USUAL, title=replace(USUAL.title, kind=TitleKind.NOTARIAL_DEED, served=None)
    ),
    "not served": replace(USUAL, title=replace(USUAL.title, served=False)),
    "everything paid": replace(
        USUAL, payment_history=PaymentHistory.EVERYTHING, expected_monthly_payment=20000
    ),
    "new index not sure": replace(
        USUAL,
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=(ReceivedPayment(month=Month(2026, 7), amount=15896),),
        expected_monthly_payment=15896,
    ),
    "one month missed": replace(
        USUAL,
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=(ReceivedPayment(month=Month(2026, 9), amount=0),),
    ),
    "everything paid until now": replace(USUAL, payment_history=PaymentHistory.EVERYTHING),
    "everything paid until the index rises": replace(
        USUAL,
        application_date=date(2026, 4, 21),
        payment_history=PaymentHistory.EVERYTHING,
        expected_monthly_payment=16000,
    ),
    "paid in part from now on": replace(USUAL, expected_monthly_payment=5000),
    "paid in full from now on": replace(USUAL, expected_monthly_payment=50000),
    "index not paid": replace(
        USUAL,
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=tuple(
            ReceivedPayment(month=Month(2025, 12).plus(later), amount=15000) for later in range(12)
        ),
    ),
    "several children": replace(
        USUAL, children=(*USUAL.children, TURNS_18, ADULT), expected_monthly_payment=9000
    ),
    "turns 18 and is paid in part": replace(
        USUAL, children=(TURNS_18,), expected_monthly_payment=5000
    ),
    "turns 18": replace(USUAL, children=(TURNS_18,)),
    "two children turn 18": replace(USUAL, children=(TURNS_18, TURNS_18)),
    "turns 18 and is paid": replace(USUAL, children=(TURNS_18,), expected_monthly_payment=50000),
    "adult without child benefit": replace(USUAL, children=(replace(ADULT, child_benefit=False),)),
    "adult who left school": replace(USUAL, children=(replace(ADULT, education=False),)),
    "turns 25": replace(USUAL, children=(replace(ADULT, birth_date=date(2002, 1, 5)),)),
    "turns 26": replace(USUAL, children=(replace(ADULT, birth_date=date(2001, 1, 5)),)),
    "title without index": replace(
        USUAL, title=replace(USUAL.title, indexation=IndexationClause.NONE)
    ),
    "old title without index": replace(USUAL, title=replace(USUAL.title, date=date(2009, 7, 10))),
    "first year": replace(USUAL, title=replace(USUAL.title, date=date(2026, 5, 10))),
    "health index": replace(
        USUAL, title=replace(USUAL.title, indexation=IndexationClause.HEALTH_INDEX)
    ),
    "start index of the series": replace(
        USUAL, title=replace(USUAL.title, start_index=StartIndex(figure=12711, base_year=2013))
    ),
    "start index of another base": replace(
        USUAL, title=replace(USUAL.title, start_index=StartIndex(figure=15558, base_year=2004))
    ),
    "income not given": EARLY,
    "income below the ceiling": replace(EARLY, income=INCOME),
    "income above the ceiling": replace(EARLY, income=replace(INCOME, monthly_net_income=900000)),
    "adults before the dates of the rules": replace(
        EARLY,
        application_date=date(2016, 5, 3),
        children=(
            replace(ADULT, birth_date=date(1997, 3, 2), child_benefit=False),
            replace(ADULT, birth_date=date(1997, 3, 2)),
        ),
        title=replace(EARLY.title, date=date(2009, 7, 10)),
        income=INCOME,
    ),
    "adult": replace(USUAL, children=(replace(ADULT, birth_date=date(2006, 1, 5)),)),
    "two doubtful children": replace(
        USUAL, children=(replace(ADULT, birth_date=date(2001, 1, 5)),) * 2, months=12
    ),
    "adult from later on": replace(
        USUAL,
        title=replace(USUAL.title, date=date(2026, 10, 10)),
        children=(replace(ADULT, birth_date=date(2006, 1, 5)),),
    ),
    "doubtful from later on": replace(
        USUAL,
        title=replace(USUAL.title, date=date(2026, 10, 10)),
        children=(replace(ADULT, birth_date=date(2001, 3, 5)),),
    ),
    "born after the paper, on 29 February": replace(
        USUAL,
        title=replace(USUAL.title, date=date(2007, 7, 10)),
        children=(
            Child(
                birth_date=date(2008, 2, 29),
                monthly_maintenance=15000,
                child_benefit=True,
                education=True,
                named_in_title=True,
            ),
        ),
    ),
}
NEEDED = WaiverRequest(
    request_date=date(2026, 11, 21),
    debt=80000,
    fraud_proven=False,
    good_faith=YesNoUnknown.YES,
    uncertain_situation=YesNoUnknown.YES,
    partner=True,
    children_with_child_benefit=2,
    debtor_resources=Resources(work=150000, family_benefits=30000),
    partner_resources=Resources(work=56669),
)
OWN = OwnLimits(minimum=100000, maximum=100003, flat_reduction=10000)
REQUESTS = {
    "usual": NEEDED,
    "fraud": replace(NEEDED, fraud_proven=True),
    "not in good faith": replace(NEEDED, good_faith=YesNoUnknown.NO),
    "not known": replace(NEEDED, uncertain_situation=YesNoUnknown.NOT_KNOWN),
    "nothing comes in": replace(NEEDED, debtor_resources=Resources()),
    "above the maximum": replace(NEEDED, debtor_resources=Resources(work=500000)),
    "equal to the maximum": replace(
        NEEDED, debtor_resources=Resources(work=169200 + 69900 - 56669)
    ),
    "on a rounded limit": replace(NEEDED, debtor_resources=Resources(work=119067 + 69900 - 56669)),
    "alone": replace(NEEDED, partner=False, partner_resources=None, children_with_child_benefit=0),
    "small debt": replace(NEEDED, debt=4999),
    "text of the order": replace(NEEDED, parameter_set=ParameterSet.ORDER),
    "estimate": replace(
        NEEDED, request_date=date(2025, 10, 1), parameter_set=ParameterSet.ESTIMATE
    ),
    "own limits": replace(NEEDED, parameter_set=ParameterSet.OWN, own_limits=OWN),
    "word for word": replace(NEEDED, reading=Reading.LITERAL, rounding=Rounding.EXACT),
    "before good faith changed": replace(NEEDED, request_date=date(2019, 2, 1)),
}
SIMULATIONS = {
    name: simulate_advances(a, known_figures.maintenance()) for name, a in APPLICATIONS.items()
}
CALCULATIONS = {name: calculate_waiver(r, known_figures.waiver()) for name, r in REQUESTS.items()}
RESULTS = {("advances", name): result for name, result in SIMULATIONS.items()} | {
    ("waiver", name): result for name, result in CALCULATIONS.items()
}

NAMES = [" ".join(key) for key in RESULTS]


@cache
def shown(subject, name, language="en"):
    return result_of(subject, RESULTS[subject, name], language)


@pytest.mark.parametrize(("subject", "name"), RESULTS, ids=NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_result_in_every_language(language, subject, name):
    page = text(shown(subject, name, language))
    assert catalog_of(language).gettext("common.result.detail") in page
    assert "{" not in page


@pytest.mark.parametrize(("subject", "name"), RESULTS, ids=NAMES)
def test_every_language_gives_same_figures(subject, name):
    expected = [figures(shown(subject, name, language)) for language in LANGUAGES]
    assert expected == [figures(shown(subject, name))] * len(LANGUAGES)


def test_cases_show_every_status_of_month():
    seen = {m.status for s in SIMULATIONS.values() for c in s.schedules for m in c.months}
    assert seen == set(AdvanceStatus)


def test_cases_show_every_outcome():
    assert {calculation.outcome for calculation in CALCULATIONS.values()} == set(Outcome)


@pytest.mark.parametrize("subject", ["advances", "waiver"])
def test_cases_use_every_sentence_of_step(subject):
    used = {
        key
        for (of, _), result in RESULTS.items()
        if of == subject
        for step in result.explanation
        for key in sentence_keys(step)
    }
    assert used == keys_written(subject, "rules", used)


@pytest.mark.parametrize("subject", ["advances", "waiver"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_step_sentence_uses_only_inputs_of_step(language, subject):
    steps = [s for (of, _), result in RESULTS.items() if of == subject for s in result.explanation]
    for step in steps:
        for key in sentence_keys(step):
            asked = placeholders(catalog_of(language).entries[f"{subject}.rules.{key}"])
            assert asked <= {*step.inputs, "value", "period"}, key


@pytest.mark.parametrize("subject", ["advances", "waiver"])
def test_cases_use_every_note(subject):
    used = {n.code for (of, _), result in RESULTS.items() if of == subject for n in result.notes}
    assert used == keys_written(subject, "notes", used)


def test_cases_use_every_key_date():
    used = {k.code for simulation in SIMULATIONS.values() for k in simulation.key_dates}
    expected = {key.partition(".")[0] for key in catalog_of("en").table("advances.key_dates")}
    assert used == expected


def test_cases_use_every_document():
    used = {d.code for simulation in SIMULATIONS.values() for d in simulation.documents}
    assert used == set(catalog_of("en").table("advances.documents"))


@pytest.mark.parametrize(
    ("name", "tone"),
    [
        ("usual", "yes"),
        ("everything paid until now", "no"),
        ("private agreement", "no"),
        ("paid in full from now on", "yes"),
        ("one month missed", "due"),
    ],
)
def test_application_verdict_comes_first(name, tone):
    html = shown("advances", name)
    assert html.index(f"answer-tag--{tone}") < html.index("next-steps") < html.index("conditions")


@pytest.mark.parametrize(
    ("name", "tone"),
    [("usual", "due"), ("not known", "due"), ("fraud", "no"), ("above the maximum", "no")],
)
def test_request_answer_comes_first(name, tone):
    html = shown("waiver", name)
    places = [html.index(mark) for mark in (f"answer-tag--{tone}", "next-steps", "result-steps")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_that_is_offered_is_the_filled_one(language):
    page = shown("advances", "usual", language)
    assert 'formaction="/api/alimenta/v1/fillAdvanceForm/intervention"' in page
    assert "/forms/intervention.pdf" not in page


@pytest.mark.parametrize("name", ["not served", "private agreement", "everything paid until now"])
def test_no_form_is_offered_unless_service_can_act(name):
    page = shown("advances", name)
    assert "formaction" not in page
    assert "myminfin" not in page


def test_change_that_would_alter_refusal_is_shown():
    change = catalog_of("en").gettext("advances.change.intervention.served")
    assert change in shown("advances", "not served")


def test_verdict_when_one_more_unpaid_term_opens_it_states_the_day():
    opens = catalog_of("en").full_day(SIMULATIONS["one month missed"].starts_on)
    said = f"If December 2026 is not paid in full, you can apply from {opens}."
    assert said in shown("advances", "one month missed")


def test_equal_months_are_grouped_on_one_line():
    html = shown("advances", "usual")
    assert "November 2026 to June 2027" in html.partition('id="result-schedule"')[2]


def test_every_month_can_be_seen():
    assert text(shown("advances", "usual")).count("August 2028") >= 1


def test_line_of_household_is_marked_in_words():
    row = re.search(r'<tr class="is-household".*?</tr>', shown("waiver", "usual"), re.DOTALL)
    assert catalog_of("en").gettext("waiver.table.is_household") in row[0]


def test_other_interpretation_is_shown():
    page = shown("waiver", "usual")
    assert "€480.00" in page
    assert "€320.00" in page


def test_fraud_offers_no_procedure():
    assert "result-procedure" not in shown("waiver", "fraud")


@pytest.mark.parametrize(
    ("subject", "language", "linked"),
    [
        # The acts exist in French and Dutch; a page of the service in German and English too.
        ("advances", "fr", {"fr"}),
        ("advances", "nl", {"nl"}),
        ("advances", "de", {"fr", "de"}),
        ("advances", "en", {"fr", "en"}),
        # The notice of the Flemish agency exists in Dutch only.
        ("waiver", "fr", {"fr", "nl"}),
        ("waiver", "nl", {"nl"}),
        ("waiver", "de", {"fr", "nl"}),
        ("waiver", "en", {"fr", "nl"}),
    ],
)
def test_source_link_is_in_language_of_reader_or_of_text(subject, language, linked):
    links = re.findall(
        r'class="source" href="[^"]*"[^>]*hreflang="(\w\w)"', shown(subject, "usual", language)
    )
    assert set(links) == linked


def test_result_shows_the_day_for_which_it_was_calculated():
    assert "Day of the request 21 November 2026 Change" in text(shown("advances", "usual"))


def test_result_lists_given_answers():
    typed = {"title.kind": "judgment", "title.date": "10.7.2023"}
    html = render("advances", "en", typed, result=SIMULATIONS["usual"])
    given = html[: html.index("<form")]
    assert "A judgment (decision of a court)" in given
    assert "10.7.2023" in given


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["1000,00", "1.000,00", "1 000", "€ 1000"])
def test_listed_answer_has_amount_in_locale_format(language, typed):
    debt = {"debt": typed}
    html = render("waiver", language, debt, result=CALCULATIONS["usual"])
    label = catalog_of(language).gettext("waiver.questions.debt.label")
    written = catalog_of(language).format(Cents(100000))
    given = html.partition('id="result-answers"')[2]
    assert f"<dt>{label}</dt>\n<dd>{written}</dd>" in given[: given.index("<form")]
    assert f'name="debt" value="{typed}"' in html


def test_files_are_in_sight_and_forms_are_beside_the_answer():
    shown = render(
        "advances",
        "en",
        {},
        result=SIMULATIONS["usual"],
        has_days=True,
        has_table=True,
    )
    offered = shown.partition('class="take-along"')[2].partition("</section>")[0]
    names = ["summary", "calendar", "csv", "ods"]
    assert re.findall(r'value="(\w+)" data-plainly', offered) == names
    assert "formaction" not in offered
    assert re.findall(r'formaction="[^"]*/([\w-]+)"', shown) == ["intervention", "advance"]
    buttons = re.findall(r"<button [^>]*>", offered)
    assert [' form="simulator-form" ' in button for button in buttons] == [True] * 4


@pytest.mark.parametrize(
    ("name", "met"),
    [
        ("usual", [True] * 5),
        ("nobody in Belgium", [False, False, True, True, True]),
    ],
)
def test_condition_has_the_look_of_its_words(name, met):
    conditions = shown("advances", name).partition('id="result-conditions"')[2]
    lines = re.findall(r'<li class="(\w+)"><strong>([^<]*)</strong>', conditions)
    assert lines == [("met", "Met") if one else ("unmet", "Not met") for one in met]


@pytest.mark.parametrize(("subject", "name"), RESULTS, ids=NAMES)
def test_result_has_no_empty_list_table_or_paragraph(subject, name):
    assert re.findall(r"<(ul|ol|dl|tbody|p|h3|h4)\b[^>]*>\s*</\1>", shown(subject, name)) == []


def test_child_whose_advance_is_doubtful_leaves_the_verdict_on_the_others_certain():
    doubtful = replace(ADULT, birth_date=date(2001, 1, 5))
    application = replace(USUAL, children=(*USUAL.children, doubtful), months=12)
    page = result_of("advances", simulate_advances(application, known_figures.maintenance()), "en")
    assert "answer-tag--yes" in page
    assert "is doubtful, because child benefit has normally ended" in page


def test_months_of_a_later_opening_begin_with_the_day_on_which_it_opens():
    page = text(shown("advances", "adult from later on"))
    assert "December 2026 to November 2028" in page


def test_other_reading_of_a_waiver_is_one_line_where_it_differs():
    line = re.findall(r'<p class="other-reading">([^<]*)</p>', shown("waiver", "usual"))
    assert len(line) == 1
    assert "the agency applies it the other way round" in line[0]
    assert "other-reading" not in shown("waiver", "nothing comes in")


def test_doubtful_amount_of_each_child_has_its_own_heading():
    totals = shown("advances", "two doubtful children").partition(">Totals<")[2]
    headings = re.findall(r'<th scope="col" class="figure">([^<]*)</th>', totals)
    labels = re.findall(r'data-label="([^"]*)"', totals.partition("</tbody>")[0])
    assert (headings[-1], labels.count("Doubtful")) == ("Doubtful", 2)


def test_result_without_months_names_no_total():
    assert "Over 24 months: " in shown("advances", "usual")
    assert "in total" not in text(shown("advances", "nobody in Belgium"))


def test_result_names_the_family_benefits_that_were_left_out_only_where_there_are_some():
    assert "<p>Family benefits of €300.00 are left out.</p>" in shown("waiver", "usual")
    assert "<p>Left out:" not in shown("waiver", "nothing comes in")


def test_single_file_is_in_sight():
    shown = render("advances", "en", {}, result=SIMULATIONS["usual"], has_days=True)
    offered = shown.partition('class="take-along"')[2].partition("</section>")[0]
    assert re.findall(r'value="(\w+)" data-plainly', offered) == ["summary", "calendar"]
    assert "<details" not in offered


def test_result_takes_focus():
    heading = '<h2 class="answer-heading" id="result-heading" tabindex="-1" autofocus>'
    assert heading in shown("advances", "usual")


@pytest.mark.parametrize(("subject", "name"), RESULTS, ids=NAMES)
def test_headings_never_skip_level(subject, name):
    levels = [int(level) for level in re.findall(r"<h([1-6])", shown(subject, name))]
    assert levels[0] == 2
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_is_marked_as_estimate(language):
    lines = [
        catalog_of(language).gettext(key)
        for key in ("common.result.estimate", "common.site.independence")
    ]
    for subject, name in product(("advances", "waiver"), ("usual",)):
        assert any(line in shown(subject, name, language) for line in lines)


def test_form_below_a_result_asks_to_change_the_answers():
    result = simulate_advances(USUAL, known_figures.maintenance())
    headings = [
        re.search(r'<form [^>]*aria-label="([^"]*)"', html)[1]
        for html in (render("advances", "en"), render("advances", "en", {}, result=result))
    ]
    words = catalog_of("en")
    assert headings == [
        words.gettext("common.form.heading"),
        words.gettext("common.form.change_answers"),
    ]


@pytest.mark.parametrize(("children", "said"), [(6, False), (7, True), (8, True)])
def test_children_that_the_forms_have_no_room_for_are_named_beside_their_buttons(children, said):
    result = simulate_advances(USUAL, known_figures.maintenance())
    html = render("advances", "en", {}, result=result, rows={"children": children})
    words = catalog_of("en").gettext("common.take_along.no_room", room=6, more=max(children - 6, 1))
    assert (f'<p id="result-no-room">{words}</p>' in html) is said
    assert html.count('aria-describedby="result-no-room"') == (2 if said else 0)
