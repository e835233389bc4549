"""Ministerial order, art. 3: when a software decision is deemed reasoned."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Month, add_years
from functions.law.waiver.limitation import Interruption, StageKind, Suspension, limitation
from functions.law.waiver.retention import (
    RetainedDecision,
    RetentionRequest,
    check_retention,
    replay_retention,
)
from tests.unit.law.validation_errors import refused
from tests.unit.law.waiver.households import PARAMETERS

DECIDED = date(2020, 3, 9)
MARCH = Month(2020, 3)
END = date(2025, 3, 31)


def request(interrupted=(), suspended=(), **changes):
    answers = {
        "decided_on": DECIDED,
        "kind": RetainedDecision.PAYMENT,
        "document_drawn_up": False,
        "interruptions": tuple(Interruption(date=day) for day in interrupted),
        "suspensions": tuple(Suspension(first_day=a, last_day=b) for a, b in suspended),
    }
    return RetentionRequest(**(answers | changes))


def answer(*arguments, **changes):
    return check_retention(request(*arguments, **changes), PARAMETERS)


def codes(found):
    return {note.code for note in found.notes}


def test_data_are_kept_for_five_years_from_the_first_of_the_month_after_the_payment():
    assert answer().keep_until == END
    assert answer(decided_on=date(2020, 3, 31)).keep_until == END
    assert answer(decided_on=date(2020, 4, 1)).keep_until == date(2025, 4, 30)
    assert answer(paid_on=date(2020, 4, 8)).keep_until == date(2025, 4, 30)
    assert "paid_in_the_month_of_the_decision" in codes(answer())
    assert "paid_in_the_month_of_the_decision" not in codes(answer(paid_on=DECIDED))


def test_interruption_before_the_period_begins_has_no_effect():
    found = answer((date(2020, 3, 31),))
    assert found.keep_until == END
    assert "event_before_the_start" in codes(found)
    begun = answer((date(2020, 4, 1),))
    assert begun.keep_until == date(2025, 4, 1)
    assert "event_before_the_start" not in codes(begun)


def test_suspension_without_an_end_leaves_no_last_day():
    found = answer((), ((date(2022, 1, 1), None),), kept_until=date(2040, 1, 1))
    assert (found.keep_until, found.deemed_reasoned) == (None, None)
    # From 1 January 2022 to 31 March 2025: 365 + 365 + 366 + 90 days.
    assert (found.explanation[-1].rule, found.explanation[-1].value) == ("retention.open", 1186)
    assert replay_retention(found.explanation).keep_until is None


def test_interruption_during_an_open_suspension_leaves_the_whole_period():
    found = answer((date(2023, 6, 1),), ((date(2022, 1, 1), None),))
    assert found.keep_until is None
    assert [step.rule for step in found.explanation][2:] == [
        "retention.open",
        "retention.interrupted",
        "retention.open",
    ]
    # From 2 June 2023 to 1 June 2028.
    assert found.explanation[-1].value == (date(2028, 6, 1) - date(2023, 6, 1)).days


def test_open_suspension_after_the_last_day_changes_nothing():
    found = answer((), ((END + timedelta(days=1), None),))
    assert found.keep_until == END
    assert "event_after_the_end" in codes(found)


def test_an_interruption_starts_the_five_years_anew():
    assert answer((date(2023, 6, 1),)).keep_until == date(2028, 6, 1)
    assert answer((date(2023, 6, 1), date(2024, 6, 1))).keep_until == date(2029, 6, 1)


@pytest.mark.parametrize(("day", "end"), [(END, date(2030, 3, 31)), (END + timedelta(days=1), END)])
def test_an_interruption_counts_up_to_the_last_day_and_not_after_it(day, end):
    found = answer((day,))
    assert found.keep_until == end
    assert ("event_after_the_end" in codes(found)) is (end == END)


def test_a_suspension_adds_its_days_both_ends_included():
    found = answer((), ((date(2022, 1, 1), date(2022, 1, 31)),))
    assert found.keep_until == END + timedelta(days=31)
    one_day = answer((), ((date(2022, 1, 1), date(2022, 1, 1)),))
    assert one_day.keep_until == END + timedelta(days=1)


@pytest.mark.parametrize(("first", "days"), [(END, 5), (END + timedelta(days=1), 0)])
def test_a_suspension_counts_if_it_begins_before_the_end(first, days):
    found = answer((), ((first, first + timedelta(days=4)),))
    assert found.keep_until == END + timedelta(days=days)


def test_a_suspension_can_carry_the_end_into_the_next_one():
    first = (END, END + timedelta(days=9))
    second = (END + timedelta(days=10), END + timedelta(days=19))
    assert answer((), (second, first)).keep_until == END + timedelta(days=20)


def test_a_suspension_before_an_interruption_is_used_up_by_it():
    suspended = ((date(2021, 1, 1), date(2021, 12, 31)),)
    assert answer((date(2022, 6, 1),), suspended).keep_until == date(2027, 6, 1)


def test_the_rest_of_a_suspension_that_an_interruption_falls_into_delays_the_new_term():
    suspended = ((date(2022, 1, 1), date(2022, 6, 10)),)
    # From 2 to 10 June: nine days.
    assert answer((date(2022, 6, 1),), suspended).keep_until == date(2027, 6, 10)


def test_a_suspension_that_begins_on_the_day_of_an_interruption_lengthens_both_terms():
    day = date(2022, 6, 1)
    suspension = Suspension(first_day=day, last_day=day + timedelta(days=9))
    found = limitation(MARCH, 5, [Interruption(date=day)], [suspension])
    assert [(stage.kind, stage.last_day) for stage in found.stages] == [
        (StageKind.PERIOD, END),
        (StageKind.SUSPENDED, END + timedelta(days=10)),
        (StageKind.INTERRUPTED, date(2027, 6, 1)),
        # The day of the interruption itself belongs to no term.
        (StageKind.SUSPENDED, date(2027, 6, 10)),
    ]


def test_an_interruption_counts_if_only_a_suspension_keeps_the_term_running():
    suspended = ((date(2022, 1, 1), date(2022, 1, 31)),)
    assert answer((date(2025, 4, 1),), suspended).keep_until == date(2030, 4, 1)


def test_a_suspension_after_an_interruption_lengthens_the_new_term():
    suspended = ((date(2027, 1, 1), date(2027, 1, 10)),)
    found = answer((date(2024, 6, 1),), suspended)
    assert found.keep_until == date(2029, 6, 11)


def test_a_payment_decision_without_document_is_deemed_reasoned_if_its_data_are_kept():
    for kept_until, deemed in ((END, True), (END - timedelta(days=1), False), (None, None)):
        assert answer(kept_until=kept_until).deemed_reasoned is deemed


@pytest.mark.parametrize(
    "changes",
    [
        {"document_drawn_up": True},
        {"kind": RetainedDecision.RECOVERY},
        {"kind": RetainedDecision.WAIVER},
    ],
)
def test_neither_a_document_nor_a_recovery_or_waiver_decision_is_covered(changes):
    found = answer(kept_until=END, **changes)
    assert (found.covered, found.deemed_reasoned) == (False, False)


def test_reasons_are_still_owed_on_request():
    assert {"reasons_on_request", "retention_start"} <= codes(answer())


def day_by_day(event, years, interruptions, suspensions):
    """The last day, found by walking: each day that is not suspended uses up one of the term."""
    day, left = event, days_of_term(event, years)
    while left:
        day += timedelta(days=1)
        if not any(first <= day <= last for first, last in suspensions):
            left -= 1
        if day in interruptions:
            left = days_of_term(day, years)
    return day


def days_of_term(event, years):
    """How many days a term of years has, from the day after its event.

    It ends the day before the same day of the last year, or, where February has no such day, on
    the last day of February.
    """
    first_day = event + timedelta(days=1)
    same_day = add_years(first_day, years)
    last_day = same_day if same_day.day < first_day.day else same_day - timedelta(days=1)
    return (last_day - event).days


EVE = date(2020, 3, 31)
DAYS = st.integers(1, 4000).map(lambda n: EVE + timedelta(days=n))


@given(
    st.lists(DAYS, max_size=3, unique=True),
    st.lists(DAYS, max_size=6, unique=True).filter(lambda days: len(days) % 2 == 0),
)
@example([date(2023, 2, 28)], [])
@example([date(2024, 2, 28)], [])
def test_the_last_day_is_the_one_that_a_walk_day_by_day_reaches(interruptions, ends):
    ends = sorted(ends)
    suspensions = list(zip(ends[::2], ends[1::2], strict=True))
    found = limitation(
        MARCH,
        5,
        [Interruption(date=day) for day in interruptions],
        [Suspension(first_day=first, last_day=last) for first, last in suspensions],
    )
    assert found.last_day == day_by_day(EVE, 5, set(interruptions), suspensions)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": date(2018, 12, 31)}, "decided_on"),
        ({"decided_on": date(2028, 1, 1)}, "decided_on"),
        ({"kept_until": DECIDED - timedelta(days=1)}, "kept_until"),
        ({"interrupted": (DECIDED - timedelta(days=1),)}, "interruptions[0].date"),
        ({"interrupted": (date(2028, 1, 1),)}, "interruptions[0].date"),
        (
            {"suspended": ((DECIDED - timedelta(days=1), END),)},
            "suspensions[0].first_day",
        ),
        ({"suspended": ((date(2022, 2, 1), date(2022, 1, 31)),)}, "suspensions[0].last_day"),
        ({"paid_on": DECIDED - timedelta(days=1)}, "paid_on"),
        ({"paid_on": date(2028, 1, 1)}, "paid_on"),
        ({"interrupted": (date(2022, 1, 1),) * 61}, "interruptions"),
        # A decision after the known time is no bound for what follows it.
        ({"decided_on": date(2028, 1, 1), "interrupted": (date(2022, 1, 1),)}, "decided_on"),
    ],
)
def test_day_before_the_decision_or_out_of_order_is_refused(changes, field):
    found = refused(check_retention, request(**changes), PARAMETERS, "retention")
    assert {name: why for name, (why, _) in found.items()} == {
        field: ValidationErrorCode.OUT_OF_RANGE
    }


@pytest.mark.parametrize(
    ("suspended", "position", "limits"),
    [
        (
            ((date(2022, 1, 31), date(2022, 3, 1)), (date(2022, 1, 1), date(2022, 1, 31))),
            0,
            {"minimum": date(2022, 2, 1)},
        ),
        (
            ((date(2027, 12, 1), date(2027, 12, 31)), (date(2027, 12, 31), date(2027, 12, 31))),
            1,
            {"minimum": date(2028, 1, 1)},
        ),
    ],
)
def test_overlapping_suspensions_are_refused_with_the_first_free_day(suspended, position, limits):
    found = refused(check_retention, request(suspended=suspended), PARAMETERS, "retention")
    path = f"suspensions[{position}].first_day"
    assert found == {path: (ValidationErrorCode.OVERLAPS, limits)}


def test_suspensions_that_follow_each_other_are_taken():
    first, second = (date(2022, 1, 1), date(2022, 1, 31)), (date(2022, 2, 1), None)
    assert answer((), (first, second)).keep_until is None


@pytest.mark.parametrize(
    ("suspended", "position"),
    [
        (((date(2022, 1, 1), None), (date(2023, 1, 1), date(2023, 2, 1))), 0),
        (((date(2023, 1, 1), date(2023, 2, 1)), (date(2022, 1, 1), None)), 1),
        (((date(2022, 1, 1), None), (date(2022, 1, 1), None)), 0),
    ],
)
def test_suspension_that_another_follows_needs_its_last_day(suspended, position):
    found = refused(check_retention, request(suspended=suspended), PARAMETERS, "retention")
    assert found == {f"suspensions[{position}].last_day": (ValidationErrorCode.REQUIRED, {})}
