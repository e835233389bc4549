"""Rounding as the other implementations do it."""

from __future__ import annotations

from typing import Any

import numpy as np

CENTS_IN_EURO = 100


def cents(amounts: Any) -> Any:
    """Amounts in euros as whole cents."""
    return np.rint(np.asarray(amounts, dtype=np.float64) * CENTS_IN_EURO).astype(np.int64)


def to_the_cent(amounts: Any) -> Any:
    """Amounts in euros, half-up to the cent. In double precision, or most cents would be lost."""
    return np.floor(np.asarray(amounts, dtype=np.float64) * CENTS_IN_EURO + 0.5) / CENTS_IN_EURO
