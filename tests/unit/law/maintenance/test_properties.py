"""What holds for every application."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.law.core.errors import InvalidInput
from functions.law.core.values import add_years
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.monthly_advance import advance
from functions.law.maintenance.shares import shares
from functions.parameters import load
from tests.unit.law.fields import answers_of, as_asked
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    Month,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)

ANY_DATE = st.dates()
YEARS = st.dates(date(2004, 1, 1), date(2028, 2, 28))
MONTHS = st.builds(Month, st.integers(1, 9999), st.integers(1, 12)) | st.builds(
    Month, st.integers(2004, 2028), st.integers(1, 12)
)
AMOUNTS = st.integers(-1, 100_000_000)
MAYBE = st.none() | st.booleans()

applications = st.builds(
    AdvanceApplication,
    application_date=YEARS | ANY_DATE,
    applicant_lives_in_belgium=st.booleans(),
    children_live_in_belgium=st.booleans(),
    title=st.builds(
        Title,
        kind=st.sampled_from(TitleKind),
        date=YEARS | ANY_DATE,
        served=MAYBE,
        indexation=st.sampled_from(IndexationClause),
        start_index=st.none()
        | st.builds(
            StartIndex,
            figure=st.integers(0, 99_999),
            base_year=st.sampled_from((2025, 2013, 2004, 1996, 1988, 7)),
        ),
        due_day=st.none() | st.integers(0, 32),
    ),
    children=st.lists(
        st.builds(
            Child,
            birth_date=st.dates(date(1975, 1, 1), date(2028, 1, 1)) | ANY_DATE,
            monthly_maintenance=AMOUNTS,
            child_benefit=MAYBE,
            education=MAYBE,
            named_in_title=MAYBE,
        ),
        max_size=3,
    ).map(tuple),
    payment_history=st.sampled_from(PaymentHistory),
    received_payments=st.lists(
        st.builds(ReceivedPayment, month=MONTHS, amount=AMOUNTS), max_size=3
    ).map(tuple),
    expected_monthly_payment=AMOUNTS,
    income=st.none()
    | st.builds(
        Income,
        monthly_net_income=AMOUNTS,
        dependent_children=st.integers(-1, 20),
        disabled_children=st.integers(0, 20),
    ),
    months=st.integers(-1, 61),
)

# Applications that are in order, so that most of them get an answer.
in_order = st.builds(
    AdvanceApplication,
    application_date=st.dates(date(2016, 3, 1), date(2027, 12, 31)),
    applicant_lives_in_belgium=st.just(value=True),
    children_live_in_belgium=st.just(value=True),
    title=st.builds(
        Title,
        kind=st.just(TitleKind.NOTARIAL_DEED),
        date=st.dates(date(2015, 2, 1), date(2016, 2, 29)),
        indexation=st.sampled_from(IndexationClause),
        due_day=st.none() | st.integers(1, 31),
    ),
    children=st.lists(
        st.builds(
            Child,
            birth_date=st.dates(date(1985, 1, 1), date(2015, 1, 1)),
            monthly_maintenance=st.integers(1, 60_000),
            child_benefit=st.booleans(),
            education=st.booleans(),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    payment_history=st.sampled_from((PaymentHistory.NOTHING, PaymentHistory.EVERYTHING)),
    expected_monthly_payment=st.integers(0, 60_000),
    income=st.none()
    | st.builds(
        Income,
        monthly_net_income=st.integers(0, 300_000),
        dependent_children=st.integers(0, 4),
        disabled_children=st.integers(0, 4),
    ),
    months=st.integers(1, 60),
)


@settings(max_examples=200)
@given(applications)
def test_an_application_gets_an_answer_or_a_refusal_that_names_what_was_asked(application):
    answer = answer_to(application)
    if isinstance(answer, InvalidInput):
        assert answer.issues
        assert {as_asked(issue.field) for issue in answer.issues} <= answers_of("advances")
    else:
        assert answer.explanation


def answer_to(application):
    """The simulation, or the refusal; anything else that is raised fails the test."""
    try:
        return simulate_advances(application, PARAMETERS)
    except InvalidInput as refusal:
        return refusal


@settings(max_examples=40)
@given(in_order)
def test_an_advance_lies_between_nothing_and_the_cap_the_maintenance_and_what_is_missing(
    application,
):
    simulation = simulate_advances(application, PARAMETERS)
    for schedule in simulation.schedules:
        assert len(schedule.months) == application.months
        for m in schedule.months:
            cap = PARAMETERS.advance_cap.on(m.month.first_day())
            assert m.base == min(m.maintenance, cap)
            assert m.advance is None or 0 <= m.advance <= max(m.base - m.received, 0)


@settings(max_examples=40)
@given(in_order)
def test_advance_and_payment_together_never_exceed_what_is_due(application):
    for months in zip(
        *(s.months for s in simulate_advances(application, PARAMETERS).schedules), strict=True
    ):
        due = sum(m.maintenance for m in months)
        received = sum(m.received for m in months)
        assert received == application.expected_monthly_payment or received in (0, due)
        assert sum(m.advance or 0 for m in months) <= max(due - received, 0)


@settings(max_examples=40)
@given(in_order, st.integers(1, 60_000))
def test_who_is_paid_more_is_advanced_no_more(application, more):
    paying_more = replace(
        application, expected_monthly_payment=application.expected_monthly_payment + more
    )
    less, greater = (simulate_advances(a, PARAMETERS) for a in (paying_more, application))
    if less.starts_on == greater.starts_on:
        for fewer, more_of in zip(less.schedules, greater.schedules, strict=True):
            for low, high in zip(fewer.months, more_of.months, strict=True):
                assert (low.advance or 0) <= (high.advance or 0)


@settings(max_examples=40)
@given(in_order)
def test_no_month_of_an_adult_child_is_in_the_sure_total(application):
    simulation = simulate_advances(application, PARAMETERS)
    for schedule in simulation.schedules:
        adult_on = add_years(schedule.birth_date, 18)
        of_minor = [
            m.advance or 0
            for m in schedule.months
            if simulation.starts_on < adult_on and m.month <= Month.of(adult_on)
        ]
        assert schedule.total == sum(of_minor)
        every = schedule.total + schedule.conditional_total + schedule.doubtful_total
        assert every == sum(m.advance or 0 for m in schedule.months)


@settings(max_examples=40)
@given(in_order)
def test_every_step_and_note_names_a_text_that_the_list_of_acts_holds(application):
    simulation = simulate_advances(application, PARAMETERS)
    named = {
        *(s.source.act for s in simulation.explanation),
        *(n.source.act for n in simulation.notes),
        *(k.source.act for k in simulation.key_dates),
        *(d.source.act for d in simulation.documents),
    }
    assert named <= set(load.acts())


@settings(max_examples=40)
@given(in_order)
def test_the_total_follows_from_the_steps_alone(application):
    simulation = simulate_advances(application, PARAMETERS)
    for schedule in simulation.schedules:
        steps = [s for s in simulation.explanation if s.child == schedule.child]
        runs = [s for s in steps if "to_month" in s.inputs and not isinstance(s.value, str)]
        total = sum(
            (s.inputs["from_month"].months_until(s.inputs["to_month"]) + 1) * s.value
            for s in runs
            if not s.rule.endswith((".conditional", ".doubtful"))
        )
        (stated,) = [s.value for s in steps if s.rule == "advance.total"]
        assert total == schedule.total == stated


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_the_advance_never_grows_with_what_is_received(base, received, more):
    assert 0 <= advance(base, received + more)[0] <= advance(base, received)[0] <= base


@given(st.integers(0, 10**8), st.lists(st.integers(1, 10**6), min_size=1, max_size=10))
def test_the_shares_add_up_to_the_payment_and_none_is_above_what_is_due_before_all_are(
    received, due
):
    parts = shares(received, due)
    assert sum(parts) == received
    if received <= sum(due):
        assert all(0 <= part <= owed for part, owed in zip(parts, due, strict=True))
    else:
        assert all(part >= owed for part, owed in zip(parts, due, strict=True))


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 10))
def test_equal_amounts_get_equal_shares_but_for_a_cent(received, due, children):
    parts = shares(received, [due] * children)
    assert max(parts) - min(parts) <= 1
    assert list(parts) == sorted(parts, reverse=True)
