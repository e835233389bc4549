"""The arrears before an application, month by month."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    TitleTerms,
)
from functions.law.maintenance.arrears import calculate_arrears
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    child,
    paid_by_month,
    simulated,
    title,
)
from tests.unit.law.validation_errors import refused

DAY = date(2026, 3, 15)
MARCH_2026 = Month(2026, 3)


def terms(**changes):
    answers = {"date": date(2015, 5, 10), "indexation": IndexationClause.NONE}
    return TitleTerms(**(answers | changes))


def request(ledger=None, amounts=(15000,), day=DAY, **changes):
    ledger = {Month(2026, 3): 0} if ledger is None else ledger
    return ArrearsRequest(
        application_date=day,
        title=terms(**changes),
        children=tuple(Creditor(monthly_maintenance=amount) for amount in amounts),
        received_payments=tuple(
            ReceivedPayment(month=month, amount=amount) for month, amount in ledger.items()
        ),
    )


def answer(*arguments, **changes):
    return calculate_arrears(request(*arguments, **changes), PARAMETERS)


def codes(found):
    return {note.code for note in found.notes}


def months_before(number, amount=0, last=MARCH_2026):
    return {last.plus(-ahead): amount for ahead in range(number)}


def test_what_is_missing_of_each_month_adds_up_to_the_arrears():
    found = answer({Month(2026, 1): 15000, Month(2026, 2): 14999, Month(2026, 3): 0})
    assert [month.missing for month in found.months] == [0, 1, 15000]
    assert found.total == 15001


def test_a_month_paid_beyond_what_was_due_pays_no_other_month_and_it_is_said():
    found = answer({Month(2026, 2): 20000, Month(2026, 3): 0})
    assert (found.total, found.months[0].surplus) == (15000, 5000)
    note = next(note for note in found.notes if note.code == "received_more_than_due")
    assert note.inputs == {"surplus": 5000}


@pytest.mark.parametrize(
    ("due_day", "claimable"), [(14, False), (15, True), (16, True), (31, True)]
)
def test_a_term_that_fell_due_more_than_five_years_ago_is_not_collected(due_day, claimable):
    found = answer({Month(2021, 3): 0}, due_day=due_day)
    assert found.claimable_since == date(2021, 3, 15)
    assert (found.total, found.too_old) == ((15000, 0) if claimable else (0, 15000))


def test_sixty_months_are_due_each_with_its_own_index():
    found = answer(months_before(60), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    assert len(found.months) == 60
    assert found.total == sum(month.due for month in found.months)
    assert found.months[0].due < found.months[-1].due


def test_the_arrears_are_those_of_the_simulation_for_the_same_months():
    ledger = months_before(12, 7000)
    simulation = simulated(
        title=title(date=date(2015, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        children=(child(monthly_maintenance=10001), child(monthly_maintenance=10003)),
        **paid_by_month(ledger),
    )
    found = answer(ledger, amounts=(10001, 10003), indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    assert found.total == simulation.unpaid


@pytest.mark.parametrize(
    ("month", "counts"), [(Month(2025, 3), False), (Month(2025, 4), True), (Month(2026, 3), True)]
)
def test_a_month_counts_as_missed_if_its_term_fell_due_in_the_twelve_months_before(month, counts):
    assert answer({month: 14999}).missed == counts


def test_two_missed_months_open_the_intervention_on_the_day_of_the_application():
    assert answer(months_before(2)).may_apply_from == DAY


def test_after_one_missed_month_one_may_apply_the_day_after_the_next_that_is_missed():
    found = answer(months_before(1))
    assert found.may_apply_from == date(2026, 4, 2)
    assert "coming_terms_missed" in codes(found)
    # The term that falls due on the day of the application is the next one.
    assert answer({Month(2026, 2): 0}, due_day=15).may_apply_from == date(2026, 3, 16)
    assert answer({Month(2026, 2): 0}, due_day=14).may_apply_from == date(2026, 4, 15)


def test_day_to_apply_without_a_missed_month_is_not_given():
    assert answer(months_before(3, 15000)).may_apply_from is None
    assert answer(months_before(1, 15000), due_day=14).may_apply_from is None


def test_a_missed_month_that_leaves_the_window_in_the_meantime_counts_no_more():
    # 16 March 2025 lies in the window of 16 March 2026, not in that of 17 March 2026.
    found = answer({Month(2025, 3): 0}, due_day=16)
    assert (found.missed, found.may_apply_from) == (1, date(2026, 4, 17))


def test_past_the_known_time_no_day_is_named():
    last = date(2027, 12, 31)
    found = answer({Month(2027, 12): 0}, day=last)
    assert found.may_apply_from is None
    assert "apply_date_not_known" in codes(found)


@pytest.mark.parametrize(
    ("day", "rate"), [(date(2014, 12, 31), 1000), (date(2015, 1, 1), 1300), (DAY, 1300)]
)
def test_the_debtor_contributes_on_the_arrears_at_the_rate_of_the_application(day, rate):
    month = Month.of(day).plus(-1)
    found = answer({month: 0}, day=day, date=date(2010, 1, 1), indexation=IndexationClause.NONE)
    assert (found.contribution_rate, found.contribution) == (rate, 15000 * rate // 10000)


def test_a_month_whose_index_is_not_published_keeps_its_last_amount_and_it_is_said():
    found = answer(
        {Month(2026, 9): 0},
        day=date(2026, 11, 21),
        date=date(2023, 9, 1),
        indexation=IndexationClause.CONSUMER_PRICE_INDEX,
    )
    assert not found.months[0].published
    assert "index_not_published" in codes(found)


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 70), st.integers(0, 30000), min_size=1, max_size=60))
def test_what_is_claimable_and_what_is_too_old_add_up_to_what_is_missing(told_amounts):
    found = answer({Month(2026, 3).plus(-n): amount for n, amount in told_amounts.items()})
    assert found.total + found.too_old == sum(month.missing for month in found.months)
    assert [month.month for month in found.months] == sorted(m.month for m in found.months)


ROW = "received_payments[0]"


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"day": date(2004, 5, 31)}, "application_date", ValidationErrorCode.OUT_OF_RANGE),
        ({"day": date(2028, 1, 1)}, "application_date", ValidationErrorCode.OUT_OF_RANGE),
        ({"date": date(2026, 3, 16)}, "title.date", ValidationErrorCode.AFTER),
        ({"due_day": 32}, "title.due_day", ValidationErrorCode.OUT_OF_RANGE),
        ({"amounts": ()}, "children", ValidationErrorCode.REQUIRED),
        ({"amounts": (0,)}, "children[0].monthly_maintenance", ValidationErrorCode.OUT_OF_RANGE),
        ({"ledger": {}}, "received_payments", ValidationErrorCode.OUT_OF_RANGE),
        ({"ledger": months_before(61)}, "received_payments", ValidationErrorCode.OUT_OF_RANGE),
        ({"ledger": {Month(2026, 3): -1}}, f"{ROW}.amount", ValidationErrorCode.OUT_OF_RANGE),
        (
            {"ledger": {Month(2026, 3): 100000001}},
            f"{ROW}.amount",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"ledger": {Month(2026, 4): 0}}, f"{ROW}.month", ValidationErrorCode.NOT_IN_PERIOD),
        ({"ledger": {Month(2015, 5): 0}}, f"{ROW}.month", ValidationErrorCode.NOT_IN_PERIOD),
    ],
)
def test_what_cannot_be_added_up_is_refused(changes, field, refusal):
    found = refused(calculate_arrears, request(**changes), PARAMETERS, "arrears")
    assert {name: why for name, (why, _) in found.items()} == {field: refusal}


def test_a_month_outside_the_period_is_refused_with_the_first_and_the_last_that_count():
    found = refused(calculate_arrears, request({Month(2026, 4): 0}), PARAMETERS, "arrears")
    assert found[f"{ROW}.month"][1] == {"minimum": Month(2015, 6), "maximum": Month(2026, 3)}


def test_a_month_told_twice_is_refused():
    twice = request({Month(2026, 3): 0})
    rows = twice.received_payments * 2
    asked = ArrearsRequest(
        application_date=DAY, title=twice.title, children=twice.children, received_payments=rows
    )
    found = refused(calculate_arrears, asked, PARAMETERS, "arrears")
    assert found == {"received_payments[1].month": (ValidationErrorCode.DUPLICATE, {})}


@pytest.mark.parametrize(
    ("month", "amount", "said"),
    [
        (Month(2022, 12), 0, True),  # Too old: its term fell due on 1 December 2022.
        (Month(2023, 1), 0, True),
        (Month(2022, 12), 15000, False),
        (Month(2023, 1), 15000, False),
    ],
)
def test_that_no_day_to_apply_is_known_is_said_where_something_is_missing(month, amount, said):
    found = answer({month: amount}, day=date(2027, 12, 31))
    assert found.may_apply_from is None
    assert ("apply_date_not_known" in codes(found)) is said


@pytest.mark.parametrize(
    ("titled", "day", "due_day", "limits"),
    [
        (date(2026, 1, 15), date(2026, 3, 15), 15, (Month(2026, 1), Month(2026, 2))),
        (date(2026, 1, 16), date(2026, 3, 16), 15, (Month(2026, 2), Month(2026, 3))),
        (date(2026, 1, 14), date(2026, 3, 14), 15, (Month(2026, 1), Month(2026, 2))),
        (date(2026, 1, 2), date(2026, 3, 1), None, (Month(2026, 2), Month(2026, 2))),
        (date(2026, 1, 2), date(2026, 2, 1), None, None),
    ],
)
def test_period_of_the_ledger_is_that_of_the_terms_due_from_the_title_to_the_application(
    titled, day, due_day, limits
):
    said = {} if limits is None else {"minimum": limits[0], "maximum": limits[1]}
    for month in (Month(2025, 12), Month(2026, 4)):
        asked = request({month: 0}, day=day, date=titled, due_day=due_day)
        found = refused(calculate_arrears, asked, PARAMETERS, "arrears")
        assert found == {f"{ROW}.month": (ValidationErrorCode.NOT_IN_PERIOD, said)}
    for month in () if limits is None else limits:
        assert answer({month: 0}, day=day, date=titled, due_day=due_day).total == 15000
