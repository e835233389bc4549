"""The table of limits as a page shows it, in every language."""

from datetime import date
from functools import cache

from functions.i18n.catalog import catalog_of
from functions.law.core.values import Cents
from functions.law.waiver.limit_comparison import (
    LimitsHousehold,
    LimitsRequest,
    calculate_limits,
)
from functions.law.waiver.request import OwnLimits, ParameterSet
from functions.parameters import load
from tests.pages.result_pages import (
    result_of,
    text,
)

DAY = date(2026, 11, 21)


def household(resources):
    return LimitsRequest(
        request_date=DAY, household=LimitsHousehold(resources=resources, partner=False)
    )


REQUESTS = {
    "usual": LimitsRequest(request_date=DAY),
    "order": LimitsRequest(request_date=DAY, parameter_set=ParameterSet.ORDER),
    "estimate": LimitsRequest(request_date=date(2025, 11, 21), parameter_set=ParameterSet.ESTIMATE),
    "own": LimitsRequest(
        request_date=DAY,
        parameter_set=ParameterSet.OWN,
        own_limits=OwnLimits(minimum=100, maximum=103, flat_reduction=1),
    ),
    "below": household(100000),
    "between": household(125334),
    "above": household(200000),
}
RESULTS = {name: calculate_limits(r, load.waiver()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("limits", RESULTS[name], language)


def test_every_line_of_table_has_row_with_its_limit():
    page = shown("usual")
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr") == len(RESULTS["usual"].rows)
    catalog = catalog_of("en")
    for row in RESULTS["usual"].rows[:-1]:
        assert catalog.format(row.limits["agency"]) in body


def test_limits_that_differ_by_their_rounding_are_in_a_section_of_their_own():
    page = shown("usual")
    roundings = page.partition('id="result-roundings"')[2].partition("</details>")[0]
    catalog = catalog_of("en")
    differing = [row for row in RESULTS["usual"].rows if row.roundings_differ]
    assert roundings.partition("<tbody>")[2].count("<tr>") == len(differing) == 8
    for row in differing:
        for limit in row.limits.values():
            assert catalog.format(limit) in roundings


def test_line_of_household_is_marked_where_the_agency_puts_it():
    in_sight = {name: shown(name).partition("result-readings")[0] for name in RESULTS}
    assert in_sight["usual"].count("is-household") == 0
    assert in_sight["below"].count('class="is-household"') == 1
    assert in_sight["between"].count('class="is-household"') == 1


def test_decisive_roundings_are_shown():
    sentence = catalog_of("en").gettext("limits.folds.roundings_decide")
    assert sentence in text(shown("between"))
    assert sentence not in text(shown("below"))


def test_flat_reduction_is_shown():
    reduction = catalog_of("en").short(Cents(RESULTS["usual"].figures.flat_reduction))
    said = catalog_of("en").gettext("limits.verdict.table.reason", reduction=reduction)
    assert said in text(shown("usual"))
