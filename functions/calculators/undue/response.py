"""Tells how an undue sum is set off the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.undue import SetOff, UndueResult


def members(recovery: UndueResult, _: Catalog) -> dict[str, Any]:
    """The recovery."""
    return {
        "askedOn": to_text(recovery.request.asked_on),
        "rate": to_text(recovery.rate),
        "setOffs": [_set_off(one) for one in recovery.set_offs],
        "taken": to_text(recovery.taken),
        "remaining": to_text(recovery.remaining),
    }


def _set_off(one: SetOff) -> dict[str, str]:
    return {
        "payment": to_text(one.payment),
        "taken": to_text(one.taken),
        "paidOut": to_text(one.paid_out),
        "remaining": to_text(one.remaining),
    }
