"""Undue sums that the service takes back from the creditor (arts 17 and 18 of the act)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from functions.law.values import Cents, share


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """One later payment: what is taken off, what is still paid out, what stays to be set off."""

    payment: Cents
    taken: Cents
    paid_out: Cents
    remaining: Cents


def set_off(undue: int, payments: Sequence[int], rate: int) -> tuple[SetOff, ...]:
    """The undue sum taken from later payments at ``rate`` (basis points): a tenth, or all if fraud.

    Never more than what is still undue. Amounts in cents.
    """
    result: list[SetOff] = []
    for payment in payments:
        taken = min(share(payment, rate), undue)
        undue -= taken
        result.append(
            SetOff(
                payment=Cents(payment),
                taken=Cents(taken),
                paid_out=Cents(payment - taken),
                remaining=Cents(undue),
            )
        )
    return tuple(result)
