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
        for limit in row.limits.values():
            assert catalog.format(limit) in body


def test_lines_of_household_are_marked():
    assert shown("usual").count("is-household") == 0
    assert shown("below").count('class="is-household"') == 1
    assert shown("between").count('class="is-household"') == 2


def test_decisive_roundings_are_shown():
    sentence = catalog_of("en").gettext("limits.verdict.household.roundings_decide")
    assert sentence in text(shown("between"))
    assert sentence not in text(shown("below"))


def test_flat_reduction_is_shown():
    reduction = Cents(RESULTS["usual"].figures.flat_reduction)
    assert catalog_of("en").gettext("limits.reduction", reduction=reduction) in text(shown("usual"))
