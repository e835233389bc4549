"""The rules on missed terms: what is missing of each, how many, and from when they are enough."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from functions.law.core.rule import Before, RuleError, amount_of, input_of, rule, rule_after
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import Cents, Month
from functions.law.maintenance.indexation_rules import amount_of_all

ACT = "maintenance_advances_act"
COLLECTION = Source(ACT, "3, § 1")
MISSED_TERMS = Source(ACT, "6")
ASSUMED = Source(ACT, "6", Status.INFERRED)
PUBLICATION = Source("civil_code", "203quater, § 1, al. 3", Status.INFERRED)


def follows_index(before: Before, month: Month, due: Cents) -> bool:
    """Whether the term is the maintenance of every child as the index gives it."""
    return due == amount_of_all(before, month)


def falls_due_in(month: Month, due_date: date) -> bool:
    """Whether the term falls due in its month."""
    return Month.of(due_date) == month


def is_missed(received: Cents, due: Cents) -> bool:
    """Art. 6: a term is missed when it was not paid in full."""
    return received < due


def is_paid(received: Cents, due: Cents) -> bool:
    """Whether a term was paid in full."""
    return received >= due


def missing(due: Cents, received: Cents) -> Cents:
    """What did not come. What came beyond the amount due pays no other month."""
    return Cents(max(due - received, 0))


@rule(
    "arrears.month.missed",
    COLLECTION,
    when=(follows_index, falls_due_in, is_missed),
    thresholds=("month", "due_date"),
)
def month_missed(month: Month, due_date: date, due: Cents, received: Cents) -> Cents:
    """What is missing of a month of the ledger."""
    return missing(due, received)


@rule(
    "arrears.month.paid",
    COLLECTION,
    when=(follows_index, falls_due_in, is_paid),
    thresholds=("month", "due_date", "received"),
)
def month_paid(month: Month, due_date: date, due: Cents, received: Cents) -> Cents:
    """A month of the ledger that was paid in full."""
    return missing(due, received)


def is_not_less_than_before(received: Cents, before_index: Cents) -> bool:
    """Whether the amount of the month before came."""
    return received >= before_index


def is_due_before_publication(due_date: date, published_by: int) -> bool:
    """Whether the index may still be unpublished on the due day."""
    return due_date.day <= published_by


@rule(
    "arrears.month.index_not_sure",
    PUBLICATION,
    when=(
        follows_index,
        falls_due_in,
        is_missed,
        is_not_less_than_before,
        is_due_before_publication,
    ),
    thresholds=("month", "due_date", "before_index", "published_by"),
)
def month_index_not_sure(  # noqa: PLR0913, PLR0917 - everything that the sentence names
    month: Month,
    due_date: date,
    due: Cents,
    received: Cents,
    before_index: Cents,
    published_by: int,
) -> Cents:
    """What is missing of a month whose new index may not have been published by the due day."""
    return missing(due, received)


MONTHS = (month_missed, month_paid, month_index_not_sure)


@rule_after(
    "arrears.total",
    thresholds=("since",),
)
def arrears_total(before: Before, application_date: date, since: date) -> Cents:
    """What is missing of the terms due in the years for which arrears are collected."""
    return Cents(sum(amount_of(m) for m in before.of(*MONTHS) if due_date_of(m) >= since))


@rule_after("arrears.too_old")
def arrears_too_old(before: Before, application_date: date, since: date) -> Cents:
    """What is missing of older terms, which is not collected."""
    return Cents(sum(amount_of(m) for m in before.of(*MONTHS) if due_date_of(m) < since))


def due_date_of(step: TraceStep) -> date:
    """The day on which the term of a month of the ledger fell due."""
    return input_of(step, "due_date", date)


class Term(NamedTuple):
    """A term of the steps before: the day it falls due, what is missing, whether it is missed."""

    due_date: date
    missing: int
    missed: bool


def is_run(before: Before, from_month: Month, to_month: Month) -> bool:
    """Whether the months come after those of the run before; months not given lie between."""
    earlier = before.last(*RUNS)
    return from_month <= to_month and (
        earlier is None or input_of(earlier, "to_month", Month) < from_month
    )


def run_follows_index(
    before: Before, from_month: Month, to_month: Month, maintenance: Cents
) -> bool:
    """Whether each of the months has the maintenance that the index gives."""
    return maintenance == amount_of_all(before, from_month) == amount_of_all(before, to_month)


def run_is_missed(received: Cents, maintenance: Cents) -> bool:
    """Whether less comes than is due each month."""
    return received < maintenance


def run_is_paid(received: Cents, maintenance: Cents) -> bool:
    """Whether each month is paid in full."""
    return received >= maintenance


@rule(
    "intervention.terms.missed",
    MISSED_TERMS,
    when=(is_run, run_follows_index, run_is_missed),
    thresholds=("due_day",),
)
def terms_missed(
    from_month: Month, to_month: Month, due_day: int, maintenance: Cents, received: Cents
) -> Cents:
    """What is missing of each of these months."""
    return missing(maintenance, received)


@rule(
    "intervention.terms.paid",
    MISSED_TERMS,
    when=(is_run, run_follows_index, run_is_paid),
    thresholds=("due_day", "received"),
)
def terms_paid(
    from_month: Month, to_month: Month, due_day: int, maintenance: Cents, received: Cents
) -> Cents:
    """Months that were paid in full."""
    return missing(maintenance, received)


def is_one_month(from_month: Month, to_month: Month) -> bool:
    """Whether the run is the one month of an adaptation."""
    return from_month == to_month


def run_is_due_before_publication(due_day: int, published_by: int) -> bool:
    """Whether the index may still be unpublished on the due day."""
    return due_day <= published_by


@rule(
    "intervention.terms.index_not_sure",
    PUBLICATION,
    when=(
        is_run,
        is_one_month,
        run_follows_index,
        run_is_missed,
        is_not_less_than_before,
        run_is_due_before_publication,
    ),
    thresholds=("due_day", "before_index", "published_by"),
)
def terms_index_not_sure(  # noqa: PLR0913, PLR0917 - everything that the sentence names
    from_month: Month,
    to_month: Month,
    due_day: int,
    maintenance: Cents,
    received: Cents,
    before_index: Cents,
    published_by: int,
) -> Cents:
    """What is missing of a term whose new index may not have been published by the due day."""
    return missing(maintenance, received)


coming_terms_index_not_sure = terms_index_not_sure.variant(
    "intervention.coming_terms.index_not_sure", PUBLICATION
)
coming_terms_missed = terms_missed.variant("intervention.coming_terms.missed", ASSUMED)
coming_terms_paid = terms_paid.variant("intervention.coming_terms.paid", ASSUMED)

RUNS = (
    terms_missed,
    terms_paid,
    terms_index_not_sure,
    coming_terms_missed,
    coming_terms_paid,
    coming_terms_index_not_sure,
)
NOT_SURE = frozenset(
    one.code for one in (month_index_not_sure, terms_index_not_sure, coming_terms_index_not_sure)
)


def terms_of(before: Before) -> tuple[Term, ...]:
    """Every term that the steps before count, one by one."""
    return before.fold((), _with_terms)


def _with_terms(terms: tuple[Term, ...], step: TraceStep) -> tuple[Term, ...]:
    """The terms, with those of one more step."""
    if step.rule in CODES_OF_MONTHS:
        due_dates = [due_date_of(step)]
    elif step.rule in CODES_OF_RUNS:
        first, last = input_of(step, "from_month", Month), input_of(step, "to_month", Month)
        due_day = input_of(step, "due_day", int)
        months = first.onward(first.months_until(last) + 1)
        due_dates = [month.day(due_day) for month in months]
    else:
        return terms
    amount = amount_of(step)
    missed = amount > 0 and step.rule not in NOT_SURE
    return (*terms, *[Term(due_date, amount, missed) for due_date in due_dates])


CODES_OF_MONTHS = frozenset(one.code for one in MONTHS)
CODES_OF_RUNS = frozenset(one.code for one in RUNS)


def terms_between(before: Before, start: date, end: date) -> list[Term]:
    """The terms that fall due from a day to the eve of another."""
    return [term for term in terms_of(before) if start <= term.due_date < end]


def is_counted(
    before: Before, window_start: date, application_date: date, terms: int, missed: int
) -> bool:
    """Whether so many terms fell due in the window, and so many of them were missed."""
    found = terms_between(before, window_start, application_date)
    return (
        len(found) == terms
        and sum(term.missed for term in found) == missed
        and (not before.every(*RUNS) or len(terms_of(before)) == terms)
    )


@rule(
    "intervention.missed_terms",
    MISSED_TERMS,
    when=(is_counted,),
    thresholds=("window_start", "application_date", "required"),
)
def missed_terms(
    window_start: date, application_date: date, terms: int, missed: int, required: int
) -> bool:
    """Art. 6: two terms, consecutive or not, wholly or partly unpaid in twelve months."""
    return missed >= required


def is_something_missing(before: Before, counted: TraceStep) -> bool:
    """Whether time alone can complete the missed terms, from the step that counts them.

    It cannot where every term was paid so far and nothing was said of a payment that will be too
    small: the coming terms would have to stay unpaid for the first time.
    """
    start, day = (input_of(counted, name, date) for name in ("window_start", "application_date"))
    given = terms_between(before, start, day)
    return not (
        given
        and not any(term.missing > 0 for term in given)
        and not any(
            input_of(step, "received", int) > 0
            for step in before.every(coming_terms_missed, coming_terms_index_not_sure)
        )
    )


def is_same_window(before: Before, window_start: date, application_date: date) -> bool:
    """Whether it is the window in which the missed terms were counted."""
    counted = before.last(missed_terms)
    return counted is not None and (
        counted.inputs["window_start"] == window_start
        and counted.inputs["application_date"] == application_date
    )


@rule_after("intervention.unpaid", COLLECTION, when=(is_same_window,))
def unpaid_in_window(before: Before, window_start: date, application_date: date) -> Cents:
    """What is missing over the terms of the window: arrears, which are never advanced."""
    found = terms_between(before, window_start, application_date)
    return Cents(sum(term.missing for term in found))


def are_first_enough(
    before: Before, window_start: date, last_due_date: date, missed: int, required: int
) -> bool:
    """Whether the term that falls due last completes the missed ones, which were too few before."""
    every = terms_of(before)
    found = [term for term in every if window_start <= term.due_date]
    return (
        before.value(missed_terms) is False
        and missed == required
        and sum(term.missed for term in found) == missed
        and every[-1] == max(every, key=lambda term: term.due_date)
        and every[-1].due_date == last_due_date
        and every[-1].missed
    )


@rule(
    "intervention.missed_terms_later",
    ASSUMED,
    when=(are_first_enough,),
    thresholds=("window_start",),
)
def missed_terms_later(window_start: date, last_due_date: date, missed: int, required: int) -> date:
    """The day after the due date that completes the missed terms, if all goes as expected."""
    return last_due_date + timedelta(days=1)


def is_enough(before: Before, application_date: date, missed: int) -> bool:
    """Whether enough of the terms of the ledger were missed on the day asked about."""
    counted = before.last(missed_terms)
    return (
        counted is not None
        and counted.value is True
        and counted.inputs["missed"] == missed
        and counted.inputs["application_date"] == application_date
    )


@rule("arrears.may_apply", MISSED_TERMS, when=(is_enough,))
def may_apply(application_date: date, missed: int) -> date:
    """The day asked about, where enough terms were missed."""
    return application_date


def is_not_enough(before: Before, missed: int, last_due_date: date) -> bool:
    """Whether the terms missed so far are too few, and a coming one completes them."""
    counted = before.last(missed_terms)
    return (
        counted is not None
        and counted.value is False
        and counted.inputs["missed"] == missed
        and last_due_date >= input_of(counted, "application_date", date)
    )


@rule("arrears.may_apply_later", ASSUMED, when=(is_not_enough,))
def may_apply_later(missed: int, last_due_date: date) -> date:
    """The day after the coming term that completes the missed ones, if nothing is paid."""
    return last_due_date + timedelta(days=1)


def too_old_or_none(steps: Before) -> None:
    """Checks that older terms that are missing have their sum, and only they.

    Raises:
        RuleError: the sum is missing, or there is nothing to add up.
    """
    total = steps.last(arrears_total)
    since = None if total is None else input_of(total, "since", date)
    older = sum(
        amount_of(step) for step in steps.of(*MONTHS) if since is None or due_date_of(step) < since
    )
    stated = steps.last(arrears_too_old)
    if (stated is not None) is not (older > 0):
        raise RuleError(f"{arrears_too_old.code}: not asked")
    if stated is not None and total is not None and stated.inputs != total.inputs:
        raise RuleError(f"{arrears_too_old.code}: since")
