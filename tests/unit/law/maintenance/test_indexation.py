import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from functions.law.core.errors import NotKnown
from functions.law.core.rule import RuleError
from functions.law.core.values import Cents, Coefficient, IndexPoints
from functions.law.maintenance.indexation import TitleIndex, index_name, indexation
from functions.law.maintenance.indexation_rules import adapted_amount
from tests.unit.law.maintenance.applications import (
    MARCH_2026,
    PARAMETERS,
    IndexationClause,
    Month,
    StartIndex,
    simulated,
    step,
    title,
)

CASES = tomllib.loads(Path(__file__).with_name("worked_cases.toml").read_text("utf-8"))["cases"]
CPI = IndexationClause.CONSUMER_PRICE_INDEX
HEALTH = IndexationClause.HEALTH_INDEX


def cents(text):
    return int(Decimal(text) * 100)


def month(text):
    return Month(int(text[:4]), int(text[5:]))


def amount(base, at, **answers):
    return indexation(title(**({"indexation": CPI} | answers)), at, PARAMETERS).of(base)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["result"])
def test_a_worked_case_gives_its_result_to_the_cent(case):
    found = amount(cents(case["base"]), month(case["at"]), date=case["title"])
    assert (found.amount, found.index) == (cents(case["result"]), cents(case["index"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["result"])
def test_a_worked_case_starts_from_the_index_of_the_month_before_the_title(case):
    series = PARAMETERS.series["consumerPriceIndex"]
    assert series.of(month(case["start_month"])) == cents(case["start_index"])
    assert Month.of(case["title"]).plus(-1) == month(case["start_month"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["result"])
def test_the_amount_stays_as_in_the_title_until_the_first_anniversary(case):
    eve = Month.of(case["title"]).plus(11)
    found = amount(cents(case["base"]), eve, date=case["title"])
    assert (found.amount, found.index_month) == (cents(case["base"]), None)


def test_the_amount_changes_in_the_month_of_the_anniversary_and_stays_for_a_year():
    july = date(2023, 7, 15)
    assert amount(15000, Month(2024, 6), date=july).amount == 15000
    assert {amount(15000, Month(2024, 7).plus(n), date=july).amount for n in range(12)} == {15562}
    assert amount(15000, Month(2025, 7), date=july).amount != 15562


def test_it_is_always_the_amount_in_the_title_that_is_indexed_never_the_last_one():
    found = amount(10000, Month(2025, 7), date=date(2015, 7, 1)).amount
    series = PARAMETERS.series["consumerPriceIndex"]
    assert found == round(Fraction(10000 * series.of(Month(2025, 6)), series.of(Month(2015, 6))))


def test_a_title_of_january_has_its_start_index_in_december_of_the_year_before():
    found = amount(10000, Month(2025, 1), date=date(2024, 1, 31))
    series = PARAMETERS.series["consumerPriceIndex"]
    start, index = series.of(Month(2023, 12)), series.of(Month(2024, 12))
    assert found.index_month == Month(2024, 12)
    assert found.amount == (10000 * index * 2 + start) // (2 * start)


def test_a_title_of_29_february_has_its_anniversary_in_february():
    leap = date(2024, 2, 29)
    assert amount(10000, Month(2025, 1), date=leap).index_month is None
    assert amount(10000, Month(2025, 2), date=leap).index_month == Month(2025, 1)


def test_a_falling_index_lowers_the_amount_below_that_of_the_title():
    start = StartIndex(figure=14000, base_year=2013)
    assert amount(10000, Month(2024, 2), date=date(2023, 2, 1), start_index=start).amount == 9291


def test_an_index_that_falls_from_one_year_to_the_next_lowers_the_amount():
    # Health index: 87.52 in July 2007, 92.09 in July 2008, 91.48 in July 2009.
    title_date = date(2007, 8, 1)
    years = [amount(10000, Month(y, 8), indexation=HEALTH, date=title_date) for y in (2008, 2009)]
    assert [year.amount for year in years] == [10522, 10452]


@pytest.mark.parametrize(
    ("title_date", "name"),
    [
        (date(2010, 7, 31), None),
        (date(2010, 8, 1), "consumerPriceIndex"),
        (date(2024, 1, 1), "consumerPriceIndex"),
        (date(1999, 1, 1), None),
    ],
)
def test_a_silent_title_follows_the_consumer_price_index_by_law_only_since_august_2010(
    title_date, name
):
    assert index_name(IndexationClause.NOT_STATED, title_date, PARAMETERS) == name


def test_an_older_title_follows_an_index_when_it_says_so():
    older = date(2005, 1, 1)
    assert index_name(CPI, older, PARAMETERS) == "consumerPriceIndex"
    assert index_name(HEALTH, older, PARAMETERS) == "healthIndex"


def test_a_title_that_excludes_indexation_keeps_its_amount():
    found = amount(15000, Month(2026, 1), indexation=IndexationClause.NONE)
    assert (found.amount, found.published) == (15000, True)


def test_the_health_index_is_used_for_both_ends_of_the_fraction():
    found = amount(10000, Month(2025, 7), indexation=HEALTH, date=date(2015, 7, 1))
    series = PARAMETERS.series["healthIndex"]
    start, index = series.of(Month(2015, 6)), series.of(Month(2025, 6))
    assert found.amount == (10000 * index * 2 + start) // (2 * start)


@pytest.mark.parametrize(
    ("clause", "base_year", "coefficient"),
    [
        (CPI, 2025, "1.35298"),
        (CPI, 2004, "0.8170"),
        (CPI, 1996, "0.7109"),
        (CPI, 1988, "0.5793"),
        (HEALTH, 2004, "0.8280"),
        (HEALTH, 1996, "0.7278"),
        (HEALTH, 1988, "0.6036"),
    ],
)
def test_a_start_index_in_another_base_is_converted_by_the_official_coefficient(
    clause, base_year, coefficient
):
    typed = StartIndex(figure=11234, base_year=base_year)
    found = amount(
        20000, Month(2020, 5), indexation=clause, date=date(2009, 5, 4), start_index=typed
    )
    index = PARAMETERS.series[clause.value].of(Month(2020, 4))
    exact = Fraction(20000 * index) / (11234 * Fraction(coefficient))
    assert abs(found.amount - exact) <= Fraction(1, 2)


def test_a_typed_start_index_wins_over_the_published_one():
    typed = StartIndex(figure=10000, base_year=2013)
    found = amount(10000, Month(2024, 7), date=date(2023, 7, 15), start_index=typed)
    assert found.amount == 13187


def test_a_month_that_is_not_published_keeps_the_last_known_amount_and_says_so():
    title_date = date(2023, 9, 1)
    known = amount(10000, Month(2025, 9), date=title_date)
    later = amount(10000, Month(2026, 9), date=title_date)
    assert known.published
    assert (later.amount, later.index_month, later.published) == (
        known.amount,
        known.index_month,
        False,
    )


def test_the_last_published_index_is_still_used():
    found = amount(10000, Month(2026, 8), date=date(2023, 8, 1))
    assert (found.index_month, found.published) == (Month(2026, 7), True)


def test_a_young_title_whose_first_index_is_not_published_keeps_its_amount_and_says_so():
    found = amount(10000, Month(2026, 12), date=date(2025, 10, 1))
    assert (found.amount, found.index_month, found.published) == (10000, None, False)


def test_an_index_older_than_the_series_is_not_known():
    typed = StartIndex(figure=9000, base_year=2013)
    with pytest.raises(NotKnown):
        amount(10000, Month(1993, 6), date=date(1992, 5, 1), start_index=typed)


def test_a_start_index_that_cannot_be_converted_is_not_known():
    typed = StartIndex(figure=9000, base_year=2025)
    with pytest.raises(NotKnown):
        amount(10000, Month(2020, 6), indexation=HEALTH, start_index=typed, date=date(2010, 1, 1))


def test_the_explanation_carries_both_indices_and_their_months():
    simulation = simulated(title=title(date=date(2023, 7, 15), indexation=CPI))
    (found,) = [
        s
        for s in simulation.explanation
        if s.inputs.get("from_month") == MARCH_2026 and "index" in s.inputs
    ]
    assert found.inputs == {
        "maintenance": 15000,
        "series": "consumerPriceIndex",
        "from_month": MARCH_2026,
        "index": 13470,
        "index_month": Month(2025, 6),
        "start_index": 12711,
        "start_month": Month(2023, 6),
    }


def test_the_explanation_of_a_converted_start_index_carries_what_was_typed_and_the_coefficient():
    typed = StartIndex(figure=9500, base_year=2025)
    simulation = simulated(title=title(indexation=CPI, start_index=typed))
    found = step(simulation, "indexation.adapted").inputs
    assert (found["typed_start_index"], found["base_year"]) == (9500, "2025")
    assert (found["coefficient"], found["start_index"]) == (135298, 12853)


def test_the_explanation_of_a_first_year_says_so():
    simulation = simulated(title=title(date=date(2025, 5, 1), indexation=CPI))
    first_year = step(simulation, "indexation.first_year")
    assert first_year.value == 15000
    assert first_year.inputs == {"maintenance": 15000, "title_date": date(2025, 5, 1)}
    assert step(simulation, "indexation.adapted").inputs["from_month"] == Month(2026, 5)


def test_a_published_start_index_older_than_the_series_is_not_known():
    asked = title(date=date(1993, 5, 10), indexation=CPI)
    with pytest.raises(NotKnown, match="consumerPriceIndex for 1993-04"):
        indexation(asked, Month(2026, 3), PARAMETERS)


ADAPTED = {
    "maintenance": Cents(1000000),
    "series": "consumerPriceIndex",
    "from_month": Month(2026, 3),
    "index": IndexPoints(13470),
    "index_month": Month(2025, 6),
    "start_index": IndexPoints(12853),
}


@pytest.mark.parametrize(
    ("typed", "coefficient", "start", "amount"),
    [
        # 10,000.00 x 134.70 / 128.53
        (None, None, 12853, 1048004),
        (12853, None, 12853, 1048004),
        # 10,000.00 x 134.70 / (95.00 x 1.35298), which is shown as 128.53
        (9500, 135298, 12853, 1047979),
    ],
)
def test_adapted_amount_counts_with_the_start_index_in_full(typed, coefficient, start, amount):
    inputs = {
        **ADAPTED,
        "typed_start_index": None if typed is None else IndexPoints(typed),
        "coefficient": None if coefficient is None else Coefficient(coefficient),
    }
    assert adapted_amount.step(**inputs).value == amount
    for other in (start - 1, start + 1):
        if typed is not None:
            with pytest.raises(RuleError, match="is_shown_start"):
                adapted_amount.step(**{**inputs, "start_index": IndexPoints(other)})


@pytest.mark.parametrize(
    ("index_month", "start_month", "known"),
    [
        (Month(2026, 2), None, True),
        (Month(2026, 3), None, False),
        (Month(2026, 2), Month(2026, 3), True),
        (Month(2026, 2), Month(2026, 4), False),
        (Month(2026, 3), Month(2026, 3), False),
    ],
)
def test_index_is_that_of_a_month_before_the_adaptation_and_its_start_of_none_after(
    index_month, start_month, known
):
    inputs = {**ADAPTED, "index_month": index_month, "start_month": start_month}
    if known:
        assert adapted_amount.step(**inputs).value == 1048004
    else:
        with pytest.raises(RuleError, match="is_known_index"):
            adapted_amount.step(**inputs)


@pytest.mark.parametrize(
    ("own", "first"),
    [
        ({"first_indexation": Month(2026, 5)}, Month(2026, 5)),
        ({"indexation_month": 6}, Month(2026, 6)),
    ],
)
def test_first_adaptation_that_the_title_fixes_is_stated_with_its_first_year(own, first):
    simulation = simulated(title=title(date=date(2025, 5, 1), indexation=CPI, **own))
    assert step(simulation, "indexation.first_year").inputs["first_adaptation"] == first


def test_title_index_gives_every_month_what_it_gives_the_month_alone():
    of_title = title(indexation=CPI, date=date(2020, 5, 10))
    index = TitleIndex(of_title, PARAMETERS)
    months = [*Month(2020, 1).onward(90), *reversed(list(Month(2020, 1).onward(90)))]
    assert [index.in_month(month) for month in months] == [
        indexation(of_title, month, PARAMETERS) for month in months
    ]


def test_title_index_changes_only_in_the_months_of_adaptation():
    index = TitleIndex(title(indexation=CPI, date=date(2020, 5, 10)), PARAMETERS)
    assert list(index.changes(Month(2020, 5), Month(2022, 5))) == [Month(2021, 5), Month(2022, 5)]


def test_title_index_of_a_title_without_index_never_changes():
    index = TitleIndex(title(indexation=IndexationClause.NONE, date=date(2020, 5, 10)), PARAMETERS)
    assert list(index.changes(Month(2020, 5), Month(2025, 5))) == []


def test_title_index_follows_another_interval_from_the_month_in_which_the_law_begins_to_ask_it():
    (yearly,) = PARAMETERS.indexation_months.values
    of_law = (
        replace(yearly, last_day=date(2022, 6, 30)),
        replace(yearly, first_day=date(2022, 7, 1), figure=6),
    )
    changed = replace(
        PARAMETERS, indexation_months=replace(PARAMETERS.indexation_months, values=of_law)
    )
    index = TitleIndex(title(indexation=CPI, date=date(2020, 5, 10)), changed)
    assert {str(index.adaptation_in(month)) for month in Month(2022, 5).onward(2)} == {"2022-05"}
    assert {str(index.adaptation_in(month)) for month in Month(2022, 7).onward(4)} == {"2022-05"}
    assert {str(index.adaptation_in(month)) for month in Month(2022, 11).onward(6)} == {"2022-11"}
