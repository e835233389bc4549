"""No hole and no overlap: over the whole discretised domain, exactly one rule applies."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from functions.law.core.values import Cents, Month, add_years
from functions.law.maintenance.application import Child, Income, StartIndex
from functions.law.maintenance.eligibility import TermReason, check_eligibility
from functions.law.maintenance.indexation import IndexationClause, IndexedAmount, index_name
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    ages,
    income_refusal,
    monthly_advance,
    rules_of,
)
from functions.law.maintenance.renewals import End, plan_renewals
from functions.law.waiver.limit_comparison import LimitsHousehold, LimitsRequest, calculate_limits
from functions.law.waiver.limits import limit_table
from functions.law.waiver.outcome import SmallDebt, small_debts
from functions.law.waiver.percentage import waived_percentage
from tests.unit.law.maintenance.applications import PARAMETERS, title
from tests.unit.law.request_factories import CPI, NONE, eligible, renewal
from tests.unit.law.waiver.households import PARAMETERS as WAIVER
from tests.unit.law.waiver.households import ParameterSet, Reading, Rounding, request

CENT = (-1, 0, 1)


def around(*bounds):
    """Each bound, a cent or a day less and more."""
    return sorted({bound + shift for bound in bounds for shift in CENT if bound + shift >= 0})


# The status of an advance, written as the conditions that exclude each other.

MONTHS = [Month(2010, 3), Month(2016, 3), Month(2019, 12), Month(2020, 5), Month(2020, 6)]
CEILINGS = {
    Month(2010, 3): 126800,
    Month(2016, 3): 180000,
    Month(2019, 12): 180000,
    Month(2020, 5): 220000,
}


def conditions(days, birth_date, answers, income, payment):
    """Every status with what the articles ask for it: exactly one must hold."""
    (month, start), (benefit, school), (received, base) = days, answers, payment
    old = start >= add_years(birth_date, 26) or month > Month.of(add_years(birth_date, 26))
    adult = start >= add_years(birth_date, 18) or month > Month.of(add_years(birth_date, 18))
    past_benefit = month > Month.of(add_years(birth_date, 25))
    since_2015, since_2018 = month >= Month(2015, 1), month >= Month(2018, 5)
    no_benefit = adult and benefit is False and since_2018
    no_school = adult and not no_benefit and school is False and since_2015
    refused = adult and False in {benefit, school}
    not_known = refused and not no_benefit and not no_school
    person = not old and not refused
    tested = month < Month(2020, 6)
    silent = tested and income is None
    too_high = tested and income is not None and income > CEILINGS[month]
    money = person and not silent and not too_high
    doubtful = money and past_benefit and received < base
    return {
        AdvanceStatus.ABOVE_AGE: old,
        AdvanceStatus.NO_CHILD_BENEFIT: not old and no_benefit,
        AdvanceStatus.NO_EDUCATION: not old and no_school,
        AdvanceStatus.ADULT_CONDITION_NOT_KNOWN: not old and not_known,
        AdvanceStatus.INCOME_NOT_STATED: person and silent,
        AdvanceStatus.INCOME_ABOVE_CEILING: person and too_high,
        AdvanceStatus.DOUBTFUL: doubtful,
        AdvanceStatus.FULL: money and not doubtful and received <= 0,
        AdvanceStatus.REDUCED: money and not doubtful and 0 < received < base,
        AdvanceStatus.PAID: money and received >= base,
    }


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_exactly_one_status_applies_to_a_month_and_it_is_the_one_that_is_given(month):
    edges = [month.first_day(), month.plus(1).first_day()]
    births = {
        add_years(edge, -age) + timedelta(days=shift)
        for edge, age, shift in product(edges, (0, 18, 25, 26), CENT)
    }
    # The application is of the first of that month, or of the month before.
    start = month.plus(-(month.month % 2)).first_day()
    incomes = [None, *around(CEILINGS.get(month, 0))]
    rules = rules_of(month, PARAMETERS)
    for birth, benefit, school, income, maintenance in product(
        births, (True, False, None), (True, False, None), incomes, around(1, 17500)[1:]
    ):
        base = min(maintenance, 17500)
        for received in around(0, base):
            stated = (
                None
                if income is None
                else Income(monthly_net_income=income, dependent_children=0, disabled_children=0)
            )
            of_child = Child(
                birth_date=birth,
                monthly_maintenance=maintenance,
                child_benefit=benefit,
                education=school,
            )
            found = monthly_advance(
                of_child,
                ages(of_child, start, PARAMETERS),
                rules,
                IndexedAmount(Cents(maintenance), None, None, published=True),
                received,
                income_refusal(rules, start, stated, PARAMETERS),
            )
            table = conditions((month, start), birth, (benefit, school), income, (received, base))
            assert [status for status, holds in table.items() if holds] == [found.status]


# The index that a title follows.


@pytest.mark.parametrize("shift", CENT)
def test_a_title_follows_exactly_one_index_or_none(shift):
    day = date(2010, 8, 1) + timedelta(days=shift)
    assert {clause: index_name(clause, day, PARAMETERS) for clause in IndexationClause} == {
        IndexationClause.NONE: None,
        IndexationClause.CONSUMER_PRICE_INDEX: "consumerPriceIndex",
        IndexationClause.HEALTH_INDEX: "healthIndex",
        IndexationClause.NOT_STATED: "consumerPriceIndex" if shift >= 0 else None,
    }


# Why a month counts as missed, or does not.

ASKED_ON, OLDEST = date(2026, 11, 21), Month(2025, 11)
RISEN = StartIndex(figure=10700, base_year=2013)


def reasons(received, due, in_title, *, inside):
    """Every reason with what art. 6 asks for it: exactly one must hold."""
    stated = received is not None
    less = stated and inside and received < due
    return {
        TermReason.NOT_TOLD: not stated,
        TermReason.OUTSIDE_WINDOW: stated and not inside,
        TermReason.PAID: stated and inside and received >= due,
        TermReason.NOTHING_CAME: less and received == 0,
        TermReason.PART_CAME: less and 0 < received < in_title,
        TermReason.INDEXATION_MISSING: less and received >= in_title,
    }


@pytest.mark.parametrize("due_day", [20, 21, 22])
@pytest.mark.parametrize(("indexation", "start"), [(NONE, None), (CPI, RISEN)])
def test_exactly_one_reason_says_why_a_month_counts_or_not(due_day, indexation, start):
    asked = title(date=date(2020, 5, 10), due_day=due_day, indexation=indexation, start_index=start)
    in_title = 15000

    def judged(received):
        stated = {} if received is None else {OLDEST: received}
        found = check_eligibility(
            eligible(stated, application_date=ASKED_ON, title=asked), PARAMETERS
        ).months
        return next((month for month in found if month.month == OLDEST), None)

    inside, due = due_day >= ASKED_ON.day, judged(0).due
    for received in (None, *around(0, in_title, due)):
        month = judged(received)
        if month is None:
            # A month that is neither given nor in the window is not judged.
            assert (received, inside) == (None, False)
            continue
        table = reasons(received, due, in_title, inside=inside)
        assert [reason for reason, holds in table.items() if holds] == [month.reason]
        missed = {TermReason.NOTHING_CAME, TermReason.PART_CAME, TermReason.INDEXATION_MISSING}
        assert month.missed is (month.reason in missed)


# What ends the right of an adult child.


def ends(benefit, education, age):
    """Every end with what arts 4 and 7 ask for it: exactly one must hold."""
    far = date.max
    benefit, education = benefit or far, education or far
    return {
        End.CHILD_BENEFIT: benefit <= education and benefit <= age,
        End.EDUCATION: education < benefit and education <= age,
        End.AGE: age < benefit and age < education,
    }


@pytest.mark.parametrize("edge", [date(2027, 3, 9), date(2028, 2, 29), date(2033, 3, 9)])
def test_exactly_one_end_comes_first_on_each_day_around_the_other_two(edge):
    age = date(2033, 3, 9)
    days = [None, *(edge + timedelta(days=shift) for shift in CENT)]
    for benefit, education in product(days, days):
        asked = renewal(
            date(2007, 3, 10),
            date(2026, 3, 10),
            child_benefit_until=benefit,
            education_until=education,
        )
        found = plan_renewals(asked, PARAMETERS)
        table = ends(benefit, education, age)
        assert [end for end, holds in table.items() if holds] == [found.end]
        assert found.last_day == min(day for day in (benefit, education, age) if day is not None)


# The bands of the waiver.

A3 = [112800, 119067, 125334, 131601, 137868, 144135, 150402, 156669, 162936, 169200]


@pytest.mark.parametrize("resources", around(0, *A3))
def test_resources_lie_in_exactly_one_band_of_notice_a3(resources):
    table = limit_table(112800, 169200, 9, Rounding.AGENCY)
    holding = [
        band
        for band, (above, limit) in enumerate(zip([-1, *A3], [*A3, 10**9], strict=True))
        if above < resources <= limit
    ]
    assert holding == [table.band(resources)]
    waived = waived_percentage(holding[0], 9, 1000, Reading.DECREASING)
    assert waived == 10000 - 1000 * holding[0]


@pytest.mark.parametrize(("rounding", "minimum"), list(product(Rounding, (0, 1, 112800))))
def test_every_limit_of_every_rounding_parts_two_bands_at_the_cent(rounding, minimum):
    for maximum in (minimum, minimum + 1, minimum + 4, minimum + 9, 169200):
        table = limit_table(minimum, maximum, 9, rounding)
        limits = [Fraction(limit, table.parts) for limit in table.limits]
        for resources in around(*map(int, limits)):
            edges = [-1, *limits, 10**12]
            holding = [b for b in range(11) if edges[b] < resources <= edges[b + 1]]
            assert holding == [table.band(resources)]


@pytest.mark.parametrize(("partner", "children"), list(product((False, True), range(11))))
def test_every_household_lies_in_exactly_one_line_of_the_table(partner, children):
    persons, reduction = children + partner, 23300
    for countable in around(0, *A3):
        household = LimitsHousehold(
            resources=countable + persons * reduction,
            partner=partner,
            children_with_child_benefit=children,
        )
        asked = LimitsRequest(request_date=date(2026, 11, 21), household=household)
        found = calculate_limits(asked, WAIVER)
        assert (found.household.persons, found.household.countable) == (persons, countable)
        for rounding in Rounding:
            limits = [row.limits[rounding] for row in found.rows if row.limits is not None]
            edges = [-1, *limits, 10**9]
            holding = [b for b in range(11) if edges[b] < countable <= edges[b + 1]]
            assert holding == [r.band for r in found.rows if rounding in r.household_in]


# Small debts.


@pytest.mark.parametrize(
    ("debt", "fraud"), list(product(around(1, 5000, 20000)[1:], (True, False)))
)
def test_a_debt_is_very_small_small_or_not_small(debt, fraud):
    may, must = SmallDebt.MAY_WAIVE, SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION
    rules = {
        (): debt >= 20000 or fraud,
        (must,): 5000 <= debt < 20000 and not fraud,
        (may, must): debt < 5000 and not fraud,
    }
    found = tuple(
        small_debts(request(debt=debt, fraud_proven=fraud), ParameterSet.PUBLISHED, WAIVER)
    )
    assert [rule for rule, holds in rules.items() if holds] == [found]
