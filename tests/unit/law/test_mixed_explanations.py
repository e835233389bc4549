"""Steps that each hold, but not together: the replay says which one is missing or out of place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from functions.law.core.replay import ReplayError
from functions.law.core.replay import replay as replay_steps
from functions.law.core.values import BasisPoints, Cents, Month
from functions.law.maintenance.application import IndexationClause, TitleKind
from functions.law.maintenance.deadlines import DeadlinesRequest, Event
from functions.law.maintenance.intervention import served_judgment
from functions.law.maintenance.key_dates import indexation_due
from functions.law.maintenance.key_dates import renewal as renewal_due
from functions.law.maintenance.undue import set_off_undue_sum
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.request import Reading
from functions.law.waiver.sources import LIMITS, NOTICE
from tests.unit.law.cases import CASES, answer
from tests.unit.law.maintenance import test_undue
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    application,
    child,
    paid_by_month,
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
        step._replace(inputs={**step.inputs, **inputs}, value=value) if step.rule == rule else step
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
    assert refusal("deadlines", [one[0], other[1], one[2]]) == f"{other[1].rule}: event"
    assert refusal("deadlines", [one[0], one[1], other[2]]) == f"{other[2].rule}: event"


def test_replay_of_a_day_to_apply_where_the_applicant_cannot_is_refused():
    stated = {Month(2026, 1): 0, Month(2026, 2): 14999}
    open_now = list(answer("eligibility", eligible(stated)).explanation)
    abroad = list(
        answer("eligibility", eligible(stated, applicant_lives_in_belgium=False)).explanation
    )
    assert refusal("eligibility", [*abroad, open_now[-1]]) == "arrears.may_apply: not open"
    later = list(answer("eligibility", eligible({Month(2026, 2): 14999})).explanation)
    away = eligible({Month(2026, 2): 14999}, children_live_in_belgium=False)
    mixed = [*answer("eligibility", away).explanation, later[-1]]
    assert refusal("eligibility", mixed) == "arrears.may_apply_later: not open"


def test_replay_of_an_adaptation_without_an_index_is_refused():
    steps = steps_of("indexation", "no clause")
    adapted = steps_of("indexation", "every year since a title of 2020")[1]
    mixed = [steps[0], adapted, steps[1]._replace(value=adapted.value)]
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


@pytest.mark.parametrize(
    "case",
    [
        "a complaint that was withdrawn, and the commission",
        "a complaint that was withdrawn, its last day no day off",
    ],
)
def test_replay_of_a_stopped_term_that_goes_on_from_another_day_is_refused(case):
    asked = CASES["appeal"][case]
    steps = steps_of("appeal", asked)
    moved = {"deadline.commission_resumed.moved": date(2026, 3, 9)}
    later = replace(asked, informed_on=moved.get(steps[2].rule, date(2026, 3, 3)))
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
    steps[0] = steps[0]._replace(source=other[0].source)
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
    steps[place] = steps[place]._replace(source=source)
    assert refusal(operation, steps) == f"{steps[place].rule}: reading"


def up_to(steps, rule):
    """The steps up to the first one of that rule."""
    place = next(n for n, step in enumerate(steps) if step.rule == rule)
    return steps[: place + 1]


def is_refused(steps, why):
    """Whether the last step is refused after those before it, which hold."""
    replay_steps(steps[:-1])
    with pytest.raises(ReplayError) as raised:
        replay_steps(steps)
    return str(raised.value) == f"{steps[-1].rule}: {why}"


@pytest.mark.parametrize(
    "left_out",
    [
        ("intervention.missed_terms", "intervention.unpaid"),
        ("intervention.residence", "intervention.enforceable_title", "intervention.served"),
    ],
)
def test_replay_of_an_opening_whose_conditions_were_not_asked_is_refused(left_out):
    steps = up_to(list(simulated(months=1).explanation), "intervention.opens")
    replay_steps(steps)
    assert is_refused(without(steps, *left_out), "are_conditions_met")


@pytest.mark.parametrize(
    "answers",
    [
        {"applicant_lives_in_belgium": False},
        {"title": title(served=False)},
        paid_in_full_but({}),
        paid_in_full_but({}) | {"expected_monthly_payment": 15000},
        paid_in_full_but({Month(2026, 2): 0}) | {"expected_monthly_payment": 15000},
    ],
)
def test_replay_of_an_opening_although_a_condition_is_not_met_is_refused(answers):
    opened = simulated(**paid_in_full_but({Month(2026, 2): 0}), months=1).explanation
    opening = up_to(list(opened), "intervention.opens")[-1]
    steps = [
        step for step in simulated(**answers).explanation if step.rule != "contribution.debtor"
    ]
    later = [step.value for step in steps if step.rule == "intervention.missed_terms_later"]
    value = later[0] if later else opening.inputs["application_date"]
    assert is_refused([*steps, opening._replace(value=value)], "are_conditions_met")


@pytest.mark.parametrize(
    "answers",
    [
        paid_by_month({}),
        paid_in_full_but({}) | {"expected_monthly_payment": 1},
        paid_in_full_but({Month(2026, 2): 14999}) | {"expected_monthly_payment": 1},
    ],
)
def test_replay_of_an_opening_that_time_completes_is_accepted(answers):
    steps = up_to(list(simulated(**answers).explanation), "intervention.opens")
    replay_steps(steps)


def runs_of(steps, rule="advance.full"):
    return [step for step in steps if step.rule == rule]


def test_replay_of_a_run_of_months_across_an_adaptation_is_refused():
    indexed = title(date=date(2020, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    steps = list(simulated(title=indexed, months=4).explanation)
    before, after = runs_of(steps)
    assert before.inputs["maintenance"] < after.inputs["maintenance"]
    so_far = steps[: steps.index(before)]
    longer = {**before.inputs, "to_month": after.inputs["to_month"]}
    earlier = {**after.inputs, "from_month": before.inputs["from_month"]}
    after_the_index = steps[: steps.index(after)]
    after_the_index.remove(before)
    assert is_refused([*after_the_index, before._replace(inputs=longer)], "is_indexed")
    assert is_refused([*after_the_index, after._replace(inputs=earlier)], "is_indexed")
    replay_steps([*so_far, before])


def test_replay_of_months_without_an_amount_of_their_own_child_is_refused():
    steps = list(simulated(months=1).explanation)
    place = next(n for n, step in enumerate(steps) if step.rule == "child.adult")
    run = next(n for n, step in enumerate(steps) if step.rule == "advance.full")
    kept = [s for s in steps[place:run] if not s.rule.startswith("indexation.")]
    assert is_refused([*steps[:place], *kept, steps[run]], "is_indexed")


@pytest.mark.parametrize("more", [1, -1])
def test_replay_of_another_amount_kept_without_an_index_is_refused(more):
    steps = up_to(
        steps_of("indexation", "with the health index, the last one not published"),
        "indexation.not_published",
    )
    replay_steps(steps)
    kept = Cents(steps[-1].value + more)
    other = with_inputs(steps[-1:], steps[-1].rule, kept, kept=kept)
    assert is_refused([*steps[:-1], *other], "is_kept")
    assert is_refused(steps[-1:], "is_kept")


KEY_DATES = list(
    simulated(
        title=title(date=date(2020, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        children=(child(birth_date=date(2007, 9, 20), child_benefit=True, education=True),),
        months=26,
    ).explanation
)


def after_first(rule):
    """The steps up to the first one of a rule, and that one."""
    steps = up_to(KEY_DATES, rule)
    return steps, steps[-1]


@pytest.mark.parametrize(
    ("title_month", "months", "more", "holds"),
    [
        (Month(2020, 5), 12, 1, True),
        (Month(2020, 5), 12, 0, False),
        (Month(2020, 5), 12, 2, False),
        (Month(2021, 5), 12, 1, False),
        (Month(2020, 5), 6, 1, False),
    ],
)
def test_indexation_to_keep_in_mind_follows_the_one_before(title_month, months, more, holds):
    steps, first = after_first("key_date.indexation")
    assert first.inputs == {"title_month": Month(2020, 5), "months": 12, "number": 6}
    number = first.inputs["number"] + more
    inputs = {"title_month": title_month, "months": months, "number": number}
    following = indexation_due.step(**inputs)
    if holds:
        replay_steps([*steps, following])
    else:
        assert is_refused([*steps, following], "is_next_indexation")


@pytest.mark.parametrize("number", [5, 6, 7])
def test_first_indexation_to_keep_in_mind_is_the_next_one_after_the_opening(number):
    steps, first = after_first("key_date.indexation")
    other = indexation_due.step(**{**first.inputs, "number": number})
    if number == first.inputs["number"]:
        replay_steps([*steps[:-1], other])
    else:
        assert is_refused([*steps[:-1], other], "is_next_indexation")


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"number": 1}, False),
        ({"number": 3}, False),
        ({"months": 5}, False),
        ({"granted_on": date(2026, 3, 14)}, False),
        ({"granted_on": date(2026, 3, 16)}, False),
    ],
)
def test_renewal_to_keep_in_mind_follows_the_one_before(changes, holds):
    steps, first = after_first("key_date.renewal")
    assert first.inputs == {"granted_on": date(2026, 3, 15), "months": 6, "number": 1}
    following = renewal_due.step(**{**first.inputs, "number": 2} | changes)._replace(child=0)
    if holds:
        replay_steps([*steps, following])
    else:
        assert is_refused([*steps, following], "is_granted_then")


def test_appeal_without_a_decision_follows_the_day_to_decide():
    steps, appeal = after_first("key_date.appeal_without_decision")
    day = timedelta(days=1)
    decision = appeal.inputs["decision"] + day
    other = with_inputs([appeal], appeal.rule, appeal.value + day, decision=decision)
    assert is_refused([*steps[:-1], *other], "decision")


def test_replay_of_an_appeal_whose_steps_stand_in_another_order_is_refused():
    start, end, *later = steps_of("appeal", "a complaint, the commission, a request")
    anew, *court, request = later
    assert refusal("appeal", [start, end, *court, anew, request]).endswith(": out of order")
    assert refusal("appeal", [start, end, *court, request, anew]).endswith(": out of order")
    assert refusal("appeal", [start, end, anew, anew]).endswith(": out of order")


def test_replay_of_particulars_with_the_term_of_another_appeal_is_refused():
    asked = CASES["particulars"]["waiver, complete"]
    steps = steps_of("particulars", asked)
    later = steps_of("particulars", replace(asked, notified_on=date(2026, 3, 9)))
    assert refusal("particulars", [*steps[:3], later[3]]) == f"{later[3].rule}: event"
    assert refusal("particulars", [*steps[:2], steps[3], steps[2]]).endswith(": out of order")


def test_replay_of_two_days_to_apply_later_is_refused():
    steps = steps_of("arrears", "one month missed, one more opens the intervention")
    place = next(n for n, step in enumerate(steps) if step.rule == "arrears.may_apply_later")
    twice = [*steps[:place], steps[place], *steps[place:]]
    assert refusal("arrears", twice) == "arrears.may_apply_later: asked twice"


def test_replay_of_other_limits_read_word_for_word_is_refused():
    steps = steps_of("limits", "a household that gets nothing by the published limits")
    other = steps[-1]
    assert other.rule == "waiver.other_limits"
    # The sixth step of the estimate has sixty percent word for word, forty as applied.
    inputs = {**other.inputs, "reading": Reading.LITERAL.value}
    steps[-1] = other._replace(inputs=inputs, value=BasisPoints(6000))
    assert refusal("limits", steps) == "waiver.other_limits: reading"


def test_replay_of_a_limitation_without_a_payment_is_refused():
    steps = steps_of("first_questions", "a small debt")
    paid = without(steps, "first.payment.")
    place = next(n for n, step in enumerate(paid) if step.rule == "first.recoverable")
    nothing = {**paid[place].inputs, "debt": Cents(0), "recoverable": Cents(0)}
    barred = paid[place]._replace(rule="first.time_barred", inputs=nothing, value=True)
    assert refusal("first_questions", [*paid[:place], barred]).startswith("first.time_barred: ")


@pytest.mark.parametrize("more", [1, -1])
def test_replay_of_a_total_of_another_undue_sum_is_refused(more):
    steps = list(set_off_undue_sum(test_undue.request(5000, 4000), PARAMETERS).explanation)
    total = steps[-1]
    inputs = {name: Cents(amount + more) for name, amount in total.inputs.items()}
    assert set(inputs) == {"undue", "remaining"}
    steps[-1] = total._replace(inputs=inputs)
    assert refusal("undue", steps) == "undue.total: is_sum"
