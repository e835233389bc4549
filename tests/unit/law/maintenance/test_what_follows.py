"""The debtor's costs, the days to keep in mind, the papers to join, what is uncertain."""

from datetime import date, timedelta

import pytest

from functions.law.core.trace import Status
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    IndexationClause,
    PaymentHistory,
    TitleKind,
    child,
    codes,
    paid_in_full_but,
    simulated,
    step,
    title,
)

OLD = {
    "title": title(date=date(2004, 5, 10)),
    "children": (child(birth_date=date(2005, 1, 10), child_benefit=True, education=True),),
}


@pytest.mark.parametrize(
    ("day", "rate", "amount", "creditor"),
    [
        (date(2005, 10, 1), 1000, 1500, 500),
        (date(2014, 12, 31), 1000, 1500, 500),
        (date(2015, 1, 1), 1300, 1950, 0),
        (date(2026, 3, 15), 1300, 1950, 0),
    ],
)
def test_the_debtor_pays_ten_percent_before_2015_and_thirteen_since(day, rate, amount, creditor):
    costs = simulated(application_date=day, **OLD).contribution
    assert (costs.debtor_rate, costs.debtor_monthly_amount) == (rate, amount)
    assert costs.creditor_rate == creditor


def test_an_application_that_can_only_be_made_in_2015_costs_thirteen_percent():
    simulation = simulated(
        application_date=date(2014, 12, 10),
        payment_history=PaymentHistory.EVERYTHING,
        expected_monthly_payment=1,
        **OLD,
    )
    assert simulation.starts_on == date(2015, 2, 2)
    assert simulation.contribution.debtor_rate == 1300
    assert step(simulation, "contribution.debtor").inputs["application_date"] == date(2015, 2, 2)


def test_the_contribution_counts_the_whole_maintenance_and_not_the_advance():
    simulation = simulated(children=(child(monthly_maintenance=30000), child()))
    costs = simulation.contribution
    assert (costs.monthly_principal, costs.debtor_monthly_amount) == (45000, 5850)
    found = step(simulation, "contribution.debtor")
    assert (found.inputs["principal"], found.inputs["rate"], found.value) == (45000, 1300, 5850)


def test_the_contribution_is_rounded_half_up_to_the_cent():
    assert simulated(children=(child(monthly_maintenance=50),)).contribution.step.value == 7


# Key dates.


def days(simulation, code):
    return [key.day for key in simulation.key_dates if key.code == code]


def test_the_decision_is_due_thirty_days_after_the_application():
    simulation = simulated()
    assert days(simulation, "application") == [date(2026, 3, 15)]
    assert days(simulation, "decision_due") == [date(2026, 4, 14)]


def test_without_a_decision_one_may_appeal_from_the_first_day_after_the_thirty():
    assert days(simulated(), "appeal_without_decision") == [date(2026, 4, 15)]


def test_the_term_to_decide_runs_from_the_day_on_which_one_may_apply():
    simulation = simulated(payment_history=PaymentHistory.EVERYTHING, expected_monthly_payment=1)
    assert days(simulation, "application") == [date(2026, 5, 2)]
    assert days(simulation, "decision_due") == [date(2026, 5, 2) + timedelta(days=30)]


def test_nothing_is_to_be_kept_in_mind_where_one_cannot_apply():
    assert simulated(applicant_lives_in_belgium=False).key_dates == ()


def test_the_anniversaries_of_the_title_within_the_schedule_are_told():
    cpi = title(date=date(2024, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    assert days(simulated(title=cpi), "indexation") == [date(2026, 5, 1), date(2027, 5, 1)]
    assert days(simulated(), "indexation") == []


def test_the_days_are_in_order_of_time():
    simulation = simulated(
        months=60,
        title=title(indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        children=(child(birth_date=date(2008, 9, 20)), child(birth_date=date(2008, 9, 20))),
    )
    keys = [(k.day, -1 if k.child is None else k.child, k.code) for k in simulation.key_dates]
    assert keys == sorted(keys)
    assert {key.child for key in simulation.key_dates} == {None, 0, 1}


ADULT = child(birth_date=date(2005, 3, 20), child_benefit=True, education=True)


def test_a_renewal_after_the_months_asked_about_is_not_told():
    answers = {"application_date": date(2026, 4, 1), "children": (ADULT,)}
    assert days(simulated(**answers, months=6), "renewal") == []
    assert days(simulated(**answers, months=7), "renewal") == [date(2026, 10, 1)]


def test_advances_are_not_renewed_on_the_birthday_that_ends_them():
    last = child(birth_date=date(2000, 9, 15), child_benefit=True, education=True)
    simulation = simulated(children=(last,))
    assert days(simulation, "renewal") == []
    assert days(simulation, "age_limit") == [date(2026, 9, 15)]


@pytest.mark.parametrize(
    ("birth_date", "stated"),
    [
        (date(2000, 3, 15), []),
        (date(2000, 3, 16), [date(2026, 3, 16)]),
        (date(2000, 4, 30), [date(2026, 4, 30)]),
        (date(2000, 5, 1), []),
    ],
)
def test_the_last_birthday_is_told_if_it_comes_after_the_application_and_in_a_month_of_it(
    birth_date, stated
):
    last = child(birth_date=birth_date, child_benefit=True, education=True)
    assert days(simulated(children=(last,), months=2), "age_limit") == stated


# Papers.


def papers(simulation):
    return [(paper.code, paper.child) for paper in simulation.documents]


def test_a_judgment_is_joined_with_the_proof_that_it_was_served():
    assert papers(simulated()) == [
        ("form", None),
        ("enforceable_judgment", None),
        ("proof_of_service", None),
        ("payment_table", None),
        ("earlier_enforcement", None),
    ]


def test_a_notarial_deed_needs_no_proof_of_service():
    simulation = simulated(title=title(kind=TitleKind.NOTARIAL_DEED))
    assert papers(simulation)[1] == ("enforceable_deed", None)
    assert ("proof_of_service", None) not in papers(simulation)


def test_each_adult_child_needs_two_proofs_and_a_minor_none():
    simulation = simulated(
        children=(
            child(),
            child(birth_date=date(2008, 3, 15), child_benefit=True, education=True),
            child(birth_date=date(2008, 3, 16)),
        )
    )
    assert [paper for paper in papers(simulation) if paper[1] is not None] == [
        ("child_benefit_proof", 1),
        ("education_proof", 1),
    ]


def test_the_table_of_payments_is_joined_even_if_all_was_paid_until_now():
    simulation = simulated(payment_history=PaymentHistory.EVERYTHING)
    assert ("payment_table", None) in papers(simulation)


# What is uncertain.


def test_every_answer_says_what_is_never_advanced_and_until_when_the_act_was_read():
    for simulation in (simulated(), simulated(applicant_lives_in_belgium=False)):
        assert {
            "arrears_not_advanced",
            "former_partner_not_advanced",
            "act_read_until",
        } <= codes(simulation)


def test_an_older_silent_title_is_said_not_to_be_indexed():
    silent = title(date=date(2009, 5, 10), indexation=IndexationClause.NOT_STATED)
    simulation = simulated(title=silent)
    note = next(n for n in simulation.notes if n.code == "older_title_not_indexed")
    assert note.inputs == {"since": date(2010, 8, 1)}
    assert "older_title_not_indexed" not in codes(simulated())


def test_an_index_that_is_not_published_is_told_with_the_last_month_that_is():
    cpi = title(date=date(2024, 9, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    note = next(n for n in simulated(title=cpi).notes if n.code == "index_not_published")
    series = PARAMETERS.series["consumerPriceIndex"]
    assert note.inputs == {"series": "consumerPriceIndex", "last_month": series.last_month}


def test_an_index_that_is_not_published_is_told_even_if_one_cannot_apply():
    cpi = title(date=date(2024, 9, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    answers = {"title": cpi, "applicant_lives_in_belgium": False}
    assert "index_not_published" in codes(simulated(application_date=date(2026, 9, 15), **answers))
    assert "index_not_published" not in codes(simulated(**answers))


@pytest.mark.parametrize(
    ("birth_date", "stated"),
    [
        (date(2008, 2, 29), False),
        (date(2008, 3, 31), True),
        (date(2008, 4, 30), True),
        (date(2008, 5, 1), False),
    ],
)
def test_that_the_month_of_the_18th_birthday_is_a_minors_is_said_where_it_is_one_of_the_months(
    birth_date, stated
):
    turning = child(birth_date=birth_date, child_benefit=True, education=True)
    simulation = simulated(children=(child(), turning), months=2)
    assert ("month_of_18th_birthday" in codes(simulation)) is stated


@pytest.mark.parametrize(("expected", "said"), [(0, False), (1, True)])
def test_that_a_payment_is_shared_equally_is_said_from_the_first_cent(expected, said):
    simulation = simulated(children=(child(), child()), expected_monthly_payment=expected)
    assert ("equal_shares" in codes(simulation)) is said


def test_what_is_not_in_the_act_is_marked_so():
    simulation = simulated(**paid_in_full_but({}))
    marks = {note.code: note.source.status for note in simulation.notes}
    assert marks["due_day_assumed"] is Status.GAP
    assert marks["arrears_not_advanced"] is Status.LAW


@pytest.mark.parametrize(("day", "said"), [(date(2018, 3, 8), True), (date(2018, 3, 9), False)])
def test_that_no_appeal_without_a_decision_was_known_is_said_of_an_older_application(day, said):
    # The thirty days end on 7 and 8 April 2018; the article holds since 9 April 2018.
    answers = {"application_date": day, "title": title(date=date(2017, 1, 10)), "months": 2}
    assert ("appeal_without_decision_not_known" in codes(simulated(**answers))) is said
    assert bool(days(simulated(**answers), "appeal_without_decision")) is not said
    closed = simulated(**answers, children_live_in_belgium=False)
    assert "appeal_without_decision_not_known" not in codes(closed)


SOURCES = {
    "application": ("maintenance_advances_act", "6"),
    "decision_due": ("maintenance_advances_act", "9, § 1"),
    "appeal_without_decision": ("maintenance_advances_act", "9, § 3"),
    "appeal_without_decision_last_day": ("maintenance_advances_act", "9, § 3"),
    "indexation": ("civil_code", "203quater, § 1"),
    "adult_application": ("fps_finance_practice", ""),
    "renewal": ("maintenance_advances_act", "10/2"),
    "benefit_age": ("family_allowances_decree", "8, § 2, 3°"),
    "age_limit": ("press_release_2024", ""),
}


def test_each_day_to_keep_in_mind_names_its_text():
    simulation = simulated(
        title=title(indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        children=tuple(
            child(birth_date=born, child_benefit=True, education=True)
            for born in (date(2008, 9, 20), date(2001, 5, 20), date(2000, 9, 15))
        ),
    )
    found = {(key.code, key.source.act, key.source.article) for key in simulation.key_dates}
    assert found == {(code, *source) for code, source in SOURCES.items()}


def test_each_paper_names_the_paragraph_that_asks_for_it():
    simulation = simulated(children=(ADULT,))
    found = {paper.code: paper.source.article for paper in simulation.documents}
    assert found == {
        "form": "7, § 1",
        "enforceable_judgment": "7, § 1",
        "proof_of_service": "7, § 1",
        "payment_table": "7, § 1",
        "child_benefit_proof": "7, § 2",
        "education_proof": "7, § 2",
        "earlier_enforcement": "7, § 1",
    }


@pytest.mark.parametrize(("code", "age"), [("adult_application", 18), ("benefit_age", 25)])
@pytest.mark.parametrize(
    ("day", "stated"),
    [
        (date(2026, 3, 15), False),
        (date(2026, 3, 16), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
    ],
)
def test_birthday_is_told_if_it_comes_after_the_application_and_before_the_last_month_ends(
    code, age, day, stated
):
    born = date(day.year - age, day.month, day.day)
    one = child(birth_date=born, child_benefit=True, education=True)
    assert days(simulated(children=(one,), months=2), code) == ([day] if stated else [])


@pytest.mark.parametrize("refused", [{"child_benefit": False}, {"education": False}])
def test_child_whose_conditions_are_not_met_has_no_renewal_and_no_later_age_but_the_last(refused):
    answers = {"child_benefit": True, "education": True} | refused
    born = date(2000, 9, 15)
    simulation = simulated(children=(child(birth_date=born, **answers),), months=12)
    codes_told = {key.code for key in simulation.key_dates if key.child == 0}
    assert codes_told == {"age_limit"}


def test_renewals_of_a_child_that_becomes_an_adult_count_from_its_birthday():
    turning = child(birth_date=date(2008, 9, 20), child_benefit=True, education=True)
    simulation = simulated(children=(turning,), months=20)
    assert days(simulation, "renewal") == [date(2027, 3, 20), date(2027, 9, 20)]
    assert [key.child for key in simulation.key_dates if key.code == "renewal"] == [0, 0]


def test_grant_of_an_unknown_length_has_no_renewal():
    adult = child(birth_date=date(1999, 1, 10), child_benefit=True, education=True)
    answers = {"children": (adult,), "title": title(date=date(2010, 1, 10)), "months": 12}
    assert days(simulated(application_date=date(2018, 4, 8), **answers), "renewal") == []
    known = simulated(application_date=date(2018, 4, 9), **answers)
    assert days(known, "renewal") == [date(2018, 10, 9)]


@pytest.mark.parametrize(
    ("asked", "principal"),
    [
        # 150.00 x 137.63 / 131.01: the term of March, the month of the adaptation, is not due yet.
        ({"date": date(2024, 3, 10), "due_day": 20}, 15758),
        # No term fell due since the title.
        ({"date": date(2026, 3, 10)}, 15000),
    ],
)
def test_costs_of_a_closed_application_are_on_the_maintenance_of_its_own_month(asked, principal):
    clause = IndexationClause.CONSUMER_PRICE_INDEX
    answers = {"title": title(indexation=clause, **asked), "applicant_lives_in_belgium": False}
    assert simulated(**answers).contribution.monthly_principal == principal
