"""How one payment for several children is shared between them."""

from __future__ import annotations

from collections.abc import Sequence

from functions.law.core.values import split_equally


def shares(received: int, due: Sequence[int]) -> tuple[int, ...]:
    """A payment in equal shares, none above what is due for that child. They add up to it.

    No source says how a global payment is split: equal shares are assumed. What one child's
    share has too much goes to the others, since a payment pays no more than what is owed (else a
    term paid in full could still give an advance, against art. 4, § 2). What comes beyond
    everything due is shared equally.

    >>> shares(120, (50, 150))
    (50, 70)
    """
    if received == 0:
        return (0,) * len(due)
    parts = [0] * len(due)
    left = received
    unpaid = sorted(range(len(due)), key=lambda child: due[child], reverse=True)
    while unpaid and due[unpaid[-1]] * len(unpaid) <= left:
        child = unpaid.pop()
        parts[child] = due[child]
        left -= due[child]
    sharing = sorted(unpaid) or range(len(due))
    for child, part in zip(sharing, split_equally(left, len(sharing)), strict=True):
        parts[child] += part
    return tuple(parts)
