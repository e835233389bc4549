"""What the operating costs add, by the day of the application (art. 5 of the act)."""

from datetime import date
from fractions import Fraction

CHANGED_ON = date(2015, 1, 1)


def debtor_rate(application_date):
    """Of the principal that the service collects."""
    return Fraction(13, 100) if application_date >= CHANGED_ON else Fraction(10, 100)


def creditor_rate(application_date):
    """Of the sums recovered; nothing any more for applications since 2015."""
    return Fraction(0) if application_date >= CHANGED_ON else Fraction(5, 100)
