"""The table of limits with each way of rounding, and where a family stands in it."""

from fractions import Fraction

from tests.oracle.money import cents, euro
from tests.oracle.waiver import ROUNDINGS, band_of, figures, limits


def compare(request):
    minimum, maximum, reduction = figures(request, str(request.parameter_set))
    tables = {rounding: limits(minimum, maximum, rounding) for rounding in ROUNDINGS}
    return {
        "figures": (cents(minimum), cents(maximum), cents(reduction)),
        "limits": [
            {rounding: cents(tables[rounding][band]) for rounding in ("agency", "each")}
            for band in range(10)
        ],
        "waived": [waived(band) for band in range(11)],
        **household(request.household, reduction, tables),
    }


def waived(band):
    """In hundredths: decreasing, then to the letter."""
    if band == 0:
        return (100, 100)
    return (0, 0) if band == 10 else (100 - 10 * band, 10 * band)


def household(asked, reduction, tables):
    if asked is None:
        return {"countable": None, "bands": {}}
    persons = int(asked.partner) + asked.children_with_child_benefit
    countable = max(Fraction(0), euro(asked.resources) - persons * reduction)
    return {
        "countable": cents(countable),
        "bands": {rounding: band_of(countable, tables[rounding]) for rounding in ROUNDINGS},
    }
