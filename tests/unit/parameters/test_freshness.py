"""What counts as out of date on a day, from small figures of the test's own."""

from datetime import date

import pytest

from functions.law.core.parameter import IndexSeries, Unit
from functions.law.core.trace import Source, Status
from functions.law.core.values import IndexPoints, Month
from functions.parameters import freshness
from functions.parameters.freshness import Lack, Limits
from functions.parameters.load import read_parameter

WITHIN = Limits(months_ahead=12, check_months=12, index_due_day=5)
TODAY = date(2026, 11, 30)


def parameter(*values, ended=False, checked=date(2026, 11, 21)):
    entries = [
        {"from": first, "act": "some_act", "article": "1", "status": "law", "checked": checked}
        | ({} if last is None else {"to": last})
        | ({} if figure is None else {"value": figure})
        for first, last, figure in values
    ]
    return read_parameter("some_amount", {"unit": Unit.EURO, "values": entries, "ended": ended})


def found(one, day=TODAY):
    return [
        (finding.lack, finding.since) for finding in freshness.of_parameters([one], day, WITHIN)
    ]


@pytest.mark.parametrize(
    ("values", "since"),
    [
        ([(date(2020, 1, 1), date(2026, 8, 31), "1.00")], date(2026, 9, 1)),
        ([(date(2020, 1, 1), date(2027, 8, 31), "1.00")], date(2027, 9, 1)),
        ([(date(2020, 1, 1), date(2027, 11, 29), "1.00")], date(2027, 11, 30)),
        ([(date(2020, 1, 1), None, None)], TODAY),
        (
            [(date(2020, 1, 1), date(2026, 12, 31), "1.00"), (date(2027, 2, 1), None, "2.00")],
            date(2027, 1, 1),
        ),
        (
            [(date(2020, 1, 1), date(2026, 12, 31), "1.00"), (date(2027, 1, 1), None, None)],
            date(2027, 1, 1),
        ),
    ],
    ids=["ended", "ends-within-a-year", "last-day-of-the-year", "unknown", "hole", "then-unknown"],
)
def test_parameter_without_value_in_coming_year_is_named(values, since):
    assert found(parameter(*values)) == [(Lack.VALUE, since)]


@pytest.mark.parametrize(
    "values",
    [
        [(date(2020, 1, 1), None, "1.00")],
        [(date(2020, 1, 1), date(2027, 11, 30), "1.00")],
        [(date(2020, 1, 1), date(2026, 12, 31), "1.00"), (date(2027, 1, 1), None, "2.00")],
    ],
    ids=["no-end", "ends-after-a-year", "followed"],
)
def test_parameter_with_value_for_coming_year_is_not_named(values):
    assert found(parameter(*values)) == []


def test_parameter_of_rule_that_ended_is_not_named():
    assert found(parameter((date(2005, 1, 1), date(2020, 5, 31), "1.00"), ended=True)) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2027, 11, 21), []), (date(2027, 11, 22), [(Lack.CHECK, date(2027, 11, 21))])],
)
def test_parameter_checked_more_than_year_ago_is_due(day, expected):
    assert found(parameter((date(2005, 1, 1), None, "1.00")), day) == expected


def series(last):
    first = Month(2026, 1)
    count = first.months_until(last) + 1
    figures = {month: IndexPoints(10_000) for month in first.onward(count)}
    return IndexSeries(
        name="cpi", base_year=2013, figures=figures, source=Source("statbel", "", Status.OFFICIAL)
    )


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 9, 4), []),
        (date(2026, 9, 5), [Month(2026, 8)]),
        (date(2026, 11, 30), [Month(2026, 8), Month(2026, 9), Month(2026, 10)]),
    ],
)
def test_index_month_is_missing_from_fifth_of_next_month(day, months):
    findings = freshness.of_series({"cpi": series(Month(2026, 7))}, day, WITHIN)
    assert [finding.month for finding in findings] == months


@pytest.mark.parametrize(("last_day", "is_named"), [("2027-11-29", True), ("2027-11-30", False)])
def test_domain_without_answer_within_year_is_named(last_day, is_named):
    findings = list(freshness.of_last_days({"waiver": date.fromisoformat(last_day)}, TODAY, WITHIN))
    assert bool(findings) is is_named


def test_finding_that_lies_ahead_is_not_overdue():
    ahead = freshness.Finding(name="a", lack=Lack.VALUE, since=date(2026, 12, 1))
    assert not ahead.is_overdue(TODAY)
    assert ahead.is_overdue(date(2026, 12, 1))
