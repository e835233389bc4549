"""What must hold of a step after those before it, condition by condition and at each bound."""

from datetime import date

import pytest

from functions.law.core.rule import Before, RuleError
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import BasisPoints, Cents, Month
from functions.law.maintenance import (
    advance_rules,
    allocation_rules,
    contribution,
    cost_free_settlement,
    indexation_rules,
    intervention,
    missed_terms,
    renewals,
)
from functions.law.maintenance.monthly_advance import AdvanceStatus

SOURCE = Source("maintenance_advances_act")
ONE_EURO = Cents(100)
JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))


def made(rule, value, child=None, **inputs):
    """A step of a rule, whatever led to it."""
    return TraceStep(rule=rule.code, inputs=inputs, value=value, source=SOURCE, child=child)


def amount(cents, child=None, since=None):
    """The maintenance of a child, from a month on if given."""
    if since is None:
        return made(indexation_rules.no_indexation, Cents(cents), child)
    return made(indexation_rules.adapted_amount, Cents(cents), child, from_month=since)


# Amounts by month.


@pytest.mark.parametrize(("month", "found"), [(JANUARY, 100), (FEBRUARY, 110), (MARCH, 110)])
def test_amount_of_a_month_is_the_last_one_that_holds_in_it(month, found):
    before = Before([amount(100), amount(110, since=FEBRUARY)])
    assert indexation_rules.amount_in(before, month) == found


def test_amount_of_a_month_is_that_of_the_same_child_after_the_step_asked_for():
    adult = made(advance_rules.adult_from, date(2033, 6, 20), 0)
    steps = [amount(100, 0), amount(200, 1)]
    assert indexation_rules.amount_in(Before(steps, 0), JANUARY) == 100
    assert indexation_rules.amount_in(Before(steps, 2), JANUARY) is None
    steps.append(adult)
    assert indexation_rules.amount_in(Before(steps, 0), JANUARY, advance_rules.adult_from) is None
    assert indexation_rules.amount_in(Before(steps, 1), JANUARY, advance_rules.adult_from) == 200
    steps.append(amount(120, 0))
    assert indexation_rules.amount_in(Before(steps, 0), JANUARY, advance_rules.adult_from) == 120


@pytest.mark.parametrize(("month", "found"), [(JANUARY, 300), (FEBRUARY, 310)])
def test_amount_of_all_children_adds_up_the_last_one_of_each(month, found):
    steps = [amount(100, 0), amount(200, 1), amount(110, 0, FEBRUARY)]
    assert indexation_rules.amount_of_all(Before(steps), month) == found


# Missed terms.


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (missed_terms.falls_due_in, (JANUARY, date(2026, 1, 31)), True),
        (missed_terms.falls_due_in, (JANUARY, date(2026, 2, 1)), False),
        (missed_terms.is_missed, (Cents(99), Cents(100)), True),
        (missed_terms.is_missed, (Cents(100), Cents(100)), False),
        (missed_terms.is_paid, (Cents(99), Cents(100)), False),
        (missed_terms.is_paid, (Cents(100), Cents(100)), True),
        (missed_terms.run_is_missed, (Cents(99), Cents(100)), True),
        (missed_terms.run_is_missed, (Cents(100), Cents(100)), False),
        (missed_terms.run_is_paid, (Cents(99), Cents(100)), False),
        (missed_terms.run_is_paid, (Cents(100), Cents(100)), True),
        (missed_terms.is_not_less_than_before, (Cents(99), Cents(100)), False),
        (missed_terms.is_not_less_than_before, (Cents(100), Cents(100)), True),
        (missed_terms.is_due_before_publication, (date(2026, 1, 31), 31), True),
        (missed_terms.is_due_before_publication, (date(2026, 1, 31), 30), False),
        (missed_terms.run_is_due_before_publication, (31, 31), True),
        (missed_terms.run_is_due_before_publication, (31, 30), False),
        (missed_terms.is_one_month, (JANUARY, JANUARY), True),
        (missed_terms.is_one_month, (JANUARY, FEBRUARY), False),
        (missed_terms.missing, (Cents(100), Cents(99)), 1),
        (missed_terms.missing, (Cents(100), Cents(101)), 0),
        (advance_rules.is_up_to_cap, (Cents(99), Cents(100), Cents(99)), True),
        (advance_rules.is_up_to_cap, (Cents(101), Cents(100), Cents(100)), True),
        (advance_rules.is_up_to_cap, (Cents(101), Cents(100), Cents(101)), False),
        (advance_rules.is_within_ceiling, (None, None), True),
        (advance_rules.is_within_ceiling, (None, Cents(1)), False),
        (advance_rules.is_within_ceiling, (Cents(100), None), False),
        (advance_rules.is_within_ceiling, (Cents(100), Cents(100)), True),
        (advance_rules.is_within_ceiling, (Cents(100), Cents(101)), False),
        (advance_rules.is_above_ceiling, (Cents(100), Cents(100)), False),
        (advance_rules.is_above_ceiling, (Cents(100), Cents(101)), True),
        (advance_rules.is_some, (Cents(100), Cents(99)), True),
        (advance_rules.is_some, (Cents(100), Cents(100)), False),
        (advance_rules.are_months, (None,), True),
        (advance_rules.are_months, (1,), True),
        (advance_rules.are_months, (0,), False),
        (allocation_rules.is_at_most_maintenance, (Cents(100), Cents(100)), True),
        (allocation_rules.is_at_most_maintenance, (Cents(100), Cents(101)), False),
        (allocation_rules.has_surplus, (Cents(0),), False),
        (allocation_rules.has_surplus, (Cents(1),), True),
        (allocation_rules.has_no_surplus, (Cents(0),), True),
        (allocation_rules.has_no_surplus, (Cents(1),), False),
        (allocation_rules.has_rate, (BasisPoints(0),), False),
        (allocation_rules.has_rate, (BasisPoints(1),), True),
        (allocation_rules.has_no_rate, (BasisPoints(0),), True),
        (allocation_rules.has_no_rate, (BasisPoints(1),), False),
    ],
)
def test_condition_on_the_inputs_of_a_step_holds_up_to_its_bound(condition, values, holds):
    assert condition(*values) == holds


def run(from_month, to_month, due=10000, received=0, rule=missed_terms.terms_missed):
    inputs = {"from_month": from_month, "to_month": to_month, "due_day": 15}
    missing = Cents(max(due - received, 0))
    return made(rule, missing, maintenance=Cents(due), received=Cents(received), **inputs)


def row(month, due=10000, received=0, rule=missed_terms.month_missed):
    missing = Cents(max(due - received, 0))
    return made(rule, missing, month=month, due_date=month.day(15), received=Cents(received))


@pytest.mark.parametrize(
    ("earlier", "from_month", "to_month", "holds"),
    [
        (None, JANUARY, JANUARY, True),
        (None, FEBRUARY, JANUARY, False),
        (JANUARY, FEBRUARY, MARCH, True),
        (JANUARY, MARCH, MARCH, True),
        (FEBRUARY, FEBRUARY, MARCH, False),
        (JANUARY, MARCH, FEBRUARY, False),
    ],
)
def test_run_of_terms_comes_after_the_one_before(earlier, from_month, to_month, holds):
    before = Before([] if earlier is None else [run(JANUARY, earlier)])
    assert missed_terms.is_run(before, from_month, to_month) is holds


@pytest.mark.parametrize(
    ("from_month", "to_month", "maintenance", "holds"),
    [
        (JANUARY, JANUARY, 100, True),
        (FEBRUARY, MARCH, 110, True),
        (JANUARY, FEBRUARY, 100, False),
        (JANUARY, FEBRUARY, 110, False),
    ],
)
def test_run_of_terms_has_the_maintenance_of_each_of_its_months(
    from_month, to_month, maintenance, holds
):
    before = Before([amount(100), amount(110, since=FEBRUARY)])
    found = missed_terms.run_follows_index(before, from_month, to_month, Cents(maintenance))
    assert found is holds


def test_terms_are_told_one_by_one_and_only_those_surely_missing_are_missed():
    before = Before(
        [
            run(JANUARY, FEBRUARY, received=4000),
            run(MARCH, MARCH, received=10000, rule=missed_terms.terms_paid),
            run(Month(2026, 4), Month(2026, 4), rule=missed_terms.terms_index_not_sure),
            row(Month(2026, 5)),
            row(Month(2026, 6), rule=missed_terms.month_index_not_sure),
            amount(100),
        ]
    )
    assert [tuple(term) for term in missed_terms.terms_of(before)] == [
        (date(2026, 1, 15), 6000, True),
        (date(2026, 2, 15), 6000, True),
        (date(2026, 3, 15), 0, False),
        (date(2026, 4, 15), 10000, False),
        (date(2026, 5, 15), 10000, True),
        (date(2026, 6, 15), 10000, False),
    ]
    between = missed_terms.terms_between(before, date(2026, 2, 15), date(2026, 4, 15))
    assert [term.due_date.month for term in between] == [2, 3]


@pytest.mark.parametrize(
    ("start", "day", "terms", "missed", "holds"),
    [
        (date(2026, 1, 15), date(2026, 3, 16), 3, 2, True),
        (date(2026, 1, 15), date(2026, 3, 16), 2, 2, False),
        (date(2026, 1, 15), date(2026, 3, 16), 3, 3, False),
        (date(2026, 1, 16), date(2026, 3, 16), 2, 1, False),
        (date(2026, 1, 15), date(2026, 3, 15), 2, 2, False),
    ],
)
def test_count_of_missed_terms_is_that_of_the_runs_all_of_which_lie_in_the_window(
    start, day, terms, missed, holds
):
    paid = run(MARCH, MARCH, received=10000, rule=missed_terms.terms_paid)
    before = Before([run(JANUARY, FEBRUARY), paid])
    assert missed_terms.is_counted(before, start, day, terms, missed) is holds


def test_months_of_a_ledger_may_lie_outside_the_window():
    before = Before([row(month) for month in (JANUARY, FEBRUARY, MARCH)])
    window = date(2026, 1, 16), date(2026, 3, 15)
    assert missed_terms.is_counted(before, *window, 1, 1)
    assert not missed_terms.is_counted(before, *window, 3, 3)


def counted(missed, *, enough=False, start=date(2025, 3, 20), day=date(2026, 3, 20)):
    return made(
        missed_terms.missed_terms,
        enough,
        window_start=start,
        application_date=day,
        missed=missed,
    )


DAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("window", "holds"),
    [
        ((date(2025, 3, 20), DAY), True),
        ((date(2025, 3, 19), DAY), False),
        ((date(2025, 3, 20), date(2026, 3, 21)), False),
    ],
)
def test_what_is_unpaid_is_that_of_the_window_of_the_count(window, holds):
    assert missed_terms.is_same_window(Before([counted(1)]), *window) is holds
    assert not missed_terms.is_same_window(Before(), *window)


@pytest.mark.parametrize(
    ("steps", "window_start", "last", "missed", "required", "holds"),
    [
        ([counted(1)], date(2026, 2, 1), date(2026, 4, 15), 2, 2, True),
        # All is as it must be, but one thing.
        ([], date(2026, 2, 1), date(2026, 4, 15), 2, 2, False),
        ([counted(2, enough=True)], date(2026, 2, 1), date(2026, 4, 15), 2, 2, False),
        ([counted(1)], date(2026, 2, 1), date(2026, 4, 15), 2, 3, False),
        ([counted(1)], date(2026, 3, 1), date(2026, 4, 15), 2, 2, False),
        ([counted(1)], date(2026, 2, 1), date(2026, 4, 16), 2, 2, False),
    ],
)
def test_coming_term_that_completes_the_missed_ones_is_the_last_of_them(  # noqa: PLR0913, PLR0917
    steps, window_start, last, missed, required, holds
):
    april = run(Month(2026, 4), Month(2026, 4), rule=missed_terms.coming_terms_missed)
    paid = run(MARCH, MARCH, received=10000, rule=missed_terms.terms_paid)
    before = Before([run(FEBRUARY, FEBRUARY), paid, *steps, april])
    found = missed_terms.are_first_enough(before, window_start, last, missed, required)
    assert found is holds


@pytest.mark.parametrize("month", [FEBRUARY, Month(2026, 5)])
def test_term_that_completes_the_missed_ones_falls_due_last_and_is_missed(month):
    april = run(Month(2026, 4), Month(2026, 4), rule=missed_terms.coming_terms_missed)
    paid = run(month, month, received=10000, rule=missed_terms.coming_terms_paid)
    steps = [run(JANUARY, JANUARY), counted(1), april]
    asked = date(2026, 1, 1), date(2026, 4, 15), 2, 2
    assert missed_terms.are_first_enough(Before(steps), *asked)
    steps.insert(2 if month == FEBRUARY else 3, paid)
    assert missed_terms.are_first_enough(Before(steps), *asked) is (month == FEBRUARY)
    later = run(Month(2026, 6), Month(2026, 6), received=10000, rule=missed_terms.terms_paid)
    assert not missed_terms.are_first_enough(Before([later, *steps]), *asked)


@pytest.mark.parametrize(
    ("steps", "day", "missed", "holds"),
    [
        ([counted(2, enough=True)], DAY, 2, True),
        ([counted(2)], DAY, 2, False),
        ([counted(2, enough=True)], DAY, 3, False),
        ([counted(2, enough=True)], date(2026, 3, 21), 2, False),
        ([], DAY, 2, False),
    ],
)
def test_one_may_apply_on_the_day_of_a_count_that_is_enough(steps, day, missed, holds):
    assert missed_terms.is_enough(Before(steps), day, missed) is holds


@pytest.mark.parametrize(
    ("steps", "missed", "last", "holds"),
    [
        ([counted(1)], 1, DAY, True),
        ([counted(1)], 1, date(2026, 3, 19), False),
        ([counted(1)], 2, DAY, False),
        ([counted(1, enough=True)], 1, DAY, False),
        ([], 1, DAY, False),
    ],
)
def test_one_may_apply_later_after_a_count_that_is_not_enough(steps, missed, last, holds):
    assert missed_terms.is_not_enough(Before(steps), missed, last) is holds


@pytest.mark.parametrize(
    ("given", "coming", "holds"),
    [
        ([], [], True),
        ([], [run(Month(2026, 4), Month(2026, 4), rule=missed_terms.coming_terms_missed)], True),
        ([run(FEBRUARY, FEBRUARY)], [], True),
        ([run(FEBRUARY, FEBRUARY, 100, 99, missed_terms.terms_index_not_sure)], [], True),
        ([run(FEBRUARY, FEBRUARY, 100, 100, missed_terms.terms_paid)], [], False),
        (
            [run(FEBRUARY, FEBRUARY, 100, 100, missed_terms.terms_paid)],
            [run(Month(2026, 4), Month(2026, 4), 100, 0, missed_terms.coming_terms_missed)],
            False,
        ),
        (
            [run(FEBRUARY, FEBRUARY, 100, 100, missed_terms.terms_paid)],
            [run(Month(2026, 4), Month(2026, 4), 100, 1, missed_terms.coming_terms_missed)],
            True,
        ),
        (
            [run(FEBRUARY, FEBRUARY, 100, 100, missed_terms.terms_paid)],
            [run(Month(2026, 4), Month(2026, 4), 100, 1, missed_terms.coming_terms_index_not_sure)],
            True,
        ),
        # What came before the window, or comes after the day, says nothing.
        ([run(Month(2025, 3), Month(2025, 3))], [], True),
        (
            [
                run(Month(2025, 3), Month(2025, 3)),
                run(FEBRUARY, FEBRUARY, 100, 100, missed_terms.terms_paid),
            ],
            [],
            False,
        ),
    ],
)
def test_time_alone_completes_the_missed_terms_only_where_something_is_missing(
    given, coming, holds
):
    count = counted(0)
    before = Before([*given, count, *coming])
    assert missed_terms.is_something_missing(before, count) is holds


def sums(since, *, older):
    inputs = {"application_date": DAY, "since": since}
    steps = [made(missed_terms.arrears_total, Cents(0), **inputs)]
    return [*steps, *([made(missed_terms.arrears_too_old, Cents(1), **inputs)] if older else [])]


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("received", [10000, 9999])
@pytest.mark.parametrize("since", [date(2026, 1, 15), date(2026, 1, 16)])
def test_older_terms_are_added_up_where_something_is_missing_of_them(older, received, since):
    rule = missed_terms.month_paid if received == 10000 else missed_terms.month_missed
    steps = Before([row(JANUARY, received=received, rule=rule), *sums(since, older=older)])
    is_older = received < 10000 and since == date(2026, 1, 16)
    if older is is_older:
        missed_terms.too_old_or_none(steps)
    else:
        with pytest.raises(RuleError, match="too_old: not asked"):
            missed_terms.too_old_or_none(steps)


def test_older_terms_are_added_up_from_the_same_day():
    total, older = sums(date(2026, 1, 16), older=True)
    other = older._replace(inputs={**older.inputs, "since": date(2026, 1, 17)})
    with pytest.raises(RuleError, match="too_old: since"):
        missed_terms.too_old_or_none(Before([row(JANUARY), total, other]))


# The advances of a child.


def opened(day=DAY, child=None):
    return made(intervention.opens, day, child)


def advance_run(from_month, to_month, value=ONE_EURO, rule=advance_rules.full, child=0):
    return made(rule, value, child, from_month=from_month, to_month=to_month)


@pytest.mark.parametrize(
    ("steps", "from_month", "to_month", "holds"),
    [
        ([opened()], MARCH, MARCH, True),
        ([opened()], MARCH, Month(2026, 2), False),
        ([opened()], Month(2026, 4), Month(2026, 4), False),
        ([], MARCH, MARCH, False),
        ([opened(), advance_run(MARCH, MARCH)], Month(2026, 4), Month(2026, 5), True),
        ([opened(), advance_run(MARCH, MARCH)], MARCH, Month(2026, 4), False),
        ([opened(), advance_run(MARCH, MARCH)], Month(2026, 5), Month(2026, 5), False),
        ([opened(), advance_run(MARCH, MARCH)], Month(2026, 4), MARCH, False),
        ([opened(), advance_run(MARCH, MARCH, child=1)], MARCH, MARCH, True),
    ],
)
def test_run_of_months_follows_the_one_before_or_the_opening(steps, from_month, to_month, holds):
    assert advance_rules.follows_last_run(Before(steps, 0), from_month, to_month) is holds


def birthday(rule, day):
    return made(rule, day, 0)


@pytest.mark.parametrize(
    ("limit", "adult", "start", "to_month", "holds"),
    [
        (date(2026, 5, 3), date(2018, 5, 3), DAY, Month(2026, 5), True),
        (date(2026, 5, 3), date(2018, 5, 3), DAY, Month(2026, 6), False),
        (date(2026, 3, 21), date(2018, 3, 21), DAY, MARCH, True),
        (DAY, date(2018, 3, 20), DAY, MARCH, False),
        (None, date(2026, 5, 3), DAY, Month(2026, 5), True),
        (None, date(2026, 5, 3), DAY, Month(2026, 6), False),
        (None, None, DAY, MARCH, False),
        (date(2026, 5, 3), date(2018, 5, 3), None, Month(2026, 5), False),
    ],
)
def test_last_month_is_at_most_that_of_the_birthday_of_the_outer_age(
    limit, adult, start, to_month, holds
):
    steps = [] if start is None else [opened(start)]
    for rule, day in ((advance_rules.adult_from, adult), (advance_rules.age_limit, limit)):
        steps += [] if day is None else [birthday(rule, day)]
    assert advance_rules.is_under_age(Before(steps, 0), to_month) is holds


@pytest.mark.parametrize(
    ("turned", "from_month", "holds"),
    [
        (date(2026, 2, 28), MARCH, True),
        (date(2026, 3, 1), MARCH, True),
        (DAY, MARCH, True),
        (date(2026, 3, 21), MARCH, False),
        (date(2026, 4, 1), Month(2026, 4), False),
        (date(2026, 3, 31), Month(2026, 4), True),
    ],
)
def test_child_is_an_adult_from_the_month_after_its_birthday_or_when_it_applies_later(
    turned, from_month, holds
):
    before = Before([opened(), birthday(advance_rules.adult_from, turned)], 0)
    assert advance_rules.is_past(turned, before, from_month) is holds
    assert advance_rules.is_adult(before, from_month) is holds
    assert advance_rules.is_minor(before, from_month) is not holds


def test_child_whose_birthday_is_not_stated_is_no_adult():
    assert not advance_rules.is_adult(Before([opened()], 0), MARCH)
    assert advance_rules.is_past(date(2026, 2, 28), Before(), MARCH)
    assert not advance_rules.is_past(date(2026, 3, 1), Before(), MARCH)


@pytest.mark.parametrize(
    ("month", "usual", "over"),
    [(FEBRUARY, True, False), (MARCH, True, False), (Month(2026, 4), False, True)],
)
def test_child_benefit_is_usual_up_to_the_month_of_the_birthday(month, usual, over):
    before = Before([birthday(advance_rules.benefit_age, date(2026, 3, 5))], 0)
    assert advance_rules.has_benefit_age(before, month) is usual
    assert advance_rules.is_over_benefit_age(before, month) is over
    assert not advance_rules.has_benefit_age(Before(), month)
    assert not advance_rules.is_over_benefit_age(Before(), month)


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        (advance_rules.is_of_limit, advance_rules.age_limit),
        (advance_rules.is_of_adult, advance_rules.adult_from),
    ],
)
@pytest.mark.parametrize(
    ("age", "day", "month", "holds"),
    [
        (26, date(2026, 2, 28), MARCH, True),
        (25, date(2026, 2, 28), MARCH, False),
        (26, date(2026, 2, 27), MARCH, False),
        (26, date(2026, 2, 28), FEBRUARY, False),
    ],
)
def test_refusal_for_an_age_names_the_birthday_that_was_stated(  # noqa: PLR0913, PLR0917
    condition, rule, age, day, month, holds
):
    stated = made(rule, date(2026, 2, 28), 0, age=26)
    before = Before([opened(date(2026, 1, 5)), stated], 0)
    assert condition(before, age, day, month) is holds
    assert not condition(Before([opened(date(2026, 1, 5))], 0), age, day, month)


def test_months_and_sums_count_each_month_of_a_run_and_leave_out_what_is_not_known():
    runs = [
        advance_run(JANUARY, MARCH, Cents(100)),
        advance_run(
            Month(2026, 4), Month(2026, 5), AdvanceStatus.INCOME_NOT_STATED.value,
            advance_rules.income_not_stated,
        ),
        advance_run(Month(2026, 6), Month(2026, 6), Cents(7), advance_rules.reduced_conditional),
        advance_run(Month(2026, 7), Month(2026, 8), Cents(5), advance_rules.doubtful),
    ]  # fmt: skip
    before = Before(runs, 0)
    assert advance_rules.months_of(runs) == 8
    assert advance_rules.sum_of(runs) == 3 * 100 + 7 + 2 * 5
    assert [advance_rules.covers(before, months) for months in (7, 8, 9)] == [False, True, False]
    assert advance_rules.total.formula(before, 8) == 300
    assert advance_rules.conditional_total.formula(before, 1) == 7
    assert advance_rules.doubtful_total.formula(before, 2) == 10
    assert advance_rules.months_not_known.formula(before, 8) == 2
    for rule, months in (
        (advance_rules.conditional_total, 2),
        (advance_rules.doubtful_total, 1),
        (advance_rules.months_not_known, 7),
    ):
        with pytest.raises(RuleError, match=f"{rule.code}: months"):
            rule.formula(before, months)


@pytest.mark.parametrize("children", [1, 2, 3])
def test_totals_of_the_children_are_those_of_as_many_as_there_are(children):
    steps = [made(advance_rules.total, Cents(100 + child), child) for child in (0, 1)]
    if children == 2:
        assert advance_rules.total_of_children.formula(Before(steps), children) == 201
    else:
        with pytest.raises(RuleError, match="advance: children"):
            advance_rules.total_of_children.formula(Before(steps), children)


# The contribution and the end without costs.


@pytest.mark.parametrize(
    ("steps", "principal", "day", "holds"),
    [
        ([amount(100), amount(110, since=MARCH)], 110, DAY, True),
        ([amount(100), amount(110, since=MARCH)], 100, DAY, False),
        ([amount(100), amount(110, since=MARCH)], 100, date(2026, 2, 28), True),
        ([amount(100), *sums(DAY, older=False)], 0, DAY, True),
        ([amount(100), *sums(DAY, older=False)], 100, DAY, False),
        ([amount(100), *sums(DAY, older=False)], 0, date(2026, 3, 21), False),
    ],
)
def test_contribution_is_on_the_arrears_or_else_on_the_maintenance_of_the_month(
    steps, principal, day, holds
):
    assert contribution.follows_principal(Cents(principal), day, Before(steps)) is holds


# The account.


def opening(rate=1300):
    return made(allocation_rules.opening, Cents(0), rate=BasisPoints(rate))


def due(month, rate=1300):
    return made(
        allocation_rules.month_due,
        Cents(0),
        month=month,
        due_date=month.day(15),
        maintenance=Cents(100),
        advance=Cents(0),
        rate=BasisPoints(rate),
    )


@pytest.mark.parametrize(
    ("steps", "month", "due_date", "rate", "holds"),
    [
        ([opening()], MARCH, date(2026, 3, 31), 1300, True),
        ([opening()], MARCH, date(2026, 4, 1), 1300, False),
        ([opening()], MARCH, date(2026, 3, 31), 1000, False),
        ([], MARCH, date(2026, 3, 31), 1300, False),
        ([opening(), due(FEBRUARY)], MARCH, date(2026, 3, 15), 1300, True),
        ([opening(), due(FEBRUARY)], FEBRUARY, date(2026, 2, 15), 1300, False),
        ([opening(), due(JANUARY)], MARCH, date(2026, 3, 15), 1300, False),
    ],
)
def test_month_of_an_account_follows_the_last_one_at_the_rate_of_the_account(
    steps, month, due_date, rate, holds
):
    found = allocation_rules.is_next_month(Before(steps), month, due_date, BasisPoints(rate))
    assert found is holds


def test_account_is_opened_once():
    assert allocation_rules.is_first(Before())
    assert not allocation_rules.is_first(Before([opening()]))


def payment(day):
    return made(allocation_rules.payment, Cents(0), date=day)


@pytest.mark.parametrize(
    ("steps", "day", "holds"),
    [
        ([], date(2026, 3, 15), True),
        ([due(MARCH)], date(2026, 3, 15), True),
        ([due(MARCH)], date(2026, 3, 14), False),
        ([payment(date(2026, 3, 15))], date(2026, 3, 15), True),
        ([payment(date(2026, 3, 15))], date(2026, 3, 14), False),
        ([payment(date(2026, 3, 14)), due(MARCH)], date(2026, 3, 14), False),
        ([due(MARCH), payment(date(2026, 3, 16))], date(2026, 3, 15), False),
    ],
)
def test_payment_comes_after_those_before_it_and_after_the_month_that_fell_due(steps, day, holds):
    assert allocation_rules.is_in_order(Before(steps), day) is holds


@pytest.mark.parametrize(("rate", "holds"), [(500, True), (501, False)])
def test_creditor_is_paid_less_the_contribution_at_the_rate_that_was_taken(rate, holds):
    taken = made(allocation_rules.creditor_contribution, Cents(0), rate=BasisPoints(500))
    assert allocation_rules.at_same_rate(Before([taken]), BasisPoints(rate)) is holds
    assert not allocation_rules.at_same_rate(Before(), BasisPoints(rate))


@pytest.mark.parametrize(
    ("stops_on", "maintenance", "holds"),
    [
        (date(2026, 4, 1), 100, True),
        (date(2026, 4, 2), 100, False),
        (date(2026, 4, 1), 101, False),
    ],
)
def test_terms_after_the_end_are_those_of_the_months_before(stops_on, maintenance, holds):
    stop = made(allocation_rules.stop, date(2026, 4, 1))
    before = Before([due(MARCH), stop])
    assert allocation_rules.is_from_stop(before, stops_on, Cents(maintenance)) is holds
    assert not allocation_rules.is_from_stop(Before([stop]), stops_on, Cents(maintenance))
    assert not allocation_rules.is_from_stop(Before([due(MARCH)]), stops_on, Cents(maintenance))


@pytest.mark.parametrize(
    ("opened_with", "paid_after", "holds"), [(70, 30, True), (71, 30, False), (70, 31, False)]
)
def test_what_was_open_at_the_end_is_what_is_open_and_what_was_paid_since(
    opened_with, paid_after, holds
):
    late = made(allocation_rules.after_stop_surplus, Cents(5), amount=Cents(35))
    before = Before([made(allocation_rules.remaining, Cents(70)), late])
    found = allocation_rules.is_open_at_end(before, Cents(opened_with), Cents(paid_after))
    assert found is holds


@pytest.mark.parametrize(("principal", "holds"), [(300, True), (301, False)])
def test_costs_otherwise_are_a_share_of_everything_due(principal, holds):
    everything = made(cost_free_settlement.everything_due, Cents(300))
    found = cost_free_settlement.of_everything_due(Cents(principal), Before([everything]))
    assert found is holds
    last = made(cost_free_settlement.EXIT.counted, DAY)
    assert cost_free_settlement.by_last_day(DAY, Before([last]))
    assert not cost_free_settlement.by_last_day(date(2026, 3, 21), Before([last]))


# The renewals.


@pytest.mark.parametrize(
    ("steps", "granted", "months", "number", "holds"),
    [
        ([], DAY, 6, 1, True),
        ([], DAY, 6, 2, False),
        ([], date(2026, 3, 19), 6, 1, False),
        ([(DAY, 6)], DAY, 6, 2, True),
        ([(DAY, 6)], DAY, 6, 1, False),
        ([(DAY, 6)], DAY, 6, 3, False),
        ([(DAY, 6)], DAY, 5, 2, False),
        ([(date(2026, 3, 21), 6)], DAY, 6, 2, False),
        ([(DAY, 6), (DAY, 5)], DAY, 6, 3, False),
    ],
)
def test_period_follows_those_before_it_from_the_same_grant(steps, granted, months, number, holds):
    earlier = [
        made(renewals.renewal_period, day, granted_on=day, months=length) for day, length in steps
    ]
    before = Before([made(renewals.adult_on, DAY), *earlier])
    assert renewals.is_next_period(before, granted, months, number) is holds
    assert not renewals.is_next_period(Before(earlier), granted, months, number)


def test_papers_are_gathered_before_the_renewal_or_the_birthday_that_was_stated():
    before = Before([made(renewals.adult_on, DAY), made(renewals.renewal_period, DAY)])
    later = date(2026, 3, 21)
    assert renewals.renewal_prepare.formula(before, DAY, 30) == date(2026, 2, 18)
    with pytest.raises(RuleError, match=r"renewal\.prepare: renewal"):
        renewals.renewal_prepare.formula(before, later, 30)
    eve = date(2026, 3, 19)
    assert renewals.prepare_adult.formula(before, DAY, eve, 30) == eve
    assert renewals.prepare_adult.formula(before, DAY, date(2026, 1, 1), 30) == date(2026, 2, 18)
    for birthday_, granted in ((later, eve), (DAY, DAY)):
        with pytest.raises(RuleError, match="prepare_adult: birthday"):
            renewals.prepare_adult.formula(before, birthday_, granted, 30)
