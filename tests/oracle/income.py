"""The income test of the months before June 2020."""

from datetime import date
from fractions import Fraction

from tests.oracle.money import euro

INCOME_TEST_ENDS = date(2020, 6, 1)
# From, to, base, per dependent child, per disabled dependent child; None: no source gives it.
INCOME_CEILINGS = [
    (date(2005, 10, 1), date(2005, 12, 31), 1152, 53, 53),
    (date(2006, 1, 1), date(2006, 12, 31), None, None, None),
    (date(2007, 1, 1), date(2007, 12, 31), 1197, 57, 57),
    (date(2008, 1, 1), date(2008, 12, 31), 1224, 58, 58),
    (date(2009, 1, 1), date(2012, 12, 31), None, None, None),
    (date(2013, 1, 1), date(2013, 12, 31), 1373, 65, 65),
    (date(2014, 1, 1), date(2014, 12, 31), 1386, 66, 66),
    (date(2015, 1, 1), date(2015, 12, 31), 1800, 66, 132),
    (date(2016, 1, 1), date(2018, 12, 31), 1800, 67, 134),
    (date(2019, 1, 1), date(2019, 12, 31), 1800, 70, 140),
    (date(2020, 1, 1), date(2020, 5, 31), 2200, 70, 140),
]


def income_against(income, first_of_month):
    """The income test, until it was abolished on 1 June 2020."""
    if first_of_month >= INCOME_TEST_ENDS:
        return None
    for first, last, base, per_child, per_disabled_child in INCOME_CEILINGS:
        if not first <= first_of_month <= last:
            continue
        if base is None:
            return "incomeCeilingNotKnown"
        if income is None:
            return "incomeNotStated"
        ceiling = Fraction(base)
        ceiling += per_child * income.dependent_children
        ceiling += per_disabled_child * income.disabled_children
        return "incomeAboveCeiling" if euro(income.monthly_net_income) > ceiling else None
    raise AssertionError(f"no advances in {first_of_month}")
