"""At the very bound, the replay takes the rule that applies and refuses the other."""

from datetime import date

import pytest

from functions.law.core.replay import ReplayError, ReplayStep, told
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import Cents, Month
from functions.law.replay.figures import (
    advance_figures,
    figures,
    last,
    replay,
    waiver_figures,
)
from tests.unit.law.maintenance.applications import paid_in_full_but, simulated
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


def advance(rule, value, **inputs):
    """A run of one month, after the amount of the title."""
    month = {"from_month": FIRST, "to_month": FIRST}
    return (
        step("indexation.none", Cents(20000), maintenance=Cents(20000)),
        step(f"advance.{rule}", value, **month, **inputs),
    )


def full(**inputs):
    given = {"maintenance": Cents(20000), "cap": Cents(17500), "base": Cents(17500)}
    return advance("full", Cents(17500), received=Cents(0), **given, **inputs)


def refusal(*steps):
    with pytest.raises(ReplayError) as raised:
        replay(steps)
    return str(raised.value)


def test_an_income_equal_to_the_ceiling_leaves_the_advance():
    assert is_taken(*full(income=Cents(180000), ceiling=Cents(180000)))
    over = full(income=Cents(180001), ceiling=Cents(180000))
    assert refusal(*over) == "advance.full: income"


def test_an_income_is_too_high_from_the_cent_above_the_ceiling():
    above = {"ceiling": Cents(180000)}
    assert is_taken(*advance("incomeAboveCeiling", Cents(0), income=Cents(180001), **above))
    at_it = advance("incomeAboveCeiling", Cents(0), income=Cents(180000), **above)
    assert refusal(*at_it) == "advance.incomeAboveCeiling: income"


@pytest.mark.parametrize(("received", "holds"), [(0, False), (1, True), (17499, True)])
def test_an_advance_is_reduced_from_the_first_cent_received(received, holds):
    given = {"maintenance": Cents(20000), "cap": Cents(17500), "base": Cents(17500)}
    less = Cents(17500 - received)
    assert is_taken(*advance("reduced", less, received=Cents(received), **given)) is holds


@pytest.mark.parametrize(("birthday", "holds"), [(1, True), (2, False)])
def test_a_child_is_too_old_on_the_first_of_the_month_that_is_the_birthday(birthday, holds):
    steps = advance("aboveAge", Cents(0), birthday=date(2019, 12, birthday))
    assert is_taken(*steps) is holds


@pytest.mark.parametrize("rule", ["noChildBenefit", "noEducation"])
def test_the_month_of_the_18th_birthday_is_still_a_minors(rule):
    assert is_taken(*advance(rule, Cents(0), birthday=date(2019, 11, 30)))
    in_month = advance(rule, Cents(0), birthday=date(2019, 12, 1))
    assert refusal(*in_month) == f"advance.{rule}: birthday"


def arrears(rule, since):
    month = {"month": FIRST, "due": Cents(20000), "received": Cents(0), "due_date": since}
    return (
        step("indexation.none", Cents(20000), maintenance=Cents(20000)),
        step("arrears.month.missed", Cents(20000), **month),
        step(f"arrears.{rule}", Cents(20000), since=date(2019, 12, 5)),
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
        payment = step(
            "first.payment.recoverable", date(2023, 12, 31), letter_sent_on=sent, **inputs
        )
        assert is_taken(payment) is in_time


RANKS = ("recovery_costs", "contribution", "interest", "advances", "balance", "arrears")


@pytest.mark.parametrize(("day", "holds"), [(date(2020, 7, 1), True), (date(2020, 6, 30), False)])
def test_what_is_paid_on_the_day_the_service_stops_is_paid_after_it(day, holds):
    nothing = dict.fromkeys(RANKS, Cents(0))
    steps = [step("allocation.opening", Cents(0), **nothing, rate=0)]
    for month in (Month(2020, number) for number in range(1, 7)):
        due = {"month": month, "due_date": month.first_day(), "maintenance": Cents(10000)}
        paid = {**nothing, "balance": Cents(10000)}
        steps += [
            step("allocation.month", Cents(0), **due, advance=Cents(0), rate=0),
            step(
                "allocation.payment",
                Cents(0),
                date=month.first_day(),
                amount=Cents(10000),
                **paid,
            ),
        ]
    steps += [
        step("allocation.after_stop", Cents(5), date=day, amount=Cents(5)),
        step(
            "allocation.stop",
            date(2020, 7, 1),
            paid_months=6,
            required=6,
            last_month=Month(2020, 6),
        ),
    ]
    assert is_taken(*steps) is holds


NOTHING = dict.fromkeys(RANKS, Cents(0))
OPENINGS = {
    "nothing": (NOTHING, 0, 0),
    "recovery costs": ({**NOTHING, "recovery_costs": Cents(5)}, 0, 0),
    "contribution": ({**NOTHING, "arrears": Cents(1000)}, 1000, 0),
    "advances": (NOTHING, 0, 5),
}


@pytest.mark.parametrize("what", OPENINGS)
def test_costs_or_advances_that_stand_open_keep_a_month_from_counting_as_paid(what):
    opening, rate, advance_of_january = OPENINGS[what]
    contribution = Cents(opening["arrears"] * rate // 10000)
    steps = [step("allocation.opening", contribution, **opening, rate=rate)]
    for number in range(1, 7):
        month = Month(2020, number)
        due = Cents(advance_of_january if number == 1 else 0)
        days = {"month": month, "due_date": month.first_day()}
        steps.append(
            step("allocation.month", Cents(0), **days, maintenance=due, advance=due, rate=0)
        )
    counted = 6 if what == "nothing" else 0
    goes_on = step("allocation.goes_on", False, paid_months=counted, required=7)
    assert is_taken(*steps, goes_on)


def band(rounding, countable):
    """The limits 0,00 and 0,50 in nine steps; how many of them an income passes."""
    steps = (
        step("waiver.resources", Cents(countable), debtor=Cents(countable), partner=Cents(0)),
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


@pytest.mark.parametrize("value", [True, "text", date(2020, 1, 1)])
def test_the_amount_of_a_step_is_a_whole_number(value):
    with pytest.raises(ReplayError, match="value"):
        _ = ReplayStep(step("advance.total", value), ()).amount


def test_an_input_of_a_step_can_be_its_value():
    assert told("served")(ReplayStep(step("x", True, served=True), ())) is True


def test_a_term_too_long_to_count_is_an_error_of_the_step():
    steps = step("deadline.debtor_reply", date(2020, 1, 1), event=date(2020, 1, 1), days=10**10)
    assert refusal(steps) == "deadline.debtor_reply: out of range"


def test_a_rule_that_is_not_there_has_no_last_step():
    with pytest.raises(ReplayError, match=r"no step of waiver\.amount"):
        last((), "waiver.amount")


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (advance_figures, simulated(**paid_in_full_but({Month(2026, 1): 7000}))),
        (waiver_figures, calculated(131602)),
        (figures, calculated(131602)),
    ],
    ids=["advances", "waiver", "every rule"],
)
def test_no_figure_is_read_from_steps_that_do_not_hold(read, found):
    first, *rest = found.explanation
    assert read(found.explanation)
    with pytest.raises(ReplayError):
        read((step(first.rule, not first.value, **first.inputs), *rest))


def test_the_months_on_condition_are_added_up_apart():
    month = {"from_month": FIRST, "to_month": FIRST.plus(2), "received": Cents(0)}
    given = {"maintenance": Cents(20000), "cap": Cents(17500), "base": Cents(17500)}
    steps = (
        step("indexation.none", Cents(20000), maintenance=Cents(20000)),
        step("advance.full.conditional", Cents(17500), **month, **given),
        step("advance.total", Cents(0), months=3),
        step("contribution.debtor", Cents(1300), principal=Cents(10000), rate=1300),
    )
    found = advance_figures(steps)
    assert (found.totals, found.conditional_totals) == ((0,), (52500,))
