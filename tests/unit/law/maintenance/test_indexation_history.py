"""How one amount follows its index from the title to a month."""

from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance.application import IndexationClause, StartIndex, TitleTerms
from functions.law.maintenance.indexation import printed_month
from functions.law.maintenance.indexation_history import IndexationRequest, index_maintenance
from tests.unit.law.maintenance.applications import PARAMETERS
from tests.unit.law.validation_errors import refused

CPI = IndexationClause.CONSUMER_PRICE_INDEX
JULY_2024 = Month(2024, 7)


def request(amount=15000, day=date(2023, 7, 10), month=JULY_2024, **changes):
    clause = changes.pop("indexation", IndexationClause.NOT_STATED)
    title = TitleTerms(date=day, indexation=clause, **changes)
    return IndexationRequest(monthly_maintenance=amount, title=title, month=month)


def indexed(*arguments, **changes):
    return index_maintenance(request(*arguments, **changes), PARAMETERS)


def test_printed_start_index_gives_the_same_cent_as_the_published_one():
    asked = {"indexation": IndexationClause.HEALTH_INDEX}
    typed = StartIndex(figure=10571, base_year=2004)
    day, month = date(2007, 10, 10), Month(2025, 12)
    for start in (None, typed):
        assert indexed(100000, day, month, start_index=start, **asked).amount == 154530


def codes(answer):
    return {note.code for note in answer.notes}


@pytest.mark.parametrize(
    ("amount", "day", "month", "result"),
    [
        (15000, date(2023, 7, 10), Month(2024, 7), 15562),
        (10000, date(2015, 7, 1), Month(2025, 7), 13335),
        (15000, date(2011, 9, 1), Month(2026, 6), 21061),
        (12500, date(2014, 7, 5), Month(2016, 7), 12850),
        (13000, date(2022, 3, 31), Month(2026, 3), 15026),
        (15000, date(2023, 7, 10), Month(2024, 6), 15000),
    ],
)
def test_the_worked_cases(amount, day, month, result):
    assert indexed(amount, day, month).amount == result


def test_every_adaptation_since_the_title_is_told_always_from_the_amount_of_the_title():
    found = indexed(13000, date(2022, 3, 1), Month(2026, 8))
    assert [(a.month, a.index_month, a.index, a.amount) for a in found.adaptations] == [
        (Month(2023, 3), Month(2023, 2), 12695, 13860),
        (Month(2024, 3), Month(2024, 2), 13101, 14304),
        (Month(2025, 3), Month(2025, 2), 13566, 14811),
        (Month(2026, 3), Month(2026, 2), 13763, 15026),
    ]


def test_an_adaptation_that_is_not_published_keeps_the_last_amount_and_says_so():
    found = indexed(15000, date(2023, 9, 10), Month(2026, 9))
    last = found.adaptations[-1]
    assert (last.published, last.index, last.amount) == (
        False,
        None,
        found.adaptations[-2].amount,
    )
    assert (found.amount, found.published) == (last.amount, False)
    assert "index_not_published" in codes(found)


def test_an_adaptation_older_than_the_series_is_not_known_and_the_later_ones_are():
    start = StartIndex(figure=11131, base_year=1988)
    found = indexed(10000, date(1992, 1, 5), Month(1997, 1), indexation=CPI, start_index=start)
    assert [a.amount is None for a in found.adaptations] == [True, True, False, False, False]
    assert "index_older_than_series" in codes(found)
    assert found.amount == found.adaptations[-1].amount


def test_a_month_whose_index_is_older_than_the_series_is_refused():
    start = StartIndex(figure=11131, base_year=1988)
    asked = request(10000, date(1992, 1, 5), Month(1994, 1), indexation=CPI, start_index=start)
    assert refused(index_maintenance, asked, PARAMETERS, "indexation") == {
        "month": (
            ValidationErrorCode.NOT_KNOWN,
            {"series": "consumerPriceIndex", "first_month": Month(1994, 1)},
        )
    }


IN_BASE_2013 = StartIndex(figure=9000, base_year=2013)


def test_in_its_first_year_a_title_older_than_the_series_needs_no_index():
    found = indexed(
        10000, date(1992, 5, 1), Month(1993, 4), indexation=CPI, start_index=IN_BASE_2013
    )
    assert (found.amount, found.adaptations) == (10000, ())


def test_the_first_index_of_the_series_adapts_the_month_after_it_and_none_before():
    found = indexed(
        10000, date(1993, 2, 1), Month(1994, 2), indexation=CPI, start_index=IN_BASE_2013
    )
    assert [a.index_month for a in found.adaptations] == [Month(1994, 1)]
    asked = request(
        10000, date(1993, 1, 1), Month(1994, 1), indexation=CPI, start_index=IN_BASE_2013
    )
    assert refused(index_maintenance, asked, PARAMETERS, "indexation")["month"] == (
        ValidationErrorCode.NOT_KNOWN,
        {"series": "consumerPriceIndex", "first_month": Month(1994, 1)},
    )


JANUARY_2018 = StartIndex(figure=10606, base_year=2013)


@pytest.mark.parametrize(
    ("month", "amount"),
    [
        (Month(2018, 12), 20000),
        (Month(2019, 1), 20000),
        (Month(2019, 2), 20398),
        (Month(2020, 1), 20398),
        (Month(2020, 2), 20685),
    ],
)
@pytest.mark.parametrize(
    "own",
    [
        {"start_index": JANUARY_2018, "indexation_month": 2},
        {"start_index_month": Month(2018, 1), "indexation_month": 2},
        {"start_index_month": Month(2018, 1), "first_indexation": Month(2019, 2)},
    ],
)
def test_the_months_that_the_title_fixes_come_before_those_of_the_law(month, amount, own):
    assert indexed(20000, date(2017, 12, 12), month, **own).amount == amount


@pytest.mark.parametrize(
    ("month", "amount"),
    [(Month(2021, 1), 25000), (Month(2021, 12), 25000), (Month(2022, 1), 26246)],
)
def test_the_first_adaptation_comes_at_least_twelve_months_after_the_title(month, amount):
    own = {"indexation": IndexationClause.HEALTH_INDEX, "indexation_month": 1}
    assert indexed(25000, date(2020, 11, 20), month, **own).amount == amount


def test_a_first_adaptation_that_the_title_names_may_come_within_the_year():
    own = {"first_indexation": Month(2024, 1), "indexation_month": 1}
    found = indexed(10000, date(2023, 7, 10), Month(2025, 1), **own)
    assert [a.month for a in found.adaptations] == [Month(2024, 1), Month(2025, 1)]


@pytest.mark.parametrize(
    ("day", "clause", "typed"),
    [
        # As published: 117.99 on base 2004 in August 2011, 119.50 on base 1988 in January 1995.
        (date(2011, 9, 15), "consumerPriceIndex", StartIndex(figure=11799, base_year=2004)),
        (date(1995, 2, 3), "consumerPriceIndex", StartIndex(figure=11950, base_year=1988)),
        # 105.71 on base 2004 is the health index of September 2007.
        (date(2007, 10, 10), "healthIndex", StartIndex(figure=10571, base_year=2004)),
    ],
)
def test_a_typed_index_of_a_month_gives_the_same_cent_as_the_table(day, clause, typed):
    typed_in = {"start_index": typed, "indexation": IndexationClause(clause)}
    of_table = {"indexation": IndexationClause(clause)}
    for month in (Month(2013, 3), Month(2020, 12), Month(2026, 2)):
        by_hand = indexed(100000, day, month, **typed_in)
        assert by_hand.amount == indexed(100000, day, month, **of_table).amount


def test_a_typed_index_of_the_month_after_the_title_is_that_month():
    # 118.49 on base 2004 in October 2011.
    typed = StartIndex(figure=11849, base_year=2004)
    found = indexed(10000, date(2011, 9, 15), Month(2012, 9), start_index=typed)
    named = indexed(10000, date(2011, 9, 15), Month(2012, 9), start_index_month=Month(2011, 10))
    assert found.amount == named.amount


def test_a_health_index_of_base_2025_is_that_of_its_month():
    # 102.76 x 1.35584 is nearest to 139.33, the index of April 2026.
    clause = IndexationClause.HEALTH_INDEX
    typed = StartIndex(figure=10276, base_year=2025)
    found = indexed(10000, date(2026, 5, 4), Month(2027, 6), indexation=clause, start_index=typed)
    assert not found.published
    asked = request(
        10000,
        date(2026, 5, 4),
        indexation=clause,
        month=Month(2026, 6),
        start_index=StartIndex(figure=10285, base_year=2025),
    )
    assert refused(index_maintenance, asked, PARAMETERS, "indexation") == {
        "title.start_index.base_year": (ValidationErrorCode.NOT_KNOWN, {"series": "healthIndex"})
    }


def test_a_start_index_in_the_wrong_base_is_asked_again_with_the_base_that_has_it():
    typed = StartIndex(figure=11907, base_year=2004)
    asked = request(13000, date(2022, 3, 10), Month(2026, 3), start_index=typed)
    assert refused(index_maintenance, asked, PARAMETERS, "indexation") == {
        "title.start_index.base_year": (
            ValidationErrorCode.NOT_ALLOWED,
            {"month": Month(2022, 2), "printed_base": 2013},
        )
    }


def test_a_start_index_far_from_its_month_is_taken_where_the_title_names_the_month():
    typed = StartIndex(figure=13000, base_year=2013)
    own = {"start_index": typed, "start_index_month": Month(2022, 12)}
    assert indexed(13000, date(2022, 3, 10), Month(2026, 3), **own).amount == 13763


def test_an_older_title_that_is_silent_is_not_indexed():
    found = indexed(15000, date(2010, 7, 31), Month(2026, 7))
    assert (found.amount, found.adaptations) == (15000, ())
    assert "older_title_not_indexed" in codes(found)


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"amount": 0}, "monthly_maintenance", ValidationErrorCode.OUT_OF_RANGE),
        ({"amount": 100000001}, "monthly_maintenance", ValidationErrorCode.OUT_OF_RANGE),
        ({"day": date(1979, 12, 31)}, "title.date", ValidationErrorCode.OUT_OF_RANGE),
        ({"day": date(2028, 1, 1)}, "title.date", ValidationErrorCode.OUT_OF_RANGE),
        ({"month": Month(2023, 6)}, "month", ValidationErrorCode.NOT_IN_PERIOD),
        ({"month": Month(2028, 1)}, "month", ValidationErrorCode.NOT_IN_PERIOD),
        (
            {"day": date(1994, 1, 1), "indexation": CPI},
            "title.start_index.figure",
            ValidationErrorCode.REQUIRED,
        ),
        ({"indexation_month": 13}, "title.indexation_month", ValidationErrorCode.OUT_OF_RANGE),
        ({"indexation_month": 0}, "title.indexation_month", ValidationErrorCode.OUT_OF_RANGE),
        (
            {"first_indexation": Month(2023, 7)},
            "title.first_indexation",
            ValidationErrorCode.NOT_IN_PERIOD,
        ),
        (
            {"first_indexation": Month(2033, 1)},
            "title.first_indexation",
            ValidationErrorCode.NOT_IN_PERIOD,
        ),
        (
            {"first_indexation": Month(2024, 2), "indexation_month": 1},
            "title.first_indexation",
            ValidationErrorCode.NOT_ALLOWED,
        ),
        (
            {"start_index_month": Month(2024, 8)},
            "title.start_index_month",
            ValidationErrorCode.NOT_IN_PERIOD,
        ),
        (
            {"start_index_month": Month(1993, 12)},
            "title.start_index_month",
            ValidationErrorCode.NOT_IN_PERIOD,
        ),
        (
            {"indexation_month": 2, "indexation": IndexationClause.NONE},
            "title.indexation_month",
            ValidationErrorCode.NOT_ALLOWED,
        ),
        (
            {"start_index": StartIndex(figure=0, base_year=2013)},
            "title.start_index.figure",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        (
            {
                "start_index": StartIndex(figure=10000, base_year=1970),
                "indexation": IndexationClause.HEALTH_INDEX,
            },
            "title.start_index.base_year",
            ValidationErrorCode.NOT_KNOWN,
        ),
        (
            {"start_index": StartIndex(figure=10000, base_year=1970)},
            "title.start_index.base_year",
            ValidationErrorCode.NOT_KNOWN,
        ),
    ],
)
def test_what_cannot_be_indexed_is_refused(changes, field, refusal):
    found = refused(index_maintenance, request(**changes), PARAMETERS, "indexation")
    assert {name: why for name, (why, _) in found.items()} == {field: refusal}


def test_health_index_of_base_2025_that_two_months_are_near_is_that_of_the_nearest():
    # 100.03 x 1.35584 is 135.62: 135.60 in July 2025, 135.64 in August 2025.
    typed = StartIndex(figure=10003, base_year=2025)
    title = TitleTerms(date=date(2025, 7, 10), indexation=IndexationClause.HEALTH_INDEX)
    assert printed_month(title, typed, "healthIndex", PARAMETERS) == Month(2025, 8)


FAR = StartIndex(figure=20000, base_year=2013)


@pytest.mark.parametrize(
    ("own", "far"),
    [
        ({}, True),
        ({"indexation_month": 3}, False),
        ({"first_indexation": Month(2023, 3)}, False),
        ({"start_index_month": Month(2022, 2)}, False),
    ],
)
def test_start_index_far_from_that_of_its_month_is_refused_unless_the_title_names_a_month(own, far):
    asked = request(13000, date(2022, 3, 10), Month(2023, 3), start_index=FAR, **own)
    if not far:
        assert index_maintenance(asked, PARAMETERS).amount < 13000
        return
    assert refused(index_maintenance, asked, PARAMETERS, "indexation") == {
        "title.start_index.figure": (
            ValidationErrorCode.NOT_ALLOWED,
            {"series": "consumerPriceIndex", "month": Month(2022, 2), "published": 11907},
        )
    }


def test_index_that_two_months_have_in_common_is_that_of_the_first():
    # 118.97 on base 1988 was printed for October and for November 1994.
    typed = StartIndex(figure=11897, base_year=1988)
    title = TitleTerms(date=date(1994, 11, 3), indexation=CPI)
    assert printed_month(title, typed, "consumerPriceIndex", PARAMETERS) == Month(1994, 10)


def test_index_in_a_base_that_was_not_yet_printed_is_that_of_no_month():
    # 117.30 on base 1988 was printed for January 1994; 83.17 on base 2004 would be the same.
    title = TitleTerms(date=date(1994, 2, 3), indexation=CPI)
    for typed, month in (
        (StartIndex(figure=11730, base_year=1988), Month(1994, 1)),
        (StartIndex(figure=8317, base_year=2004), None),
    ):
        assert printed_month(title, typed, "consumerPriceIndex", PARAMETERS) == month


@pytest.mark.parametrize(
    ("figure", "named", "month"),
    [
        # As published on base 2004, from July to November 2011.
        (11809, None, None),
        (11799, None, Month(2011, 8)),
        (11831, None, Month(2011, 9)),
        (11849, None, Month(2011, 10)),
        (11896, None, None),
        (11896, Month(2011, 11), Month(2011, 11)),
        (11849, Month(2011, 11), Month(2011, 10)),
    ],
)
def test_printed_index_is_that_of_a_month_next_to_the_title_or_named_by_it(figure, named, month):
    typed = StartIndex(figure=figure, base_year=2004)
    title = TitleTerms(date=date(2011, 9, 15), indexation=CPI, start_index_month=named)
    assert printed_month(title, typed, "consumerPriceIndex", PARAMETERS) == month


def test_month_next_to_the_title_that_is_not_published_yet_is_none_of_a_printed_index():
    last = PARAMETERS.series["healthIndex"].last_month
    title = TitleTerms(date=last.first_day(), indexation=IndexationClause.HEALTH_INDEX)
    far = StartIndex(figure=9000, base_year=2025)
    assert printed_month(title, far, "healthIndex", PARAMETERS) is None
