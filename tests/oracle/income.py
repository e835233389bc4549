"""The income test of the months before June 2020."""

from datetime import date
from fractions import Fraction

from tests.oracle.money import euro

INCOME_TEST_ENDS = date(2020, 6, 1)
NEW_CEILING_FOR_APPLICATIONS_FROM = date(2015, 1, 1)
# From, to, base, per dependent child, per disabled dependent child.
INCOME_CEILINGS = [
    (date(2005, 10, 1), date(2005, 12, 31), 1152, 53, 53),
    (date(2006, 1, 1), date(2006, 12, 31), 1175, 56, 56),
    (date(2007, 1, 1), date(2007, 12, 31), 1197, 57, 57),
    (date(2008, 1, 1), date(2008, 12, 31), 1224, 58, 58),
    (date(2009, 1, 1), date(2009, 12, 31), 1271, 61, 61),
    (date(2010, 1, 1), date(2010, 12, 31), 1268, 60, 60),
    (date(2011, 1, 1), date(2011, 12, 31), 1300, 62, 62),
    (date(2012, 1, 1), date(2012, 12, 31), 1344, 64, 64),
    (date(2013, 1, 1), date(2013, 12, 31), 1373, 65, 65),
    (date(2014, 1, 1), date(2014, 12, 31), 1386, 66, 66),
    (date(2015, 1, 1), date(2015, 12, 31), 1800, 66, 132),
    (date(2016, 1, 1), date(2016, 12, 31), 1800, 66, 132),
    (date(2017, 1, 1), date(2017, 12, 31), 1800, 67, 134),
    (date(2018, 1, 1), date(2018, 12, 31), 1800, 68, 136),
    (date(2019, 1, 1), date(2019, 12, 31), 1800, 70, 140),
    (date(2020, 1, 1), date(2020, 5, 31), 2200, 70, 140),
]


def income_against(income, first_of_month, applied_on):
    """The income test, until it was abolished on 1 June 2020."""
    if first_of_month >= INCOME_TEST_ENDS:
        return None
    if income is None:
        return "incomeNotStated"
    most = ceiling(income, day_of_ceiling(first_of_month, applied_on))
    return "incomeAboveCeiling" if euro(income.monthly_net_income) > most else None


def day_of_ceiling(first_of_month, applied_on):
    """The month itself; but an application received before 2015 keeps the ceiling of its year."""
    is_old = applied_on < NEW_CEILING_FOR_APPLICATIONS_FROM <= first_of_month
    return applied_on if is_old else first_of_month


def ceiling(income, day):
    for first, last, base, per_child, per_disabled_child in INCOME_CEILINGS:
        if first <= day <= last:
            most = Fraction(base)
            most += per_child * income.dependent_children
            most += per_disabled_child * income.disabled_children
            return most
    raise AssertionError(f"no advances on {day}")
