"""An ordinary request of each operation, with every answer given."""

from datetime import date

from functions.law.core.values import Month
from functions.law.maintenance.application import Income, IndexationClause, StartIndex
from functions.law.maintenance.deadlines import DeadlinesRequest, Event
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.limit_comparison import LimitsHousehold, LimitsRequest
from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest
from tests.unit.law.maintenance.applications import application, paid_by_month, title
from tests.unit.law.request_factories import (
    account,
    eligible,
    first,
    indexed,
    kept,
    ledger,
    renewal,
)
from tests.unit.law.waiver.households import Resources, own, request

DAY = date(2026, 3, 15)
TYPED = StartIndex(figure=13011, base_year=2013)
SIMULATE = application(
    title=title(due_day=3, indexation=IndexationClause.HEALTH_INDEX, start_index=TYPED),
    expected_monthly_payment=10,
    income=Income(monthly_net_income=1, dependent_children=1, disabled_children=1),
    **paid_by_month({Month(2026, 2): 5}),
)
TYPED_2020 = StartIndex(figure=11011, base_year=2013)
TYPED_2015 = StartIndex(figure=10111, base_year=2013)
INDEX = indexed(date(2020, 5, 10), Month(2027, 12), due_day=4, start_index=TYPED_2020)
ARREARS = ledger(
    {Month(2026, 2): 5}, indexation=IndexationClause.HEALTH_INDEX, start_index=TYPED_2015
)
COLLECT = account({date(2026, 4, 3): 100}, due_day=4, letter_sent_on=date(2026, 3, 20))
CALCULATE = request(
    **own(100, 200, 3),
    partner=True,
    partner_resources=Resources(work=1),
    children_with_child_benefit=1,
)
APPEAL = AppealRequest(
    informed_on=date(2026, 3, 2),
    complaint_on=date(2026, 4, 1),
    commission_informed_on=date(2026, 9, 10),
    request_sent_on=date(2026, 3, 6),
)
RETENTION = kept(
    kept_until=date(2025, 1, 1),
    interruptions=(Interruption(date=date(2021, 1, 1)),),
    suspensions=(
        Suspension(first_day=date(2022, 1, 1), last_day=date(2022, 2, 1)),
        Suspension(first_day=date(2023, 1, 1), last_day=date(2023, 2, 1)),
    ),
)
FIRST = first({Month(2026, 1): 5, Month(2025, 12): 5})
PROCEDURE = DeadlinesRequest(event=Event.DEBTOR_LETTER_SENT, event_date=DAY)
PARTICULARS = ParticularsRequest(kind=DecisionKind.WAIVER, notified_on=DAY, complete=True)
ELIGIBLE = eligible(
    {Month(2026, 1): 5},
    title=title(due_day=3, indexation=IndexationClause.HEALTH_INDEX, start_index=TYPED),
)
RENEWAL = renewal(
    date(2007, 3, 10),
    date(2026, 3, 10),
    child_benefit_until=date(2027, 3, 1),
    education_until=date(2028, 3, 1),
    proof_asked_on=date(2026, 6, 1),
)
IN_FULL = LimitsRequest(
    request_date=date(2026, 11, 21),
    household=LimitsHousehold(resources=150, partner=True, children_with_child_benefit=1),
    **own(100, 200, 3),
)
