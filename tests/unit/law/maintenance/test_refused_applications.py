"""What gets a typed refusal with its bounds, instead of a figure that would be wrong."""

from datetime import date

import pytest

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.maintenance.advances_validation import validate
from tests.unit.law.fields import answers_of, as_asked
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    Income,
    IndexationClause,
    Month,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    application,
    child,
    codes,
    paid_by_month,
    paid_in_full_but,
    simulated,
    title,
)

CPI = IndexationClause.CONSUMER_PRICE_INDEX
HEALTH = IndexationClause.HEALTH_INDEX


def refused(**changes):
    with pytest.raises(InvalidInput) as raised:
        simulated(**changes)
    issues = raised.value.issues
    assert {as_asked(issue.field) for issue in issues} <= answers_of("advances")
    assert all(issue.field in str(raised.value) for issue in issues)
    return {(issue.field, issue.refusal): issue.limits for issue in issues}


def only(**changes):
    found = refused(**changes)
    assert len(found) == 1, found
    return next((*key, limits) for key, limits in found.items())


@pytest.mark.parametrize("day", [date(2005, 9, 30), date(2028, 1, 1), date.min, date.max])
def test_a_date_outside_the_known_law_is_refused_with_its_bounds(day):
    found = refused(application_date=day, title=title(date=date.min))
    assert found["application_date", ValidationErrorCode.OUT_OF_RANGE] == {
        "minimum": date(2005, 10, 1),
        "maximum": date(2027, 12, 31),
    }


@pytest.mark.parametrize("day", [date(2005, 10, 1), date(2027, 12, 31)])
def test_the_first_and_the_last_day_of_the_known_law_are_answered(day):
    old = child(birth_date=date(2005, 1, 1), child_benefit=True, education=True)
    assert simulated(application_date=day, title=title(date=date(2004, 1, 1)), children=(old,))


def test_a_title_of_the_day_after_the_application_is_refused():
    assert only(title=title(date=date(2026, 3, 16))) == (
        "title.date",
        ValidationErrorCode.AFTER,
        {"maximum": date(2026, 3, 15)},
    )


def test_title_before_the_known_time_is_refused_with_its_bounds():
    born = child(birth_date=date(1979, 12, 1), child_benefit=True, education=True)
    old = title(date=date(1979, 12, 31), indexation=IndexationClause.NOT_STATED)
    bounds = {"minimum": date(1980, 1, 1), "maximum": date(2027, 12, 31)}
    of_date = ("title.date", ValidationErrorCode.OUT_OF_RANGE, bounds)
    assert only(title=old, children=(born,)) == of_date
    first = title(date=date(1980, 1, 1), indexation=IndexationClause.NOT_STATED)
    assert simulated(title=first, children=(born,))


def test_a_judgment_must_say_whether_it_was_served():
    assert only(title=title(served=None))[:2] == ("title.served", ValidationErrorCode.REQUIRED)


def test_a_child_born_after_the_application_is_refused():
    found = only(children=(child(), child(birth_date=date(2026, 3, 16))))
    assert found == (
        "children[1].birth_date",
        ValidationErrorCode.AFTER,
        {"maximum": date(2026, 3, 15)},
    )


@pytest.mark.parametrize("named", [None, False])
@pytest.mark.parametrize("born", [date(2024, 5, 11), date(2026, 3, 15)])
def test_a_child_born_after_the_title_is_asked_back(born, named):
    found = only(children=(child(), child(birth_date=born, named_in_title=named)))
    limits = {"title_date": date(2024, 5, 10)}
    assert found == ("children[1].birth_date", ValidationErrorCode.AFTER, limits)


@pytest.mark.parametrize(
    ("born", "named", "said"),
    [
        (date(2024, 5, 11), True, True),
        (date(2024, 5, 10), None, False),
        (date(2024, 5, 10), True, False),
    ],
)
def test_a_child_that_the_title_names_counts_and_a_later_birth_is_said(born, named, said):
    simulation = simulated(children=(child(birth_date=born, named_in_title=named),))
    assert simulation.total == 24 * 15000
    assert ("born_after_title" in codes(simulation)) is said


def test_a_child_born_on_the_day_of_the_application_is_accepted():
    assert simulated(children=(child(birth_date=date(2026, 3, 15)),)).intervention.is_open


def test_from_the_18th_birthday_on_child_benefit_and_school_must_be_told():
    assert set(refused(children=(child(birth_date=date(2008, 3, 15)),))) == {
        ("children[0].child_benefit", ValidationErrorCode.REQUIRED),
        ("children[0].education", ValidationErrorCode.REQUIRED),
    }
    assert simulated(children=(child(birth_date=date(2008, 3, 16)),)).intervention.is_open


def test_an_application_without_children_is_refused():
    assert only(children=())[:2] == ("children", ValidationErrorCode.REQUIRED)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_title_that_fixes_no_amount_is_refused(amount):
    found = only(children=(child(monthly_maintenance=amount),))
    assert found == (
        "children[0].monthly_maintenance",
        ValidationErrorCode.OUT_OF_RANGE,
        {"minimum": 1},
    )


def test_amounts_below_zero_are_refused():
    income = Income(monthly_net_income=-1, dependent_children=-1, disabled_children=-1)
    found = refused(
        income=income, expected_monthly_payment=-1, **paid_in_full_but({Month(2026, 1): -1})
    )
    assert {field for field, _ in found} == {
        "income.monthly_net_income",
        "income.dependent_children",
        "income.disabled_children",
        "expected_monthly_payment",
        "received_payments[2].amount",
    }


@pytest.mark.parametrize("months", [-1, 0, 61])
def test_a_schedule_shorter_than_a_month_or_longer_than_sixty_is_refused(months):
    assert only(months=months) == (
        "months",
        ValidationErrorCode.OUT_OF_RANGE,
        {"minimum": 1, "maximum": 60},
    )


@pytest.mark.parametrize("due_day", [-1, 0, 32])
def test_a_due_day_that_no_month_has_is_refused(due_day):
    found = only(title=title(due_day=due_day))
    assert found == (
        "title.due_day",
        ValidationErrorCode.OUT_OF_RANGE,
        {"minimum": 1, "maximum": 31},
    )


def test_an_income_without_its_amount_is_refused():
    income = Income(monthly_net_income=None, dependent_children=1, disabled_children=0)
    found = list(validate(application(income=income), PARAMETERS))
    assert [(i.field, i.refusal) for i in found] == [
        ("income.monthly_net_income", ValidationErrorCode.REQUIRED)
    ]


# Payments.


def test_payments_month_by_month_are_refused_where_another_answer_was_given():
    payments = (ReceivedPayment(month=Month(2026, 1), amount=1),)
    for history in (PaymentHistory.NOTHING, PaymentHistory.EVERYTHING):
        found = only(payment_history=history, received_payments=payments)
        assert found[:2] == ("received_payments", ValidationErrorCode.NOT_ALLOWED)


def test_a_month_told_twice_is_refused():
    payment = ReceivedPayment(month=Month(2026, 1), amount=1)
    found = only(
        payment_history=PaymentHistory.MONTH_BY_MONTH, received_payments=(payment, payment)
    )
    assert found[:2] == ("received_payments[1].month", ValidationErrorCode.DUPLICATE)


@pytest.mark.parametrize("month", [Month(2025, 3), Month(2026, 4), Month(1, 1), Month(9999, 12)])
def test_a_month_outside_the_window_is_refused_with_the_first_and_the_last(month):
    assert only(**paid_by_month({month: 1})) == (
        "received_payments[0].month",
        ValidationErrorCode.NOT_IN_PERIOD,
        {"minimum": Month(2025, 4), "maximum": Month(2026, 3)},
    )


def test_a_month_before_the_title_is_refused():
    found = only(title=title(date=date(2026, 2, 1)), **paid_by_month({Month(2026, 1): 1}))
    assert found[2] == {"minimum": Month(2026, 2), "maximum": Month(2026, 3)}


def test_no_month_can_be_told_on_the_day_of_the_title():
    found = only(title=title(date=date(2026, 3, 15)), **paid_by_month({Month(2026, 3): 1}))
    assert found == ("received_payments[0].month", ValidationErrorCode.NOT_IN_PERIOD, {})


# Indexation.


NAMED = (child(named_in_title=True),)
"""A child that an old title names, whenever it was born."""


def test_start_index_before_the_series_is_required():
    found = only(title=title(date=date(1994, 1, 31), indexation=CPI), children=NAMED)
    assert found == (
        "title.start_index.figure",
        ValidationErrorCode.REQUIRED,
        {"series": "consumerPriceIndex", "first_month": Month(1994, 1)},
    )


@pytest.mark.parametrize("day", [date(1994, 2, 1), date(2010, 8, 1), date(2015, 1, 31)])
def test_start_index_of_a_published_month_is_not_asked_for(day):
    clause = CPI if day.year < 2010 else IndexationClause.NOT_STATED
    asked = title(date=day, indexation=clause)
    assert simulated(title=asked, children=NAMED).intervention.is_open


@pytest.mark.parametrize(
    ("figure", "base_year"),
    [(12265, 2013), (11549, 2013)],
    ids=["three-percent-above", "three-percent-below"],
)
def test_start_index_far_from_the_published_one_is_asked_back(figure, base_year):
    # CPI of February 2022, the month before the title: 119.07; 3 % of it is 3.57.
    typed = StartIndex(figure=figure, base_year=base_year)
    found = only(title=title(date=date(2022, 3, 10), indexation=CPI, start_index=typed))
    assert found == (
        "title.start_index.figure",
        ValidationErrorCode.NOT_ALLOWED,
        {"series": "consumerPriceIndex", "month": Month(2022, 2), "published": 11907},
    )


@pytest.mark.parametrize("figure", [12264, 11550])
def test_start_index_within_three_percent_is_used(figure):
    typed = StartIndex(figure=figure, base_year=2013)
    asked = title(date=date(2022, 3, 10), indexation=CPI, start_index=typed)
    assert simulated(title=asked).intervention.is_open


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (StartIndex(figure=10000, base_year=None), "title.start_index.base_year"),
        (StartIndex(figure=0, base_year=2013), "title.start_index.figure"),
        (StartIndex(figure=10000, base_year=2000), "title.start_index.base_year"),
    ],
)
def test_a_start_index_that_cannot_be_used_is_refused(typed, field):
    assert only(title=title(indexation=CPI, start_index=typed))[0] == field


def test_the_health_index_has_no_coefficient_for_base_2025():
    typed = StartIndex(figure=10000, base_year=2025)
    found = only(title=title(indexation=HEALTH, start_index=typed))
    assert found[1:] == (ValidationErrorCode.NOT_KNOWN, {"series": "healthIndex"})


def test_everything_that_is_wrong_is_said_at_once():
    found = refused(
        title=title(date=date(2026, 4, 1), served=None),
        children=(child(birth_date=date(2027, 1, 1)), child(birth_date=date(2006, 1, 1))),
        received_payments=(ReceivedPayment(month=Month(2026, 1), amount=1),),
    )
    assert len(found) == 6
