"""What is asked about family allowances, named by what each case is about."""

from __future__ import annotations

from datetime import date

from functions.law.core.values import Month
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.limit_comparison import LimitsHousehold, LimitsRequest
from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest
from functions.law.waiver.request import ParameterSet, Reading, Rounding, YesNoUnknown
from functions.law.waiver.retention import RetainedDecision
from tests.unit.law.request_factories import (
    first,
    kept,
    resources,
)
from tests.unit.law.waiver.households import own, request

CALCULATE = {
    "alone, below the minimum": request(112800),
    "alone, in between": request(131602, children_with_child_benefit=2),
    "with a partner, family benefits and a flat reduction": request(
        0,
        partner=True,
        children_with_child_benefit=3,
        debtor_resources=resources(work=90000, maintenance=5000, family_benefits=30000),
        partner_resources=resources(replacement_income=70000, other=1001),
    ),
    "above the maximum": request(400000),
    "above the maximum but for the reduction": request(180000, children_with_child_benefit=1),
    "exactly the maximum": request(169200),
    "fraud": request(112800, fraud_proven=True),
    "not in good faith": request(112800, good_faith=YesNoUnknown.NO),
    "good faith not known, no uncertain situation": request(
        112800, good_faith=YesNoUnknown.NOT_KNOWN, uncertain_situation=YesNoUnknown.NO
    ),
    "an uncertain situation that is not known": request(
        131602, uncertain_situation=YesNoUnknown.NOT_KNOWN
    ),
    "the literal reading and exact limits": request(
        131602, reading=Reading.LITERAL, rounding=Rounding.EXACT
    ),
    "each limit rounded, the text of the order": request(
        131602, rounding=Rounding.EACH, parameter_set=ParameterSet.ORDER
    ),
    "an estimate for the year": request(
        131602, parameter_set=ParameterSet.ESTIMATE, request_date=date(2026, 8, 31)
    ),
    "limits of one's own that lie close together": request(100002, **own(100000, 100004)),
    "limits of one's own that are one": request(100000, **own(100000, 100000)),
    "nothing by the published limits, a part by the estimate": request(170000),
    "a part by the estimate, nothing by the published limits": request(
        170000, parameter_set=ParameterSet.ESTIMATE
    ),
    "a debt that is small only by the estimate": request(170000, debt=20000),
    "a very small debt": request(112800, debt=4999),
    "a small debt": request(131602, debt=19999),
    "everything contradicts": request(
        partner_resources=resources(work=-1),
        own_limits=own(5, 4)["own_limits"],
        parameter_set=ParameterSet.OWN,
    ),
    "limits of one's own that were not asked for": request(own_limits=own(4, 5)["own_limits"]),
    "figures that did not exist yet": request(
        request_date=date(2019, 1, 1), parameter_set=ParameterSet.ESTIMATE
    ),
    "a partner of whom nothing is given": request(partner=True),
    "before the known time": request(request_date=date(2018, 12, 31)),
}
APPEAL = {
    "the first days": AppealRequest(informed_on=date(2026, 3, 3)),
    "particulars are missing at the end of April": AppealRequest(
        informed_on=date(2026, 4, 30), particulars_missing=True
    ),
    "a complaint that is open": AppealRequest(
        informed_on=date(2026, 3, 2), complaint_on=date(2026, 6, 5)
    ),
    "a complaint before the term": AppealRequest(
        informed_on=date(2026, 3, 2),
        particulars_missing=True,
        complaint_on=date(2026, 4, 10),
        complaint_closed_on=date(2026, 5, 10),
    ),
    "a complaint before the rule on complaints": AppealRequest(
        informed_on=date(2022, 10, 3),
        complaint_on=date(2022, 12, 1),
        complaint_closed_on=date(2023, 1, 10),
    ),
    "a complaint that was withdrawn, and the commission": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 5, 5),
        complaint_closed_on=date(2026, 5, 20),
        complaint_withdrawn=True,
        commission_informed_on=date(2026, 9, 10),
    ),
    "a complaint that was withdrawn, its last day no day off": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 5, 5),
        complaint_closed_on=date(2026, 5, 18),
        complaint_withdrawn=True,
    ),
    "a decision on the complaint, its last day a Sunday; the court, its last day no day off": (
        AppealRequest(
            informed_on=date(2026, 3, 2),
            complaint_on=date(2026, 6, 5),
            complaint_closed_on=date(2026, 6, 6),
            commission_informed_on=date(2026, 9, 11),
        )
    ),
    "a complaint that was withdrawn, and no day of it": AppealRequest(
        informed_on=date(2026, 3, 2), complaint_withdrawn=True
    ),
    "a complaint, the commission, a request": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 6, 5),
        complaint_closed_on=date(2026, 7, 6),
        commission_informed_on=date(2026, 9, 10),
        request_sent_on=date(2026, 3, 6),
    ),
    "a complaint after the term, the rest before the decision": AppealRequest(
        informed_on=date(2026, 3, 2),
        complaint_on=date(2026, 6, 6),
        commission_informed_on=date(2026, 3, 1),
        request_sent_on=date(2026, 3, 1),
    ),
}
PARTICULARS = {
    f"{kind.value}, {'complete' if complete else 'not complete'}": ParticularsRequest(
        kind=kind, notified_on=date(2026, 3, 2), complete=complete
    )
    for kind in DecisionKind
    for complete in (True, False)
}
RETENTION = {
    "a payment decided by software": kept(),
    "kept to the very day": kept(kept_until=date(2025, 5, 31)),
    "kept a day too short": kept(kept_until=date(2025, 5, 30)),
    "paid in a later month": kept(paid_on=date(2020, 6, 8)),
    "suspended without an end": kept(
        kept_until=date(2025, 5, 4), suspensions=(Suspension(first_day=date(2022, 1, 1)),)
    ),
    "interrupted before and while it is suspended without an end": kept(
        interruptions=(Interruption(date=date(2020, 5, 20)), Interruption(date=date(2023, 1, 1))),
        suspensions=(Suspension(first_day=date(2022, 1, 1)),),
    ),
    "a suspension after one without an end": kept(
        paid_on=date(2020, 5, 3),
        suspensions=(
            Suspension(first_day=date(2022, 1, 1)),
            Suspension(first_day=date(2023, 1, 1), last_day=date(2023, 2, 1)),
        ),
    ),
    "a document was drawn up": kept(document_drawn_up=True, kept_until=date(2030, 1, 1)),
    "a recovery": kept(kind=RetainedDecision.RECOVERY),
    "interrupted and suspended": kept(
        interruptions=(Interruption(date=date(2023, 1, 1)), Interruption(date=date(2027, 12, 1))),
        suspensions=(
            Suspension(first_day=date(2021, 3, 1), last_day=date(2021, 3, 31)),
            Suspension(first_day=date(2024, 3, 1), last_day=date(2024, 3, 1)),
        ),
        decided_on=date(2019, 5, 4),
    ),
    "both events too late": kept(
        decided_on=date(2019, 5, 4),
        interruptions=(Interruption(date=date(2025, 1, 1)),),
        suspensions=(Suspension(first_day=date(2025, 3, 1), last_day=date(2025, 3, 31)),),
    ),
    "suspensions that overlap, the rest before the decision": kept(
        kept_until=date(2020, 5, 3),
        interruptions=(Interruption(date=date(2020, 5, 3)),),
        suspensions=(
            Suspension(first_day=date(2022, 2, 1), last_day=date(2022, 3, 1)),
            Suspension(first_day=date(2022, 1, 1), last_day=date(2022, 2, 1)),
            Suspension(first_day=date(2022, 5, 1), last_day=date(2022, 4, 1)),
        ),
    ),
}
PAID = {Month(2026, 1): 20000, Month(2022, 1): 4000}
FIRST = {
    "three payments, one of them barred": first(PAID | {Month(2020, 12): 5000}),
    "a payer's own error that could not be noticed": first(
        PAID, payer_error=True, could_notice=False
    ),
    "a payer's own error that could be noticed": first(PAID, payer_error=True, could_notice=True),
    "every payment is barred": first({Month(2021, 1): 5000, Month(2020, 12): 5000}),
    "the debtor died before being informed": first(PAID, died_before_told=True),
    "fraud": first(PAID | {Month(2020, 12): 5000}, fraud_proven=True, died_before_told=True),
    "a small debt": first({Month(2026, 1): 19999}),
    "a very small debt": first({Month(2026, 1): 4999}),
    "a debt that is small only by the index": first({Month(2026, 1): 20001}),
    "no small debt any more": first({Month(2026, 1): 20000}),
    "months given twice and after the letter, and contradictions": first(
        {Month(2026, 4): 5, Month(2026, 3): 0}, payer_error=True, fraud_proven=True
    ),
    "an error that could not be noticed, and fraud": first(
        PAID, payer_error=True, could_notice=False, fraud_proven=True
    ),
}
IN_FULL = {
    "the published table": LimitsRequest(request_date=date(2026, 11, 21)),
    "a household between two limits": LimitsRequest(
        request_date=date(2026, 11, 21),
        household=LimitsHousehold(resources=200000, partner=True, children_with_child_benefit=2),
    ),
    "a household that gets nothing by the published limits": LimitsRequest(
        request_date=date(2026, 11, 21),
        household=LimitsHousehold(resources=170000, partner=False),
    ),
    "limits of one's own, so close that they are one": LimitsRequest(
        request_date=date(2026, 11, 21),
        household=LimitsHousehold(resources=100002, partner=False),
        **own(100000, 100004, 7),
    ),
    "the order, above every limit": LimitsRequest(
        request_date=date(2026, 8, 31),
        parameter_set=ParameterSet.ORDER,
        household=LimitsHousehold(resources=500000, partner=False),
    ),
    "before the known time": LimitsRequest(request_date=date(2018, 12, 31)),
    "figures that did not exist yet": LimitsRequest(
        request_date=date(2019, 1, 1), parameter_set=ParameterSet.ESTIMATE
    ),
    "no resources given, too large limits": LimitsRequest(
        request_date=date(2026, 11, 21),
        household=LimitsHousehold(resources=None, partner=None, children_with_child_benefit=-1),
        **own(100_000_001, 100_000_001, -1),
    ),
}
