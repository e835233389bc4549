"""Steps that each hold, but not together: the replay says which one is missing or out of place."""

from dataclasses import replace
from datetime import date

import pytest

from functions.law.core.replay import ReplayError
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import TitleKind
from functions.law.maintenance.deadlines import DeadlinesRequest, Event
from functions.law.maintenance.intervention import served_judgment
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.sources import LIMITS, NOTICE
from tests.unit.law.cases import CASES, answer
from tests.unit.law.maintenance.applications import (
    application,
    paid_in_full_but,
    simulated,
    title,
)
from tests.unit.law.replays import replay
from tests.unit.law.request_factories import account, eligible, renewal


def steps_of(operation, case):
    """The explanation of a case, by its name or as a request."""
    asked = CASES[operation][case] if isinstance(case, str) else case
    return list(answer(operation, asked).explanation)


def refusal(operation, steps):
    with pytest.raises(ReplayError) as raised:
        replay(operation, steps)
    return str(raised.value)


def without(steps, *prefixes):
    return [step for step in steps if not step.rule.startswith(prefixes)]


def with_inputs(steps, rule, value, **inputs):
    """The steps, those of a rule with other inputs and another value."""
    return [
        replace(step, inputs={**step.inputs, **inputs}, value=value) if step.rule == rule else step
        for step in steps
    ]


@pytest.mark.parametrize(
    "asked",
    [
        application(months=2),
        application(months=2, **paid_in_full_but({Month(2026, 2): 0})),
    ],
    ids=["now", "later"],
)
def test_replay_of_met_conditions_without_the_opening_is_refused(asked):
    of_schedule = ("intervention.opens", "advance.", "child.", "key_date.", "deadline.")
    steps = without(steps_of("advances", asked), *of_schedule)
    assert refusal("advances", steps) == "intervention.opens: not asked"


def test_replay_of_a_deed_with_the_service_of_a_judgment_is_refused():
    steps = list(simulated(title=title(kind=TitleKind.NOTARIAL_DEED), months=1).explanation)
    place = next(n for n, s in enumerate(steps) if s.rule == "intervention.enforceable_title")
    steps.insert(place + 1, served_judgment.step(served=True))
    assert refusal("advances", steps) == "intervention.served: no judgment"


def test_replay_of_key_dates_with_the_last_day_of_another_appeal_is_refused():
    asked = CASES["advances"]["a judgment, one minor child, nothing received"]
    steps = steps_of("advances", asked)
    later = steps_of("advances", replace(asked, application_date=date(2026, 3, 25)))
    rule = "deadline.appeal_without_decision"
    other = next(step for step in later if step.rule.startswith(rule))
    mixed = [other if step.rule.startswith(rule) else step for step in steps]
    assert refusal("advances", mixed) == f"{other.rule}: event"


def test_replay_of_payments_without_a_month_is_refused():
    steps = without(steps_of("payments", account({})), "allocation.month")
    # What is open without a month: the costs, 13 % of the arrears, the interest and the arrears.
    opened = {"contribution": Cents(11700), "advances": Cents(0), "balance": Cents(0)}
    steps = with_inputs(steps, "allocation.remaining", Cents(105400), **opened)
    assert refusal("payments", steps) == "allocation.month: not asked"


@pytest.mark.parametrize("event", [Event.APPLICATION_COMPLETE, Event.DECISION_SENT_TO_CREDITOR])
def test_replay_of_a_term_that_runs_from_another_day_is_refused(event):
    days = date(2026, 3, 2), date(2026, 3, 9)
    one, other = (
        steps_of("deadlines", DeadlinesRequest(event=event, event_date=day)) for day in days
    )
    assert refusal("deadlines", [one[0], *other[1:]]).endswith(": event")


def test_replay_of_a_day_to_apply_where_the_applicant_cannot_is_refused():
    told = {Month(2026, 1): 0, Month(2026, 2): 14999}
    open_now = list(answer("eligibility", eligible(told)).explanation)
    abroad = list(
        answer("eligibility", eligible(told, applicant_lives_in_belgium=False)).explanation
    )
    assert refusal("eligibility", [*abroad, open_now[-1]]) == "arrears.may_apply: not open"
    later = list(answer("eligibility", eligible({Month(2026, 2): 14999})).explanation)
    away = eligible({Month(2026, 2): 14999}, children_live_in_belgium=False)
    mixed = [*answer("eligibility", away).explanation, later[-1]]
    assert refusal("eligibility", mixed) == "arrears.may_apply_later: not open"


def test_replay_of_an_adaptation_without_an_index_is_refused():
    steps = steps_of("indexation", "no clause")
    adapted = steps_of("indexation", "every year since a title of 2020")[1]
    mixed = [steps[0], adapted, replace(steps[1], value=adapted.value)]
    assert refusal("indexation", mixed) == "indexation.adapted: no index"


def test_replay_of_renewals_without_the_last_one_is_refused():
    asked = renewal(date(2007, 3, 10), date(2026, 8, 31), education_until=date(2028, 2, 29))
    steps = steps_of("renewals", asked)
    place = max(n for n, step in enumerate(steps) if step.rule == "renewal.period")
    assert steps[place + 1].rule == "renewal.prepare"
    assert refusal("renewals", steps[:place] + steps[place + 2 :]) == "renewal.period: not asked"


def test_replay_of_an_undue_sum_taken_after_its_total_is_refused():
    steps = steps_of("undue", "a part of each payment until it is paid back")
    paid_out = {"payment": Cents(900), "paid_out": Cents(900), "undue": Cents(0)}
    (later,) = with_inputs([steps[-2]], "undue.set_off", Cents(0), **paid_out)
    assert refusal("undue", [*steps, later]) == "undue.total: out of order"


def test_replay_of_a_stopped_term_that_goes_on_from_another_day_is_refused():
    asked = CASES["appeal"]["a complaint that was withdrawn, and the commission"]
    steps = steps_of("appeal", asked)
    later = replace(asked, informed_on=date(2026, 3, 9))
    steps[2] = steps_of("appeal", later)[2]
    assert steps[2].rule.startswith("deadline.commission_resumed")
    assert refusal("appeal", steps) == f"{steps[2].rule}: event"


def test_replay_of_a_term_to_appeal_from_another_start_is_refused():
    start, _ = steps_of("appeal", AppealRequest(informed_on=date(2026, 3, 3)))
    _, end = steps_of("appeal", AppealRequest(informed_on=date(2026, 3, 2)))
    assert refusal("appeal", [start, end]) == "deadline.commission: event"


def test_replay_of_particulars_of_another_kind_of_decision_is_refused():
    steps = steps_of("particulars", "indexation, complete")
    other = steps_of("particulars", "waiver, complete")
    steps[0] = replace(steps[0], source=other[0].source)
    assert steps[0].source != steps_of("particulars", "indexation, complete")[0].source
    refused = refusal("particulars", steps)
    assert refused == "particulars.exempt: kind"


@pytest.mark.parametrize(
    ("one", "other"), [("not complete", "complete"), ("complete", "not complete")]
)
def test_replay_of_an_appeal_that_does_not_follow_from_the_particulars_is_refused(one, other):
    steps = steps_of("particulars", f"waiver, {one}")[:2]
    start, end = steps_of("particulars", f"waiver, {other}")[2:]
    refused = refusal("particulars", [*steps, start, end])
    assert refused == f"{start.rule}: appeal_start"


@pytest.mark.parametrize("case", ["a household between two limits", "the order, above every limit"])
def test_replay_of_the_two_readings_in_another_order_is_refused(case):
    steps = steps_of("limits", case)
    place = next(n for n, step in enumerate(steps) if step.rule.startswith("waiver.percentage."))
    steps[place : place + 2] = steps[place + 1], steps[place]
    assert refusal("limits", steps) == f"{steps[place].rule}: reading"


@pytest.mark.parametrize("operation", ["waiver", "limits"])
def test_replay_of_a_reading_with_the_text_of_the_other_is_refused(operation):
    case = {"waiver": "alone, in between", "limits": "a household between two limits"}
    steps = steps_of(operation, case[operation])
    place = next(n for n, step in enumerate(steps) if step.rule.startswith("waiver.percentage."))
    source = {LIMITS: NOTICE, NOTICE: LIMITS}[steps[place].source]
    steps[place] = replace(steps[place], source=source)
    assert refusal(operation, steps) == f"{steps[place].rule}: reading"
