"""Random amounts and titles, each asked about one month; and the product's adaptations."""

from datetime import date

from functions.law.core.values import Month
from functions.law.maintenance.application import TitleTerms
from functions.law.maintenance.indexation_history import IndexationRequest, index_maintenance
from tests import known_figures
from tests.oracle import indexation, members
from tests.oracle.calendar_days import month_of, written
from tests.oracle.scenarios import titles
from tests.oracle.scenarios.days import any_day
from tests.oracle.scenarios.titles import any_title

FIRST_MONTH = date(2005, 10, 1)
LAST_DAY = date(2027, 12, 31)
MILLION = 100_000_000
REQUEST = IndexationRequest


def case(dice):
    day = any_day(dice, FIRST_MONTH, LAST_DAY)
    return IndexationRequest(
        monthly_maintenance=any_maintenance(dice),
        title=any_terms(dice, day),
        month=Month(*month_of(day)),
    )


def any_terms(dice, day):
    title = any_title(dice, day)
    return TitleTerms(**{name: getattr(title, name) for name in members.names_of(TitleTerms)})


def any_maintenance(dice):
    return dice.choice(
        [dice.randint(1, 300), dice.randint(1_000, 60_000), 17_500, MILLION - dice.randint(0, 9)]
    )


def refused(request):
    """A start index that must be asked again."""
    return titles.refused(request.title)


def product(request):
    answer = index_maintenance(request, known_figures.maintenance())
    return {
        "amount": answer.amount,
        "published": answer.published,
        "adaptations": [
            (
                written(tuple(one.month)),
                written(tuple(one.index_month)),
                one.index,
                one.amount,
                one.published,
            )
            for one in answer.adaptations
        ],
    }


def naive(request):
    return indexation.maintenance_in(request)
