"""The texts on which the rules of the waiver rest."""

from __future__ import annotations

from functions.law.core.trace import Source, Status

DECREE = "family_allowances_decree"
ORDER = "family_allowances_order"
MINISTERIAL = "waiver_order"

INDEXED = Source(DECREE, "4, § 4", Status.INFERRED)
"""The decree has the amounts of the Government follow the index; no such amounts were found."""
CONDITIONS = Source(ORDER, "13")
FRAUD = Source(ORDER, "16")
LIMITS = Source(MINISTERIAL, "4")
NOTICE = Source("agency_notice_a3", "", Status.OFFICIAL)
"""The notice by which the agency says how it reads art. 4."""
VISIT = Source(MINISTERIAL, "5")
MANDATORY = Source(DECREE, "89")
