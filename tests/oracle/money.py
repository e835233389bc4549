"""Euro as fractions, cents as whole numbers, and the one rounding that the law's figures need.

Sums are in cents where everything is whole, and a fraction where something is divided.
"""

from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=10_000)
def euro(cents):
    return Fraction(cents, 100)


def cents(amount):
    whole, rest = divmod(100 * amount.numerator, amount.denominator)
    assert rest == 0, f"{amount} is not a whole number of cents"
    return whole


def to_the_cent(amount):
    """Half-up: half a cent or more makes a cent. Only ever asked of amounts of zero or more."""
    return euro(whole_cents(100 * amount))


def whole_cents(amount):
    """The same half-up, of a fraction of cents."""
    whole, rest = divmod(amount.numerator, amount.denominator)
    return whole + 1 if 2 * rest >= amount.denominator else whole
