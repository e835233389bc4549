"""The cases that every implementation computes, and the grid on which all must agree.

A case is plain data that travels as JSON. Amounts in whole cents; a month as year and month.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from typing import Any

Case = Mapping[str, Any]

APPLICATION_MONTH = (2026, 11)
MONTHS = 60

STEP_OF_NOTICE_A3 = 6267
MINIMUM = 112_800
MAXIMUM = 169_200
FLAT_REDUCTION = 23_300


def advance_case(**changes: Any) -> Case:
    """A judgment of 2022, nothing paid, a child that stays a minor."""
    return {
        "application_month": APPLICATION_MONTH,
        "title_month": (2022, 3),
        "birth_month": (2020, 1),
        "maintenance": 13_000,
        "received": 0,
        "expected": 0,
        "child_benefit": False,
        "schooling": False,
        "lives_in_belgium": True,
        "enforceable_title": True,
        "months": 1,
        **changes,
    }


def waiver_case(**changes: Any) -> Case:
    """A household in the middle of the table."""
    return {
        "debt": 120_000,
        "resources": 180_000,
        "persons": 2,
        "fraud": False,
        "good_faith": True,
        "uncertain_situation": True,
        **changes,
    }


def varied_advances(months: int, count: int = 20) -> list[Case]:
    """Cases to measure with: no two alike, so that no cache answers."""
    return [
        advance_case(
            months=months,
            maintenance=12_000 + 731 * number,
            expected=1_000 * (number % 3),
            title_month=(2016 + number % 9, 1 + number % 12),
        )
        for number in range(count)
    ]


def varied_waivers(count: int = 20) -> list[Case]:
    """Cases to measure with: every band of the table, no two alike."""
    return [
        waiver_case(debt=50_000 + 977 * number, resources=150_000 + 4_321 * number)
        for number in range(count)
    ]


def advance_grid() -> list[Case]:
    """Titles around an anniversary, amounts around the cap, ages around the bounds."""
    amounts = (5_000, 10_050, 13_000, 15_141, 17_499, 17_500, 17_501, 99_999)
    titles = ((2015, 7), (2019, 1), (2022, 3), (2024, 11), (2025, 11), (2026, 2))
    paid = ((0, 0), (13_000, 0), (99_999, 5_000), (10_051, 13_000))
    usual = [
        advance_case(maintenance=amount, title_month=title, received=received, expected=expected)
        for amount, title, (received, expected) in itertools.product(amounts, titles, paid)
    ]
    births = ((2008, 10), (2008, 11), (2008, 12), (2000, 10), (2000, 11), (2000, 12))
    proofs = ((True, True), (True, False), (False, True))
    ages = [
        advance_case(birth_month=birth, child_benefit=benefit, schooling=schooling, months=3)
        for birth, (benefit, schooling) in itertools.product(births, proofs)
    ]
    refused = [advance_case(lives_in_belgium=False), advance_case(enforceable_title=False)]
    return [*usual, *ages, *refused, *varied_advances(MONTHS, 9)]


def waiver_grid() -> list[Case]:
    """Resources at every limit and one cent beside it, debts that leave half cents, refusals."""
    limits = [MINIMUM + step * STEP_OF_NOTICE_A3 for step in range(9)] + [MAXIMUM]
    resources = [0, *(limit + beside for limit in limits for beside in (-1, 0, 1)), 400_000]
    usual = [
        waiver_case(debt=debt, resources=countable + persons * FLAT_REDUCTION, persons=persons)
        for debt, countable, persons in itertools.product(
            (1, 5, 4_999, 19_995, 120_000, 12_345_678), resources, (0, 3)
        )
    ]
    refused = [
        waiver_case(fraud=True),
        waiver_case(good_faith=False),
        waiver_case(uncertain_situation=False),
        waiver_case(resources=20_000, persons=5),
    ]
    return [*usual, *refused]


def through_json(cases: Iterable[Case]) -> list[Case]:
    """The cases after a round trip through JSON: every implementation reads the same."""
    return list(json.loads(json.dumps(list(cases))))
