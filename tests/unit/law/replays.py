"""Random requests of every operation, answered and replayed.

``python -m tests.unit.law.replays 100000`` replays so many; without a number, a thousand.
A second argument is the seed.
"""

import secrets
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from functions.law.core.errors import InvalidInput
from functions.law.core.values import Month
from functions.law.maintenance.advances import AdvanceFigures, replay_advances, simulate_advances
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.allocation_rules import PaymentFigures, replay_payments
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
    TitleTerms,
)
from functions.law.maintenance.arrears import calculate_arrears, replay_arrears
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.law.maintenance.deadlines import (
    DeadlinesRequest,
    Event,
    find_deadlines,
    replay_deadlines,
)
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.eligibility import (
    EligibilityRequest,
    check_eligibility,
    replay_eligibility,
)
from functions.law.maintenance.indexation_history import (
    IndexationRequest,
    index_maintenance,
    replay_indexation,
)
from functions.law.maintenance.payments import allocate_payments
from functions.law.maintenance.renewals import RenewalRequest, plan_renewals, replay_renewals
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates, replay_appeal
from functions.law.waiver.calculation import WaiverFigures, calculate_waiver, replay_waiver
from functions.law.waiver.first_questions import ask_first_questions, replay_first_questions
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from functions.law.waiver.limit_comparison import (
    LimitsFigures,
    LimitsHousehold,
    LimitsRequest,
    calculate_limits,
    replay_limits,
)
from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.particulars import (
    DecisionKind,
    ParticularsFigures,
    ParticularsRequest,
    check_particulars,
    replay_particulars,
)
from functions.law.waiver.request import (
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
)
from functions.law.waiver.retention import (
    RetainedDecision,
    RetentionFigures,
    RetentionRequest,
    check_retention,
    replay_retention,
)
from tests.unit.law.calculators import CENTS, DAYS, FIGURES, OLD_DAYS, SOME, figures_of, stated
from tests.unit.law.maintenance.test_properties import applications, in_order

MAINTENANCE, WAIVER = FIGURES["maintenance"], FIGURES["waiver"]
MONTHS_AGO = st.integers(0, 69)


def after(days, most=900):
    return st.integers(0, most).map(lambda n: days + timedelta(days=n))


def title_terms(first, last):
    return st.builds(
        TitleTerms,
        date=st.dates(first, last),
        indexation=st.sampled_from(IndexationClause),
        start_index=st.none()
        | st.builds(
            StartIndex,
            figure=st.integers(8_000, 14_000),
            base_year=st.sampled_from((2025, 2013, 2004)),
        ),
        due_day=st.none() | st.integers(1, 31),
        indexation_month=st.none() | st.integers(1, 12),
        first_indexation=st.none() | st.dates(first, last).map(Month.of),
        start_index_month=st.none() | st.dates(first, last).map(Month.of),
    ).map(fitting)


def fitting(title):
    """A title without index fixes nothing of it, and the months that one fixes fit each other."""
    none = {"start_index": None, "start_index_month": None}
    months = {"indexation_month": None, "first_indexation": None}
    if title.indexation is IndexationClause.NONE:
        return replace(title, **none, **months)
    first = title.first_indexation
    made = Month.of(title.date)
    if first is not None and first <= made:
        return replace(title, start_index_month=None, first_indexation=None)
    if first is not None:
        title = replace(title, indexation_month=first.month)
    named = title.start_index_month
    if named is not None and named >= (first or made):
        return replace(title, start_index_month=None)
    return title


indexations = st.builds(
    IndexationRequest,
    monthly_maintenance=SOME,
    title=title_terms(date(2009, 1, 1), date(2026, 12, 31)),
    month=OLD_DAYS.map(Month.of),
)


@st.composite
def ledgers(draw):
    day = draw(st.dates(date(2020, 6, 1), date(2027, 12, 31)))
    ago = draw(st.lists(MONTHS_AGO, min_size=1, max_size=24, unique=True))
    return ArrearsRequest(
        application_date=day,
        title=draw(title_terms(date(2013, 6, 1), date(2017, 1, 1))),
        children=tuple(
            Creditor(monthly_maintenance=amount)
            for amount in draw(st.lists(SOME, min_size=1, max_size=3))
        ),
        received_payments=tuple(
            ReceivedPayment(month=Month.of(day).plus(-1 - n), amount=draw(SOME)) for n in ago
        ),
    )


@st.composite
def eligibilities(draw):
    stated = draw(ledgers())
    terms = stated.title
    return EligibilityRequest(
        application_date=stated.application_date,
        applicant_lives_in_belgium=draw(st.booleans()),
        children_live_in_belgium=draw(st.booleans()),
        title=Title(
            kind=draw(st.sampled_from(TitleKind)),
            date=terms.date,
            served=draw(st.booleans()),
            indexation=terms.indexation,
            start_index=terms.start_index,
            due_day=terms.due_day,
        ),
        children=stated.children,
        received_payments=draw(st.just(()) | st.just(stated.received_payments)),
    )


@st.composite
def accounts(draw):
    day = draw(OLD_DAYS)
    maintenance = draw(st.integers(1, 30_000))
    months = draw(st.integers(1, 14))
    regular = draw(st.booleans())
    first = Month.of(day)
    paid = (
        [(first.plus(n).day(28), maintenance * 2) for n in range(months)]
        if regular
        else draw(st.lists(st.tuples(after(day, 27 * months), SOME), max_size=10))
    )
    return PaymentsRequest(
        application_date=day,
        arrears=draw(st.just(0) | CENTS),
        recovery_costs=draw(st.integers(0, 5_000)),
        interest=draw(st.integers(0, 5_000)),
        monthly_maintenance=maintenance,
        monthly_advance=draw(st.integers(0, maintenance)),
        first_month=first,
        months=months,
        due_day=draw(st.none() | st.integers(1, 31)),
        payments=tuple(Payment(date=d, amount=a) for d, a in paid if d >= day),
        letter_sent_on=draw(st.none() | after(day, 30)),
    )


@st.composite
def retentions(draw):
    day = draw(DAYS)
    ends = sorted(draw(st.sets(after(day, 2500), max_size=4)))
    return RetentionRequest(
        decided_on=day,
        kind=draw(st.sampled_from(RetainedDecision)),
        document_drawn_up=draw(st.booleans()),
        kept_until=draw(st.none() | after(day, 4000)),
        interruptions=tuple(
            Interruption(date=d) for d in draw(st.lists(after(day, 2500), max_size=3))
        ),
        suspensions=tuple(
            Suspension(first_day=a, last_day=b)
            for a, b in zip_longest(ends[::2], ends[1::2], fillvalue=None)
        ),
    )


@st.composite
def appeals(draw):
    day = draw(DAYS)
    return AppealRequest(
        informed_on=day,
        particulars_missing=draw(st.booleans()),
        complaint_on=draw(st.none() | after(day, 90)),
        complaint_closed_on=draw(st.none() | after(day, 300)),
        complaint_withdrawn=draw(st.booleans()),
        commission_informed_on=draw(st.none() | after(day, 300)),
        request_sent_on=draw(st.none() | after(day, 90)),
    )


@st.composite
def first_requests(draw):
    day = draw(DAYS)
    months = draw(st.lists(MONTHS_AGO, min_size=1, max_size=8, unique=True))
    return FirstQuestionsRequest(
        letter_sent_on=day,
        payer_error=draw(st.booleans()),
        could_notice=draw(st.none() | st.booleans()),
        died_before_told=draw(st.booleans()),
        fraud_proven=draw(st.booleans()),
        payments=tuple(
            UnduePayment(month=Month.of(day).plus(-n), amount=draw(st.integers(1, 30_000)))
            for n in months
        ),
    )


resources = st.builds(Resources, work=CENTS, maintenance=CENTS, family_benefits=CENTS)


@st.composite
def waiver_requests(draw):
    partner = draw(st.booleans())
    own = draw(st.booleans())
    limits = sorted((draw(CENTS), draw(CENTS)))
    return WaiverRequest(
        request_date=draw(DAYS),
        debt=draw(SOME),
        fraud_proven=draw(st.sampled_from((False, False, False, True))),
        good_faith=draw(st.sampled_from(YesNoUnknown)),
        uncertain_situation=draw(st.sampled_from(YesNoUnknown)),
        partner=partner,
        children_with_child_benefit=draw(st.integers(0, 5)),
        debtor_resources=draw(resources),
        partner_resources=draw(resources) if partner else None,
        parameter_set=ParameterSet.OWN if own else draw(st.sampled_from(ParameterSet)),
        own_limits=OwnLimits(minimum=limits[0], maximum=limits[1], flat_reduction=draw(CENTS))
        if own
        else None,
        reading=draw(st.sampled_from(Reading)),
        rounding=draw(st.sampled_from(Rounding)),
    )


@st.composite
def renewals(draw):
    day = draw(st.dates(date(2016, 1, 1), date(2027, 12, 31)))
    return RenewalRequest(
        birth_date=draw(after(day - timedelta(days=27 * 365), 27 * 365)),
        granted_on=day,
        child_benefit_until=draw(st.none() | after(day, 4000)),
        education_until=draw(st.none() | after(day, 4000)),
        proof_asked_on=draw(st.none() | after(day, 400)),
    )


@st.composite
def limits_requests(draw):
    own = draw(st.booleans())
    limits = sorted((draw(CENTS), draw(CENTS)))
    return LimitsRequest(
        request_date=draw(DAYS),
        parameter_set=ParameterSet.OWN if own else draw(st.sampled_from(ParameterSet)),
        own_limits=OwnLimits(minimum=limits[0], maximum=limits[1], flat_reduction=draw(CENTS))
        if own
        else None,
        household=draw(
            st.none()
            | st.builds(
                LimitsHousehold,
                resources=CENTS,
                partner=st.booleans(),
                children_with_child_benefit=st.integers(0, 5),
            )
        ),
    )


OPERATIONS = {
    "advances": (simulate_advances, MAINTENANCE, in_order | applications),
    "waiver": (calculate_waiver, WAIVER, waiver_requests()),
    "indexation": (index_maintenance, MAINTENANCE, indexations),
    "arrears": (calculate_arrears, MAINTENANCE, ledgers()),
    "eligibility": (check_eligibility, MAINTENANCE, eligibilities()),
    "limits": (calculate_limits, WAIVER, limits_requests()),
    "payments": (allocate_payments, MAINTENANCE, accounts()),
    "deadlines": (
        find_deadlines,
        MAINTENANCE,
        st.builds(
            DeadlinesRequest,
            event=st.sampled_from(Event),
            event_date=st.dates(date(2020, 6, 1), date(2027, 12, 31)),
        ),
    ),
    "renewals": (plan_renewals, MAINTENANCE, renewals()),
    "appeal": (find_appeal_dates, WAIVER, appeals()),
    "particulars": (
        check_particulars,
        WAIVER,
        st.builds(
            ParticularsRequest,
            kind=st.sampled_from(DecisionKind),
            notified_on=DAYS,
            complete=st.booleans(),
        ),
    ),
    "retention": (check_retention, WAIVER, retentions()),
    "first_questions": (ask_first_questions, WAIVER, first_requests()),
} | {name: (law.compute, figures_of(name), law.requests) for name, law in stated().items()}


def answer_to(operation, request):
    """The answer, or ``None`` where the request is refused."""
    answer, parameters, _ = OPERATIONS[operation]
    try:
        return answer(request, parameters)
    except InvalidInput:
        return None


def replay(operation, steps):
    """The figures of an explanation of this operation, computed anew."""
    return REPLAYS[operation](steps)


def check(operation, found):
    """The explanation alone gives the figures of the result."""
    assert replay(operation, found.explanation) == RESULTS[operation](found)


REPLAYS = {
    "advances": replay_advances,
    "indexation": replay_indexation,
    "arrears": replay_arrears,
    "eligibility": replay_eligibility,
    "payments": replay_payments,
    "deadlines": replay_deadlines,
    "renewals": replay_renewals,
    "waiver": replay_waiver,
    "limits": replay_limits,
    "first_questions": replay_first_questions,
    "appeal": replay_appeal,
    "particulars": replay_particulars,
    "retention": replay_retention,
} | {name: law.replay for name, law in stated().items()}
RESULTS = {
    "advances": lambda found: AdvanceFigures(
        is_open=found.intervention.is_open,
        starts_on=found.starts_on,
        unpaid=found.unpaid,
        totals=tuple(schedule.total for schedule in found.schedules),
        conditional_totals=tuple(schedule.conditional_total for schedule in found.schedules),
        doubtful_totals=tuple(schedule.doubtful_total for schedule in found.schedules),
        contribution=found.contribution.debtor_monthly_amount,
    ),
    "indexation": lambda found: found.amount,
    "arrears": lambda found: (found.total, found.contribution),
    "eligibility": lambda found: (found.is_open, found.opens_on),
    "payments": lambda found: PaymentFigures(
        to_creditor=found.to_creditor,
        creditor_contribution=found.creditor_contribution,
        to_service=found.to_service,
        remaining=found.remaining,
        stops_on=found.stops_on,
    ),
    "deadlines": lambda found: tuple(day.day for day in found.dates),
    "renewals": lambda found: found.last_day,
    "waiver": lambda found: WaiverFigures(
        outcome=found.outcome,
        percentage=found.waiver.percentage,
        waived=found.waiver.waived,
        recovered=found.waiver.recovered,
        visit=None if found.request.fraud_proven else found.visit.expected,
        by_other_limits=by_other_limits(
            found.request, {one.answer.parameter_set: one.waiver.percentage for one in found.by_set}
        ),
    ),
    "limits": lambda found: LimitsFigures(
        limits=tuple(row.limits[Rounding.AGENCY] for row in found.rows if row.limits),
        countable=None if found.household is None else found.household.countable,
        waived=waived_by_reading(found),
        by_other_limits=by_other_limits(
            found.request, {one.parameter_set: one.percentage for one in found.by_set}
        ),
    ),
    "first_questions": lambda found: found.ends_at,
    "appeal": lambda found: {one.code: one.day for one in found.dates},
    "particulars": lambda found: ParticularsFigures(
        required=found.required, missing=found.missing, appeal_until=found.appeal_until
    ),
    "retention": lambda found: RetentionFigures(
        covered=found.covered,
        keep_until=found.keep_until,
        deemed_reasoned=found.deemed_reasoned,
    ),
} | {name: law.replayed for name, law in stated().items()}
"""What the replay of an explanation gives, as the result states it."""


def by_other_limits(request, shares):
    """The share by the set that was not chosen, if it is another one."""
    if len(set(shares.values())) < 2:
        return None
    return next(share for chosen, share in shares.items() if chosen is not request.parameter_set)


def waived_by_reading(found):
    """What the line gives in which the agency puts the household; nothing without one."""
    own = [row.waived for row in found.rows if Rounding.AGENCY in row.household_in]
    return tuple(own[0][reading] for reading in Reading) if own else ()


def replayed(operation, examples, number):
    """How many of so many random requests of an operation were answered and replayed."""
    answered = []

    def one(request):
        found = answer_to(operation, request)
        if found is not None:
            check(operation, found)
            answered.append(1)

    quick = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(quick(given(OPERATIONS[operation][2])(one)))()
    return len(answered)


def run(examples, number):
    """Replays so many requests of each operation."""
    for operation in OPERATIONS:
        count = replayed(operation, examples, number)
        print(f"{operation}: {count} of {examples} replayed, seed {number}")  # noqa: T201


if __name__ == "__main__":
    number = int(sys.argv[2]) if len(sys.argv) > 2 else secrets.randbits(32)
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, number)
