"""The rules of the advances of a child: age, each month, and the totals (arts 3, § 2, and 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from functions.law.core.rule import (
    AnyRule,
    Before,
    RuleError,
    amount_of,
    input_of,
    rule,
    rule_after,
)
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import Cents, Month, add_years
from functions.law.maintenance.indexation_rules import amount_in
from functions.law.maintenance.intervention import opens
from functions.law.maintenance.monthly_advance import AdvanceStatus, advance

ACT = "maintenance_advances_act"
ADVANCE = Source(ACT, "4, § 2, al. 1")
PARTIAL_PAYMENT = Source(ACT, "4, § 2, al. 2")
ADULT_CHILD = Source(ACT, "4, § 1/1")
PROOF_FOR_ADULT = Source(ACT, "7, § 2")
AGE_LIMIT = Source("press_release_2024", "", Status.OFFICIAL)
NEW_APPLICATION_AT_18 = Source("fps_finance_practice", "", Status.OFFICIAL)


def are_months(grant_months: int | None) -> bool:
    """Whether a grant lasts at all, where it is known how long."""
    return grant_months is None or grant_months > 0


@rule("child.adult", NEW_APPLICATION_AT_18, when=(are_months,), thresholds=("grant_months",))
def adult_from(birth_date: date, age: int, grant_months: int | None = None) -> date:
    """The 18th birthday: the rules for adult children apply from the month after it.

    For who applies later, from that day on. From then on advances are granted for ``grant_months``
    at a time; no text gives it for older grants.
    """
    return add_years(birth_date, age)


def grant_months(adult: TraceStep) -> int | None:
    """For how many months advances are granted to the child once it is an adult, if known."""
    return input_of(adult, "grant_months", int) if "grant_months" in adult.inputs else None


@rule("child.age_limit", AGE_LIMIT)
def age_limit(birth_date: date, age: int) -> date:
    """The birthday on which the outer age bound is reached."""
    return add_years(birth_date, age)


@rule("child.benefit_age")
def benefit_age(birth_date: date, age: int) -> date:
    """The birthday with whose month child benefit ends at the latest."""
    return add_years(birth_date, age)


def follows_last_run(before: Before, from_month: Month, to_month: Month) -> bool:
    """Whether the months follow those of the run before, the first one that of the opening."""
    earlier = before.last(*RUNS)
    if earlier is None:
        opening = opening_day(before)
        follows = opening is not None and from_month == Month.of(opening)
    else:
        follows = input_of(earlier, "to_month", Month).plus(1) == from_month
    return follows and from_month <= to_month


def opening_day(before: Before) -> date | None:
    """The day on which the intervention opens."""
    for step in before.every(opens):
        if isinstance(step.value, date):
            return step.value
    return None


def is_indexed(before: Before, from_month: Month, to_month: Month, maintenance: Cents) -> bool:
    """Whether the maintenance of all the months is the one that the index gives."""
    first = amount_in(before, from_month, adult_from)
    return maintenance == first == amount_in(before, to_month)


def is_up_to_cap(maintenance: Cents, cap: Cents, base: Cents) -> bool:
    """Art. 4, § 2, al. 1: the maintenance, at most the cap."""
    return base == min(maintenance, cap)


def is_under_age(before: Before, to_month: Month) -> bool:
    """Whether the last month is not after that of the birthday of the outer age.

    Nothing comes of an application made on that day or later. No birthday is stated of a child
    that is a minor throughout.
    """
    birthday, start = before.value(age_limit) or before.value(adult_from), opening_day(before)
    return (
        birthday is not None
        and start is not None
        and start < birthday
        and to_month <= Month.of(birthday)
    )


def is_within_ceiling(ceiling: Cents | None, income: Cents | None) -> bool:
    """Whether income, where it was still tested, is not above the ceiling."""
    if ceiling is None:
        return income is None
    return income is not None and income <= ceiling


def is_full(base: Cents, received: Cents) -> bool:
    """Whether nothing was received."""
    return advance(base, received)[1] is AdvanceStatus.FULL


def is_reduced(base: Cents, received: Cents) -> bool:
    """Whether less than the base was received."""
    return advance(base, received)[1] is AdvanceStatus.REDUCED


def is_paid(base: Cents, received: Cents) -> bool:
    """Whether the base or more was received."""
    return advance(base, received)[1] is AdvanceStatus.PAID


def is_past(birthday: date, before: Before, from_month: Month) -> bool:
    """Whether the birthday lies before the first month, or the application does not."""
    start = opening_day(before)
    return Month.of(birthday) < from_month or (start is not None and birthday <= start)


def is_adult(before: Before, from_month: Month) -> bool:
    """Whether the rules for adult children apply from the first month on."""
    birthday = before.value(adult_from)
    return birthday is not None and is_past(birthday, before, from_month)


def is_minor(before: Before, to_month: Month) -> bool:
    """Whether the rules for adult children do not yet apply in the last month."""
    return not is_adult(before, to_month)


def has_benefit_age(before: Before, to_month: Month) -> bool:
    """Whether the last month is one in which child benefit may still be usual."""
    birthday = before.value(benefit_age)
    return birthday is not None and to_month <= Month.of(birthday)


def is_over_benefit_age(before: Before, from_month: Month) -> bool:
    """Whether child benefit normally has ended before the first month."""
    birthday = before.value(benefit_age)
    return birthday is not None and Month.of(birthday) < from_month


GRANTED = (follows_last_run, is_indexed, is_up_to_cap, is_under_age, is_within_ceiling)
"""What must hold of months for which there is an advance, whatever it comes to."""
OF_TEST = ("ceiling", "income")


def advance_of_run(  # noqa: PLR0913, PLR0917 - everything that the sentence names
    from_month: Month,
    to_month: Month,
    maintenance: Cents,
    cap: Cents,
    base: Cents,
    received: Cents,
    ceiling: Cents | None = None,
    income: Cents | None = None,
) -> Cents:
    """The base, less what was received for that term, never below zero; cents a month."""
    return advance(base, received)[0]


OF_FULL = ("cap", "received", *OF_TEST)
OF_REDUCED = ("cap", *OF_TEST)
full = rule("advance.full", ADVANCE, when=(*GRANTED, is_minor, is_full), thresholds=OF_FULL)(
    advance_of_run
)
reduced = rule(
    "advance.reduced", PARTIAL_PAYMENT, when=(*GRANTED, is_minor, is_reduced), thresholds=OF_REDUCED
)(advance_of_run)
paid = rule(
    "advance.paid", PARTIAL_PAYMENT, when=(*GRANTED, is_minor, is_paid), thresholds=OF_FULL
)(advance_of_run)
OF_ADULT = (*GRANTED, is_adult)
full_conditional = rule(
    "advance.full.conditional",
    ADVANCE,
    when=(*OF_ADULT, has_benefit_age, is_full),
    thresholds=OF_FULL,
)(advance_of_run)
reduced_conditional = rule(
    "advance.reduced.conditional",
    PARTIAL_PAYMENT,
    when=(*OF_ADULT, has_benefit_age, is_reduced),
    thresholds=OF_REDUCED,
)(advance_of_run)
paid_conditional = rule(
    "advance.paid.conditional", PARTIAL_PAYMENT, when=(*OF_ADULT, is_paid), thresholds=OF_FULL
)(advance_of_run)


def is_some(base: Cents, received: Cents) -> bool:
    """Whether something is left of the base."""
    return received < base


doubtful = rule(
    "advance.doubtful",
    ADULT_CHILD,
    when=(*OF_ADULT, is_over_benefit_age, is_some),
    thresholds=OF_FULL,
)(advance_of_run)


def is_of_limit(before: Before, age: int, birthday: date, from_month: Month) -> bool:
    """Whether the outer age is passed from the first of the months on."""
    limit = before.last(age_limit)
    return (
        limit is not None
        and limit.value == birthday
        and is_past(birthday, before, from_month)
        and limit.inputs["age"] == age
    )


@rule("advance.aboveAge", AGE_LIMIT, when=(follows_last_run, is_of_limit))
def above_age(from_month: Month, to_month: Month, age: int, birthday: date) -> Cents:
    """Nothing from the outer age on."""
    return Cents(0)


def is_of_adult(before: Before, age: int, birthday: date, from_month: Month) -> bool:
    """Whether the rules for adult children apply from the first of the months on."""
    adult = before.last(adult_from)
    return (
        adult is not None
        and adult.value == birthday
        and is_past(birthday, before, from_month)
        and adult.inputs["age"] == age
    )


ADULT = (follows_last_run, is_of_adult, is_under_age)


@rule("advance.noChildBenefit", ADULT_CHILD, when=ADULT)
def no_child_benefit(from_month: Month, to_month: Month, age: int, birthday: date) -> Cents:
    """Art. 4, § 1/1: nothing for an adult child without child benefit."""
    return Cents(0)


@rule("advance.noEducation", PROOF_FOR_ADULT, when=ADULT)
def no_education(from_month: Month, to_month: Month, age: int, birthday: date) -> Cents:
    """Art. 7, § 2: nothing for an adult child without schooling."""
    return Cents(0)


@rule("advance.adultConditionNotKnown", when=ADULT)
def adult_condition_not_known(
    from_month: Month, to_month: Month, age: int, birthday: date
) -> AdvanceStatus:
    """Not known: what the act asked of an adult child before the dates of its rules."""
    return AdvanceStatus.ADULT_CONDITION_NOT_KNOWN


def is_above_ceiling(ceiling: Cents, income: Cents) -> bool:
    """Whether the income is above the ceiling."""
    return income > ceiling


@rule(
    "advance.incomeAboveCeiling",
    when=(follows_last_run, is_under_age, is_above_ceiling),
    thresholds=OF_TEST,
)
def income_above_ceiling(
    from_month: Month, to_month: Month, ceiling: Cents, income: Cents
) -> Cents:
    """Nothing in a month whose income test is not passed."""
    return Cents(0)


@rule("advance.incomeNotStated", when=(follows_last_run, is_under_age), informs=("ceiling",))
def income_not_stated(from_month: Month, to_month: Month, ceiling: Cents) -> AdvanceStatus:
    """Not known: income was tested, and the applicant states none."""
    return AdvanceStatus.INCOME_NOT_STATED


RULES: dict[tuple[AdvanceStatus, bool], AnyRule] = {
    (AdvanceStatus.FULL, False): full,
    (AdvanceStatus.REDUCED, False): reduced,
    (AdvanceStatus.PAID, False): paid,
    (AdvanceStatus.FULL, True): full_conditional,
    (AdvanceStatus.REDUCED, True): reduced_conditional,
    (AdvanceStatus.PAID, True): paid_conditional,
    (AdvanceStatus.DOUBTFUL, True): doubtful,
    (AdvanceStatus.NO_CHILD_BENEFIT, False): no_child_benefit,
    (AdvanceStatus.NO_EDUCATION, False): no_education,
    (AdvanceStatus.ADULT_CONDITION_NOT_KNOWN, False): adult_condition_not_known,
    (AdvanceStatus.ABOVE_AGE, False): above_age,
    (AdvanceStatus.INCOME_ABOVE_CEILING, False): income_above_ceiling,
    (AdvanceStatus.INCOME_NOT_STATED, False): income_not_stated,
}
"""The rule of a month by its status, and by whether it depends on benefit and schooling."""
RUNS = tuple(RULES.values())
CONDITIONAL = (full_conditional, reduced_conditional, paid_conditional)
SURE = tuple(one for one in RUNS if one not in (*CONDITIONAL, doubtful))
NOT_KNOWN = (adult_condition_not_known, income_not_stated)


def months_of(runs: Iterable[TraceStep]) -> int:
    """How many months these runs cover together."""
    return sum(
        input_of(run, "from_month", Month).months_until(input_of(run, "to_month", Month)) + 1
        for run in runs
    )


def sum_of(runs: Iterable[TraceStep]) -> Cents:
    """What the advances of these runs add up to, those that are not known left out."""
    known = (run for run in runs if not isinstance(run.value, str))
    return Cents(sum(months_of((run,)) * amount_of(run) for run in known))


def covers(before: Before, months: int) -> bool:
    """Whether the runs of the child cover so many months."""
    return months_of(before.of(*RUNS)) == months


@rule_after("advance.total", ADVANCE, when=(covers,))
def total(before: Before, months: int) -> Cents:
    """The advances of every month of the child that rest on no condition."""
    return sum_of(before.of(*SURE))


@rule_after("advance.conditional_total", ADULT_CHILD)
def conditional_total(before: Before, months: int) -> Cents:
    """The advances of the months that depend on child benefit and schooling."""
    runs = before.of(*CONDITIONAL)
    if months_of(runs) != months:
        raise RuleError("advance.conditional_total: months")
    return sum_of(runs)


@rule_after("advance.doubtful_total", ADULT_CHILD)
def doubtful_total(before: Before, months: int) -> Cents:
    """The advances of the months in which child benefit normally has ended."""
    runs = before.of(doubtful)
    if months_of(runs) != months:
        raise RuleError("advance.doubtful_total: months")
    return sum_of(runs)


@rule_after("advance.months_not_known")
def months_not_known(before: Before, months: int) -> int:
    """How many of the months of the child cannot be answered."""
    if not covers(before, months):
        raise RuleError("advance.months_not_known: months")
    return months_of(before.of(*NOT_KNOWN))


@rule_after("advance.total_of_children", ADVANCE)
def total_of_children(before: Before, children: int) -> Cents:
    """The sure advances of all children together."""
    return _together(before.every(total), children)


@rule_after("advance.conditional_total_of_children", ADULT_CHILD)
def conditional_total_of_children(before: Before, children: int) -> Cents:
    """The advances of all children that depend on child benefit and schooling."""
    return _together(before.every(conditional_total), children)


@rule_after("advance.doubtful_total_of_children", ADULT_CHILD)
def doubtful_total_of_children(before: Before, children: int) -> Cents:
    """The advances of all children in the months in which child benefit normally has ended."""
    return _together(before.every(doubtful_total), children)


def _together(totals: Iterable[TraceStep], children: int) -> Cents:
    found: Sequence[TraceStep] = tuple(totals)
    if len(found) != children:
        raise RuleError("advance: children")
    return Cents(sum(map(amount_of, found)))
