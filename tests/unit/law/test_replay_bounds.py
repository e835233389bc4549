"""At the very bound, the replay takes the rule that applies and refuses the other."""

from datetime import date
from itertools import takewhile

import pytest

from functions.law.core.replay import ReplayError, replay
from functions.law.core.rule import Explanation
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Month, add_years
from functions.law.maintenance.advances import replay_advances
from functions.law.maintenance.allocation_rules import (
    after_stop_surplus,
    goes_on,
    month_due,
    opening,
    payment,
    payment_surplus,
    stop,
)
from functions.law.waiver.calculation import replay_waiver
from functions.law.waiver.recoverable import LIMITATION
from functions.law.waiver.sources import CONDITIONS
from tests.unit.law.maintenance.applications import (
    Income,
    child,
    paid_in_full_but,
    simulated,
    title,
)
from tests.unit.law.waiver.households import calculated

SOURCE = Source("judicial_code")
FIRST = Month(2019, 12)


def step(rule, value, **inputs):
    return TraceStep(rule=rule, inputs=inputs, value=value, source=SOURCE)


def is_taken(*steps):
    try:
        replay(steps)
    except ReplayError:
        return False
    return True


ACT = "maintenance_advances_act"


def opened(of_child):
    """What comes before the months of a child to whom 200.00 is due, from December 2019 on."""
    simulation = simulated(
        application_date=date(2019, 12, 2),
        title=title(date=date(2017, 5, 10)),
        children=(of_child,),
        months=3,
        income=Income(monthly_net_income=1, dependent_children=0, disabled_children=0),
    )
    steps = simulation.explanation
    return tuple(takewhile(lambda one: not one.rule.startswith("advance."), steps))


OPENED = opened(child(birth_date=date(2012, 6, 20), monthly_maintenance=20000))
OF_ADULT = opened(
    child(
        birth_date=date(2000, 6, 20),
        monthly_maintenance=20000,
        child_benefit=True,
        education=True,
    )
)


def advance(rule, value, article="4, § 2, al. 2", **inputs):
    """A run of one month, after the amount of the title."""
    month = {"from_month": FIRST, "to_month": FIRST}
    made = step(f"advance.{rule}", value, **month, **inputs)
    return (*OPENED, made._replace(source=Source(ACT, article), child=0))


def full(**inputs):
    given = {"maintenance": Cents(20000), "cap": Cents(17500), "base": Cents(17500)}
    return advance("full", Cents(17500), "4, § 2, al. 1", received=Cents(0), **given, **inputs)


def refusal(*steps):
    with pytest.raises(ReplayError) as raised:
        replay(steps)
    return str(raised.value)


def test_an_income_equal_to_the_ceiling_leaves_the_advance():
    assert is_taken(*full(income=Cents(180000), ceiling=Cents(180000)))
    over = full(income=Cents(180001), ceiling=Cents(180000))
    assert refusal(*over) == "advance.full: is_within_ceiling"


def test_an_income_is_too_high_from_the_cent_above_the_ceiling():
    above = {"ceiling": Cents(180000)}
    assert is_taken(*advance("incomeAboveCeiling", Cents(0), income=Cents(180001), **above))
    at_it = advance("incomeAboveCeiling", Cents(0), income=Cents(180000), **above)
    assert refusal(*at_it) == "advance.incomeAboveCeiling: is_above_ceiling"


@pytest.mark.parametrize(("received", "holds"), [(0, False), (1, True), (17499, True)])
def test_an_advance_is_reduced_from_the_first_cent_received(received, holds):
    given = {"maintenance": Cents(20000), "cap": Cents(17500), "base": Cents(17500)}
    less = Cents(17500 - received)
    assert is_taken(*advance("reduced", less, received=Cents(received), **given)) is holds


def with_birthday(code, birthday):
    """The steps of a child with another birthday of 18 or of 26."""
    ages = {"child.adult": 18, "child.age_limit": 26}
    changed = {**step_of(code).inputs, "birth_date": add_years(birthday, -ages[code])}
    return tuple(
        one._replace(inputs=changed, value=birthday) if one.rule == code else one
        for one in OF_ADULT
    )


def step_of(code):
    return next(one for one in OF_ADULT if one.rule == code)


@pytest.mark.parametrize(("birthday", "holds"), [(1, True), (2, True), (3, False)])
def test_a_child_is_too_old_for_an_application_of_the_birthday_or_later(birthday, holds):
    day = date(2019, 12, birthday)
    above = advance("aboveAge", Cents(0), age=26, birthday=day)[-1]
    above = above._replace(source=Source("press_release_2024", "", Status.OFFICIAL))
    assert is_taken(*with_birthday("child.age_limit", day), above) is holds


@pytest.mark.parametrize(
    ("rule", "article"), [("noChildBenefit", "4, § 1/1"), ("noEducation", "7, § 2")]
)
def test_the_month_of_the_18th_birthday_is_a_minors_where_the_application_is_older(rule, article):
    before, on_the_day, after = date(2019, 11, 30), date(2019, 12, 2), date(2019, 12, 3)
    for day, holds in ((before, True), (on_the_day, True), (after, False)):
        run = advance(rule, Cents(0), article, age=18, birthday=day)[-1]
        assert is_taken(*with_birthday("child.adult", day), run) is holds


def arrears(rule, since):
    month = {"month": FIRST, "due": Cents(20000), "received": Cents(0), "due_date": since}
    missed = step("arrears.month.missed", Cents(20000), **month)
    day = {"application_date": date(2024, 12, 5), "since": date(2019, 12, 5)}
    return (
        step("indexation.none", Cents(20000), maintenance=Cents(20000))._replace(
            source=Source("civil_code", "203quater, § 1"),
        ),
        missed._replace(source=Source(ACT, "3, § 1")),
        step(f"arrears.{rule}", Cents(20000), **day),
    )


def test_a_term_due_on_the_first_day_of_the_five_years_is_arrears_and_not_too_old():
    assert is_taken(*arrears("total", date(2019, 12, 5)))
    assert not is_taken(*arrears("total", date(2019, 12, 4)))
    assert is_taken(*arrears("too_old", date(2019, 12, 4)))
    assert not is_taken(*arrears("too_old", date(2019, 12, 5)))


def test_a_letter_on_the_last_day_of_the_limitation_is_in_time():
    inputs = {
        "month": Month(2020, 12),
        "runs_from": date(2021, 1, 1),
        "years": 3,
        "amount": Cents(10000),
    }
    for sent, in_time in ((date(2023, 12, 31), True), (date(2024, 1, 1), False)):
        found = step("first.payment.recoverable", date(2023, 12, 31), letter_sent_on=sent, **inputs)
        assert is_taken(found._replace(source=LIMITATION)) is in_time


RANKS = ("recovery_costs", "contribution", "interest", "advances", "balance", "arrears")
NO_RATE = BasisPoints(0)
NOTHING = dict.fromkeys(("recovery_costs", "interest", "arrears"), Cents(0))


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 7, 1), True), (date(2020, 6, 30), False)])
def test_what_is_paid_on_the_day_the_service_stops_is_paid_after_it(day, holds):
    explanation = Explanation()
    explanation.add(opening, **NOTHING, rate=NO_RATE)
    for month in (Month(2020, number) for number in range(1, 7)):
        first = {"month": month, "due_date": month.first_day(), "maintenance": Cents(10000)}
        explanation.add(month_due, **first, advance=Cents(0), rate=NO_RATE)
        paid = {**dict.fromkeys(RANKS, Cents(0)), "balance": Cents(10000)}
        explanation.add(payment, month.first_day(), Cents(10000), **paid)
    explanation.add(after_stop_surplus, day, Cents(5), **dict.fromkeys(RANKS, Cents(0)))
    end = {"required": 6, "paid_months": 6, "last_month": Month(2020, 6)}
    assert explanation.add(stop, **end) == date(2020, 7, 1)
    if holds:
        replay(explanation.steps)
    else:
        assert refusal(*explanation.steps) == "allocation.stop: is_before_later_payments"


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 6, 30), True), (date(2020, 7, 1), False)])
def test_what_is_paid_on_the_eve_of_the_day_the_service_stops_is_paid_before_it(day, holds):
    explanation = Explanation()
    explanation.add(opening, **NOTHING, rate=NO_RATE)
    nothing = dict.fromkeys(RANKS, Cents(0))
    for month in (Month(2020, number) for number in range(1, 7)):
        first = {"month": month, "due_date": month.first_day(), "maintenance": Cents(0)}
        explanation.add(month_due, **first, advance=Cents(0), rate=NO_RATE)
    explanation.add(payment_surplus, day, Cents(5), **nothing)
    explanation.add(stop, required=6, paid_months=6, last_month=Month(2020, 6))
    if holds:
        replay(explanation.steps)
    else:
        assert refusal(*explanation.steps) == "allocation.stop: is_before_later_payments"


def test_a_service_that_goes_on_has_no_payment_after_its_end():
    explanation = Explanation()
    explanation.add(opening, **NOTHING, rate=NO_RATE)
    surplus = (date(2020, 7, 1), Cents(5))
    explanation.add(after_stop_surplus, *surplus, **dict.fromkeys(RANKS, Cents(0)))
    explanation.add(goes_on, required=6, paid_months=0)
    assert refusal(*explanation.steps) == "allocation.goes_on: are_too_few"


OPENINGS = {
    "nothing": (NOTHING, 0, 0),
    "recovery costs": ({**NOTHING, "recovery_costs": Cents(5)}, 0, 0),
    "contribution": ({**NOTHING, "arrears": Cents(1000)}, 1000, 0),
    "advances": (NOTHING, 0, 5),
}


@pytest.mark.parametrize("what", OPENINGS)
def test_costs_or_advances_that_stand_open_keep_a_month_from_counting_as_paid(what):
    opened, rate, advance_of_january = OPENINGS[what]
    explanation = Explanation()
    explanation.add(opening, **opened, rate=BasisPoints(rate))
    for number in range(1, 7):
        month = Month(2020, number)
        due = Cents(advance_of_january if number == 1 else 0)
        days = {"month": month, "due_date": month.first_day()}
        explanation.add(month_due, **days, maintenance=due, advance=due, rate=BasisPoints(rate))
    counted = 6 if what == "nothing" else 0
    assert explanation.add(goes_on, required=7, paid_months=counted) is False
    replay(explanation.steps)
    explanation.add(goes_on, required=7, paid_months=6 - counted)
    assert refusal(*explanation.steps) == "allocation.goes_on: are_paid_months"


def band(rounding, countable):
    """The limits 0,00 and 0,50 in nine steps; how many of them an income passes."""
    steps = (
        step(
            "waiver.resources",
            Cents(countable),
            debtor=Cents(countable),
            partner=Cents(0),
            excluded=Cents(0),
        )._replace(
            source=CONDITIONS,
        ),
        step(
            "waiver.reduction",
            Cents(countable),
            resources=Cents(countable),
            persons=0,
            flat_reduction=Cents(0),
        ),
    )
    inputs = {"minimum": Cents(0), "maximum": Cents(50), "steps": 9, "rounding": rounding}
    return next(
        number for number in range(11) if is_taken(*steps, step("waiver.limits", number, **inputs))
    )


def test_the_three_roundings_part_the_same_income_differently():
    # The limits are 5 5/9 and 11 1/9: not rounded; each rounded to 6 and 11; or 6 and 12.
    assert [band(rounding, 6) for rounding in ("agency", "exact", "each")] == [1, 2, 1]
    assert [band(rounding, 12) for rounding in ("agency", "exact", "each")] == [2, 3, 3]


def test_a_term_too_long_to_count_is_an_error_of_the_step():
    days = {"event": date(2020, 1, 1), "first_day": date(2020, 1, 2)}
    term = step("deadline.debtor_reply", date(2020, 1, 1), **days, days=10**10)
    assert refusal(term) == "deadline.debtor_reply: out of range"


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (replay_advances, simulated(**paid_in_full_but({Month(2026, 1): 7000}))),
        (replay_waiver, calculated(131602)),
    ],
    ids=["advances", "waiver"],
)
def test_no_figure_is_read_from_steps_that_do_not_hold(read, found):
    first, *rest = found.explanation
    assert read(found.explanation)
    with pytest.raises(ReplayError):
        read((step(first.rule, not first.value, **first.inputs), *rest))


def test_the_months_on_condition_are_added_up_apart():
    adult = simulated(children=(child(birth_date=date(2008, 3, 20)),), months=3)
    found = replay_advances(adult.explanation)
    assert (found.totals, found.conditional_totals) == ((15000,), (30000,))


def test_a_condition_that_is_not_met_cannot_be_left_out_of_an_explanation():
    steps = simulated(children_live_in_belgium=False).explanation
    assert not replay_advances(steps).is_open
    dropped = [one for one in steps if one.rule != "intervention.residence_children"]
    with pytest.raises(ReplayError, match=r"intervention\.residence_children: not asked"):
        replay_advances(dropped)
