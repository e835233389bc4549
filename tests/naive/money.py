"""Euro as fractions, cents as whole numbers, and the one rounding that the law's figures need."""

from fractions import Fraction
from math import floor

CENT = Fraction(1, 100)


def euro(cents):
    return Fraction(cents, 100)


def cents(amount):
    whole = amount * 100
    assert whole.denominator == 1, f"{amount} is not a whole number of cents"
    return int(whole)


def to_the_cent(amount):
    """Half-up: half a cent or more makes a cent. Only ever asked of amounts of zero or more."""
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)
