"""Serializes how an undue sum is set off for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.undue import SetOff, UndueResult

MEMBERS: Mapping[str, Callable[[UndueResult, Catalog], Any]] = {
    "askedOn": lambda found, _: to_text(found.request.asked_on),
    "rate": lambda found, _: to_text(found.rate),
    "setOffs": lambda found, _: [_set_off(one) for one in found.set_offs],
    "taken": lambda found, _: to_text(found.taken),
    "remaining": lambda found, _: to_text(found.remaining),
}
"""The recovery."""


def _set_off(one: SetOff) -> dict[str, str]:
    return {
        "payment": to_text(one.payment),
        "taken": to_text(one.taken),
        "paidOut": to_text(one.paid_out),
        "remaining": to_text(one.remaining),
    }
