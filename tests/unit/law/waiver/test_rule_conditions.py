"""What must hold of a step of the waiver after those before it, at each bound."""

from datetime import date

import pytest

from functions.law.core.rule import Before, RuleError
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import BasisPoints, Cents, Month
from functions.law.waiver import (
    first_questions,
    home_visit,
    limitation,
    limits,
    other_limits,
    outcome,
    particulars,
    percentage,
    recoverable,
    retention,
)
from functions.law.waiver.household import HouseholdResources
from functions.law.waiver.limits import limit_table
from functions.law.waiver.particulars import DecisionKind
from functions.law.waiver.request import Reading, Rounding, YesNoUnknown
from functions.law.waiver.retention import RetainedDecision

SOURCE = Source("waiver_order")
DAY = date(2026, 3, 20)
EVE, NEXT = date(2026, 3, 19), date(2026, 3, 21)
YES, NO, NOT_KNOWN = YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.NOT_KNOWN


def made(rule, value, **inputs):
    """A step of a rule, whatever led to it."""
    return TraceStep(rule=rule.code, inputs=inputs, value=value, source=SOURCE)


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (first_questions.is_answered, (False, None), True),
        (first_questions.is_answered, (True, None), False),
        (first_questions.is_answered, (True, False), True),
        (first_questions.is_own_error.yes.formula, (True, False), True),
        (first_questions.is_own_error.yes.formula, (True, True), False),
        (first_questions.is_own_error.yes.formula, (True, None), False),
        (first_questions.is_own_error.yes.formula, (False, False), False),
        (first_questions.ends_by_death.yes.formula, (True, False), True),
        (first_questions.ends_by_death.yes.formula, (True, True), False),
        (first_questions.ends_by_death.yes.formula, (False, False), False),
        (recoverable.runs_from_the_next_month, (Month(2026, 2), date(2026, 3, 1)), True),
        (recoverable.runs_from_the_next_month, (Month(2026, 2), date(2026, 3, 2)), False),
        (recoverable.runs_from_the_next_month, (Month(2026, 2), date(2026, 2, 1)), False),
        (recoverable.came_in_time, (DAY, DAY), True),
        (recoverable.came_in_time, (NEXT, DAY), False),
        (recoverable.came_too_late, (DAY, DAY), False),
        (recoverable.came_too_late, (NEXT, DAY), True),
        (limitation.runs_from_the_next_month, (Month(2026, 2), date(2026, 3, 1)), True),
        (limitation.runs_from_the_next_month, (Month(2026, 2), date(2026, 3, 2)), False),
        (limitation.counts_both_days, (DAY, DAY, 1), True),
        (limitation.counts_both_days, (DAY, NEXT, 2), True),
        (limitation.counts_both_days, (DAY, NEXT, 1), False),
        (limitation.counts_both_days, (DAY, EVE, 0), False),
        (limitation.begins_in_time, (DAY, DAY), True),
        (limitation.begins_in_time, (DAY, NEXT), False),
        (retention.is_covered.yes.formula, (RetainedDecision.PAYMENT, False), True),
        (retention.is_covered.yes.formula, (RetainedDecision.PAYMENT, True), False),
        (retention.is_covered.yes.formula, (RetainedDecision.RECOVERY, False), False),
        (retention.is_covered.yes.formula, (RetainedDecision.WAIVER, False), False),
        (retention.is_kept_long_enough.yes.formula, (DAY, DAY), True),
        (retention.is_kept_long_enough.yes.formula, (EVE, DAY), False),
        (particulars.are_missing.yes.formula, (True, False), True),
        (particulars.are_missing.yes.formula, (True, True), False),
        (particulars.are_missing.yes.formula, (False, False), False),
        (percentage.is_up_to_the_minimum, (0,), True),
        (percentage.is_up_to_the_minimum, (1,), False),
        (percentage.is_between, (0, Cents(1)), False),
        (percentage.is_between, (1, Cents(1)), True),
        (percentage.is_between, (1, None), False),
        (percentage.is_above_the_maximum, (Cents(1),), False),
        (percentage.is_above_the_maximum, (None,), True),
        (home_visit.is_below, (Cents(1), Cents(2)), True),
        (home_visit.is_below, (Cents(2), Cents(2)), False),
        (home_visit.is_equal, (Cents(2), Cents(2)), True),
        (home_visit.is_equal, (Cents(1), Cents(2)), False),
        (home_visit.is_above, (Cents(2), Cents(2)), False),
        (home_visit.is_above, (Cents(3), Cents(2)), True),
        (home_visit.visit_follows, (Cents(2), Cents(2)), True),
        (home_visit.visit_follows, (Cents(3), Cents(2)), False),
        (outcome.conditions_met.formula, (YES, YES), True),
        (outcome.conditions_met.formula, (NOT_KNOWN, YES), True),
        (outcome.conditions_met.formula, (NO, YES), False),
        (outcome.conditions_met.formula, (YES, NO), False),
    ],
)
def test_condition_on_the_inputs_of_a_step_holds_up_to_its_bound(condition, values, holds):
    assert condition(*values) is holds


@pytest.mark.parametrize("kind", DecisionKind)
def test_decision_needs_its_particulars_unless_an_order_exempts_it(kind):
    exempt = {"indexation", "repeatedExecution", "ageChange", "childcareLaterPayment"}
    exempt.add("universalParticipation")
    assert particulars.are_required.yes.formula(kind) is (kind.value not in exempt)


# Art. 4: the limits of 0.00 and 0.50 in nine steps; the first is 5 5/9 cents.


@pytest.mark.parametrize(
    ("rounding", "shown", "last"),
    [
        (Rounding.AGENCY, [0, 6, 12, 18, 24, 30, 36, 42, 48, 50], None),
        (Rounding.EXACT, [0, 6, 11, 17, 22, 28, 33, 39, 44, 50], [0, 5, 11, 16, 22, 27, 33, 38]),
        (Rounding.EACH, [0, 6, 11, 17, 22, 28, 33, 39, 44, 50], None),
    ],
)
def test_limit_to_the_cent_is_shown_rounded_and_reached_by_its_last_whole_cent(
    rounding, shown, last
):
    table = limit_table(0, 50, 9, rounding)
    assert [table.shown(band) for band in range(10)] == shown
    assert [table.last_cent(band) for band in range(8)] == (last or shown[:8])
    assert (table.steps, table.bands) == (9, 11)
    assert [table.band(limit) for limit in (0, 50, 51)] == [0, 9, 10]


@pytest.mark.parametrize(("limits_", "degenerate"), [((0, 9), False), ((0, 8), True)])
def test_limits_lie_too_close_where_two_of_them_are_the_same_cent(limits_, degenerate):
    assert limit_table(*limits_, 9, Rounding.EACH).is_degenerate is degenerate


@pytest.mark.parametrize(("band", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_line_of_the_table_is_one_of_its_bands(band, holds):
    inputs = band, Cents(0), Cents(90), 9, Cents(0), Cents(0)
    if holds:
        assert limits.limit_of_agency.formula(*inputs) == 10 * band
    else:
        with pytest.raises(RuleError, match="band"):
            limits.limit_of_agency.formula(*inputs)


@pytest.mark.parametrize(
    ("band", "exact", "each"), [(0, 0, 0), (1, 5, 6), (2, 11, 11), (8, 44, 44), (9, 50, 50)]
)
def test_line_states_the_limit_not_rounded_and_rounded_by_itself(band, exact, each):
    of_table = band, Cents(0), Cents(50), 9
    for more in (-1, 0, 1):
        assert limits.is_last_cent(*of_table, Cents(exact + more)) is (more == 0)
        assert limits.is_rounded_by_itself(*of_table, Cents(each + more)) is (more == 0)


def placed(band, rounding=Rounding.AGENCY, steps=9):
    inputs = {"minimum": Cents(0), "maximum": Cents(50), "steps": steps}
    return made(limits.band_of_resources, band, rounding=rounding.value, **inputs)


@pytest.mark.parametrize(
    ("rounding", "band", "limit"),
    [
        (Rounding.AGENCY, 0, 0),
        (Rounding.AGENCY, 2, 12),
        (Rounding.AGENCY, 9, 50),
        (Rounding.AGENCY, 10, None),
        (Rounding.EXACT, 1, 6),
        (Rounding.EXACT, 2, 11),
        (Rounding.EXACT, 9, 50),
        (Rounding.EXACT, 10, None),
        (Rounding.EACH, 2, 11),
    ],
)
def test_limit_of_a_band_is_that_of_its_rounding_to_the_cent(rounding, band, limit):
    assert percentage.limit_of_band(Before([placed(band, rounding)])) == limit


def test_limit_is_not_given_without_a_band():
    assert percentage.limit_of_band(Before()) is None
    with pytest.raises(RuleError, match="no limits"):
        percentage.BETWEEN.formula(Before(), Cents(0), 1, Reading.LITERAL)
    with pytest.raises(RuleError, match="no resources"):
        limits.band_of_resources.formula(Before(), Cents(0), Cents(50), 9, Rounding.AGENCY)


@pytest.mark.parametrize(
    ("band", "reading", "share"),
    [
        (0, Reading.LITERAL, 10000),
        (1, Reading.LITERAL, 1000),
        (9, Reading.LITERAL, 9000),
        (10, Reading.LITERAL, 0),
        (0, Reading.DECREASING, 10000),
        (1, Reading.DECREASING, 9000),
        (9, Reading.DECREASING, 1000),
        (10, Reading.DECREASING, 0),
    ],
)
def test_share_of_a_band_by_each_reading(band, reading, share):
    assert percentage.waived_percentage(band, 9, 1000, reading) == share
    found = percentage.BETWEEN.formula(Before([placed(band)]), Cents(0), band, reading)
    assert found == share
    other = percentage.other_reading(reading)
    assert {reading, other} == set(Reading)


@pytest.mark.parametrize("reading", Reading)
def test_other_limits_are_read_as_those_that_were_chosen(reading):
    stated = made(percentage.BETWEEN, BasisPoints(1000), reading=Reading.LITERAL.value)
    holds = reading is Reading.LITERAL
    assert other_limits.is_read_so(Before([stated]), reading) is holds
    assert not other_limits.is_read_so(Before(), reading)


@pytest.mark.parametrize(
    ("free", "met", "share", "granted"),
    [
        (True, True, 7000, 7000),
        (False, True, 7000, 0),
        (True, False, 7000, 0),
        (True, True, None, None),
    ],
)
def test_share_of_the_band_is_granted_where_nothing_excludes_it(free, met, share, granted):
    steps = [made(outcome.no_fraud, free), made(outcome.conditions_met, met)]
    if share is not None:
        steps.append(made(percentage.BETWEEN, BasisPoints(share)))
    assert outcome.granted_percentage(Before(steps)) == granted


@pytest.mark.parametrize(
    ("free", "met", "share", "found"),
    [
        (False, False, 0, "fraud"),
        (True, False, 10000, "conditionsNotMet"),
        (True, True, 10000, "full"),
        (True, True, 9999, "partial"),
        (True, True, 1, "partial"),
        (True, True, 0, "none"),
    ],
)
def test_outcome_follows_from_fraud_conditions_and_share(free, met, share, found):
    given = outcome.outcome(is_free_of_fraud=free, are_conditions_met=met, percentage=share)
    assert given.value == found


@pytest.mark.parametrize(
    ("countable", "gross", "reason", "decides"),
    [
        (99, 99, "belowMaximum", False),
        (99, 100, "belowMaximum", False),
        (99, 101, "belowMaximum", True),
        (100, 101, "equalToMaximum", True),
        (101, 102, "aboveMaximum", False),
    ],
)
@pytest.mark.parametrize("fraud", [True, False])
def test_visit_follows_up_to_the_maximum_unless_fraud_is_proven(
    countable, gross, reason, decides, fraud
):
    household = HouseholdResources(
        debtor=Cents(gross),
        partner=Cents(0),
        excluded=Cents(7),
        persons=1,
        flat_reduction=Cents(gross - countable),
        countable=Cents(countable),
    )
    found = home_visit.home_visit(household, 100, fraud_proven=fraud)
    assert (found.reason.value, found.reduction_decides) == (reason, decides)
    assert found.expected is (countable <= 100 and not fraud)


# Which payments can still be recovered.


def of_payment(rule, amount, letter=DAY, years=3):
    return made(rule, DAY, amount=Cents(amount), letter_sent_on=letter, years=years)


def test_debt_is_every_payment_and_recoverable_are_those_in_time():
    in_time = of_payment(recoverable.RECOVERABLE, 700)
    before = Before([in_time, of_payment(recoverable.BARRED, 30)])
    assert recoverable.paid_in_all(before) == 730
    assert recoverable.recoverable_in_all(before) == 700
    assert recoverable.same_for_every_payment("years")(before) == 3
    assert recoverable.same_for_every_payment("letter_sent_on")(before) == DAY
    for other in (
        of_payment(recoverable.BARRED, 1, years=5),
        of_payment(recoverable.BARRED, 1, NEXT),
    ):
        mixed = Before([in_time, other])
        same = {name: recoverable.same_for_every_payment(name)(mixed) for name in other.inputs}
        assert None in (same["years"], same["letter_sent_on"])
        assert same["amount"] is None
    assert recoverable.same_for_every_payment("years")(Before()) is None


@pytest.mark.parametrize(("in_time", "barred"), [(0, True), (1, False)])
def test_debt_is_time_barred_where_nothing_is_recoverable(in_time, barred):
    found = recoverable.is_time_barred.yes.formula(Cents(5), Cents(in_time), DAY, 3)
    assert found is barred


# How a limitation runs.


def period(last=DAY, runs_from=date(2023, 3, 21), years=3):
    return made(limitation.last_day_of_period, last, runs_from=runs_from, years=years)


@pytest.mark.parametrize(
    ("event", "holds"),
    [(date(2023, 3, 20), False), (date(2023, 3, 21), True), (DAY, True), (NEXT, False)],
)
def test_interruption_counts_from_the_first_day_of_the_period_to_its_last(event, holds):
    assert limitation.comes_in_time(Before([period()]), event) is holds


def test_interruption_counts_whenever_a_suspension_is_open_and_never_without_a_period():
    left = made(limitation.days_left, 5)
    assert limitation.comes_in_time(Before([period(), left]), date(2030, 1, 1))
    assert not limitation.comes_in_time(Before([period(), left]), date(2023, 3, 20))
    assert not limitation.comes_in_time(Before(), DAY)


def test_last_day_and_years_before_a_stage_are_those_of_the_stages_before_it():
    anew = made(limitation.last_day_after_interruption, NEXT, years=5)
    left = made(limitation.days_left, 5)
    assert limitation.last_day_before(Before()) is None
    assert limitation.years_before(Before()) is None
    assert limitation.last_day_before(Before([period()])) == DAY
    assert limitation.years_before(Before([period()])) == 3
    assert limitation.last_day_before(Before([period(), anew])) == NEXT
    assert limitation.years_before(Before([period(), anew])) == 5
    assert limitation.last_day_before(Before([period(), left])) is None
    assert limitation.years_before(Before([period(), left])) == 3
