"""Undue sums that the service takes back from later payments (arts 17 and 18 of the act)."""

from fractions import Fraction

from tests.oracle.money import whole_cents

TENTH = Fraction(10, 100)
EVERYTHING = Fraction(1)


def recover(request):
    """Each later payment: the payment, what is taken, what is paid out, what is still undue."""
    rate = EVERYTHING if request.fraud else TENTH
    left = request.undue
    rows = []
    for later in request.payments:
        payment = later.amount
        # No text says how a tenth is rounded: half-up to the cent, as everywhere.
        taken = min(whole_cents(rate * payment), left)
        left -= taken
        rows.append((payment, taken, payment - taken, left))
    return {
        "rate": rate,
        "set_offs": rows,
        "taken": request.undue - left,
        "remaining": left,
    }
