"""The formulas of legal terms: an event, a length, and the days by which the last day moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from functions.law.core.replay import Formula, ReplayStep
from functions.law.core.values import MONTHS_IN_YEAR, Month, add_months, add_years

ONE_DAY = timedelta(days=1)

TERMS = (
    "debtor_reply",
    "exit_without_costs",
    "decision_due",
    "renewal_proof",
    "appeal",
    "appeal_without_decision",
    "appeal_start",
    "appeal_start_particulars_missing",
    "commission",
    "commission_anew",
    "labour_court",
    "acknowledgement",
)


def _last_of(month: Month) -> date:
    return month.plus(1).first_day() - ONE_DAY


def _counted(step: ReplayStep) -> date:
    """The day number of the event, so many months or days later (arts 52 to 54).

    From the last day of a month, months lead to the last day of a month.
    """
    if step.has("months"):
        return _months_later(step.day("event"), step.number("months"))
    return step.day("event") + timedelta(days=step.number("days"))


def _months_later(event: date, months: int) -> date:
    later = Month.of(event).plus(months)
    is_last = event == _last_of(Month.of(event))
    return _last_of(later) if is_last else later.day(event.day)


def _moved(step: ReplayStep) -> date:
    """Art. 53: the counted day is a day off, and the last day is the next working day."""
    counted = _counted(step)
    step.require(counted == step.day("counted_to"), "counted_to")
    step.require(step.number("days_moved") > 0, "days_moved")
    return counted + timedelta(days=step.number("days_moved"))


def _effect(step: ReplayStep) -> date:
    """So many working days after dispatch, the days off in between not counted."""
    days = step.number("working_days") + step.number("days_off")
    return step.day("sent_on") + timedelta(days=days)


def _years(step: ReplayStep) -> date:
    """A limitation in years is one of twelve times as many months (art. 54)."""
    return _months_later(step.day("event"), MONTHS_IN_YEAR * step.number("years"))


def _suspended(step: ReplayStep) -> date:
    """The days of the suspension are added to the last day before it."""
    days = (step.day("until") - step.day("first_day")).days + 1
    step.require(days == step.number("days"), "days")
    previous = step.latest("retention.").step.value
    step.require(step.day("last_day") == previous, "last_day")
    return step.day("last_day") + timedelta(days=days)


def _deemed(step: ReplayStep) -> bool:
    previous = step.latest("retention.").step.value
    step.require(step.day("keep_until") == previous, "keep_until")
    return step.day("kept_until") >= step.day("keep_until")


def _limited(step: ReplayStep) -> date:
    """The years run from the first of the month after the payment, that day included."""
    runs_from = step.day("runs_from")
    step.require(runs_from == step.month("month").plus(1).first_day(), "runs_from")
    last_day = add_years(runs_from, step.number("years")) - ONE_DAY
    in_time = step.day("letter_sent_on") <= last_day
    step.require(in_time == step.step.rule.endswith(".recoverable"), "letter_sent_on")
    return last_day


def _birthday(step: ReplayStep) -> date:
    return add_years(step.day("birth_date"), step.number("years"))


def _end_of_right(step: ReplayStep) -> date:
    """The first of the days that end it; the rule names the one."""
    days = {
        "child_benefit": "child_benefit_until",
        "education": "education_until",
    }
    told = {end: step.day(name) for end, name in days.items() if step.has(name)}
    every = {**told, "age": _birthday(step) - ONE_DAY}
    end = step.step.rule.rpartition(".")[-1]
    step.require(end in every, end)
    step.require(every[end] == min(every.values()), "not the first")
    return every[end]


def _renewed(step: ReplayStep) -> date:
    return add_months(step.day("granted_on"), step.number("months") * step.number("number"))


def _prepared(step: ReplayStep) -> date:
    renewal = step.day("renewal")
    step.require(renewal == step.latest("renewal.period").step.value, "renewal")
    return renewal - timedelta(days=step.number("days"))


FORMULAS: Mapping[str, Formula] = {
    **{f"deadline.{code}": _counted for code in TERMS},
    **{f"deadline.{code}.moved": _moved for code in TERMS},
    "deadline.decision_effect": _effect,
    "renewal.adult": _birthday,
    "renewal.last_day.age": _end_of_right,
    "renewal.last_day.child_benefit": _end_of_right,
    "renewal.last_day.education": _end_of_right,
    "renewal.period": _renewed,
    "renewal.prepare": _prepared,
    "retention.period": _years,
    "retention.interrupted": _years,
    "retention.suspended": _suspended,
    "retention.deemed_reasoned": _deemed,
    "retention.kept_too_short": _deemed,
    "first.payment.recoverable": _limited,
    "first.payment.barred": _limited,
}
