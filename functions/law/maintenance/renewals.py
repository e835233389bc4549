"""When advances must be renewed: six months at a time, from 18 to the end of the right.

For a minor one application runs until the 18th birthday; the right of an adult child lasts as long
as child benefit and schooling, and is granted for six months (arts 4, 7 and 10/2 of the act).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.replay import ReplayError, only, optional, replaying
from functions.law.core.rule import (
    AnyRule,
    Before,
    Explanation,
    RuleError,
    date_of,
    input_given,
    input_of,
    rule,
    rule_after,
)
from functions.law.core.time_limits import LegalDate
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import (
    LAST_DAY_OF_LONGEST_MONTH,
    Partial,
    day_issues,
    ensure_valid,
)
from functions.law.core.values import Month, add_months, add_years
from functions.law.maintenance.advance_rules import (
    ADULT_CHILD,
    AGE_LIMIT,
    NEW_APPLICATION_AT_18,
)
from functions.law.maintenance.deadlines import (
    RENEWAL_PROOF,
    DeadlinesRequest,
    DeadlinesResult,
    Event,
    find_deadlines,
)
from functions.law.maintenance.key_dates import RENEWAL
from functions.law.maintenance.notes import doubtful_notes, is_born_on_29_february
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
PROOF_FOR_ADULT = Source(ACT, "7, § 2")
PREPARE = Source(ACT, "10/2", Status.INFERRED)
READ_UNTIL = Source(ACT, "", Status.GAP)
ONE_DAY = timedelta(days=1)


class End(StrEnum):
    """What ends the right of an adult child to advances."""

    AGE = "age"
    CHILD_BENEFIT = "childBenefit"
    EDUCATION = "education"


@rule("renewal.adult", NEW_APPLICATION_AT_18)
def adult_on(birth_date: date, years: int) -> date:
    """The 18th birthday: from then on a new application, renewed every six months."""
    return add_years(birth_date, years)


@rule("renewal.benefit_end", follows={"birth_date": input_given("birth_date", adult_on)})
def benefit_end(birth_date: date, years: int) -> date:
    """The last day of the month with which child benefit ends at the latest."""
    return Month.of(add_years(birth_date, years)).day(LAST_DAY_OF_LONGEST_MONTH)


def days_of_end(
    birth_date: date,
    years: int,
    child_benefit_until: date | None = None,
    education_until: date | None = None,
) -> dict[End, date]:
    """The last day by each of what ends the right, as far as it is known."""
    days = {
        End.CHILD_BENEFIT: child_benefit_until,
        End.EDUCATION: education_until,
        End.AGE: add_years(birth_date, years) - ONE_DAY,
    }
    return {end: day for end, day in days.items() if day is not None}


OF_END = ("birth_date", "years", "child_benefit_until", "education_until")


@rule("renewal.last_day.age", AGE_LIMIT, thresholds=OF_END)
def last_day_of_age(
    birth_date: date,
    years: int,
    child_benefit_until: date | None = None,
    education_until: date | None = None,
) -> date:
    """The eve of the birthday on which the outer age is reached, where it comes first."""
    days = days_of_end(birth_date, years, child_benefit_until, education_until)
    return first_of(days, End.AGE)


@rule("renewal.last_day.child_benefit", ADULT_CHILD, thresholds=OF_END)
def last_day_of_child_benefit(
    birth_date: date,
    years: int,
    child_benefit_until: date,
    education_until: date | None = None,
) -> date:
    """The last day of child benefit, where it comes first (art. 4, § 1/1)."""
    days = days_of_end(birth_date, years, child_benefit_until, education_until)
    return first_of(days, End.CHILD_BENEFIT)


@rule("renewal.last_day.education", PROOF_FOR_ADULT, thresholds=OF_END)
def last_day_of_education(
    birth_date: date,
    years: int,
    education_until: date,
    child_benefit_until: date | None = None,
) -> date:
    """The last day of schooling, where it comes first (art. 7, § 2)."""
    days = days_of_end(birth_date, years, child_benefit_until, education_until)
    return first_of(days, End.EDUCATION)


def first_of(days: dict[End, date], end: End) -> date:
    """The day of that end, which no other comes before.

    Raises:
        RuleError: another one comes first.
    """
    if days[end] > min(days.values()):
        raise RuleError(f"{end}: not the first")
    return days[end]


RULE_OF_END: dict[End, AnyRule] = {
    End.AGE: last_day_of_age,
    End.CHILD_BENEFIT: last_day_of_child_benefit,
    End.EDUCATION: last_day_of_education,
}


def is_next_period(before: Before, granted_on: date, months: int, number: int) -> bool:
    """Whether it follows the periods before it, counted from the same adult child's first grant."""
    earlier = before.of(renewal_period)
    adult = before.value(adult_on)
    return (
        number == len(earlier) + 1
        and adult is not None
        and granted_on >= adult
        and all(
            step.inputs["granted_on"] == granted_on and step.inputs["months"] == months
            for step in earlier
        )
    )


@rule("renewal.period", RENEWAL, when=(is_next_period,), thresholds=("granted_on",))
def renewal_period(granted_on: date, months: int, number: int) -> date:
    """The day from which a new period must be granted, counted from the first grant."""
    return add_months(granted_on, months * number)


@rule_after("renewal.prepare", PREPARE)
def renewal_prepare(before: Before, renewal: date, days: int) -> date:
    """The day to gather the papers from: as many days before as the act gives to send the proof."""
    if renewal != before.value(renewal_period):
        raise RuleError("renewal.prepare: renewal")
    return renewal - timedelta(days=days)


@rule_after("renewal.prepare_adult", PREPARE, thresholds=("granted_on", "days"))
def prepare_adult(before: Before, birthday: date, granted_on: date, days: int) -> date:
    """The day to gather the papers from for the application at 18, not before the last grant."""
    if birthday != before.value(adult_on) or granted_on >= birthday:
        raise RuleError("renewal.prepare_adult: birthday")
    return max(granted_on, birthday - timedelta(days=days))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalRequest:
    """A child and its last application or grant; the last days of benefit and schooling if known.

    ``proof_asked_on``: the day on which the service asked for proof, if it did.
    """

    birth_date: date
    granted_on: date
    child_benefit_until: date | None = None
    education_until: date | None = None
    proof_asked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPeriod:
    """Up to six months of advances; with the day to prepare from, where a renewal follows.

    ``doubtful_from`` is its first day for which child benefit normally is paid no more.
    """

    first_day: date
    last_day: date
    prepare_from: date | None
    doubtful_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalsResult:
    """The periods of an adult child one after the other, and every day to keep in mind.

    ``last_day`` is the last day on which there can be a right, ``end`` what ends it. Child benefit
    normally is paid until ``benefit_ends_on``. Every period depends on new proof.
    """

    request: RenewalRequest
    adult_on: date
    last_day: date
    end: End
    benefit_ends_on: date
    periods: tuple[GrantPeriod, ...]
    dates: tuple[LegalDate, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]

    @property
    def is_minor(self) -> bool:
        """Whether the child was not yet an adult at the last application."""
        return self.request.granted_on < self.adult_on

    @property
    def is_doubtful(self) -> bool:
        """Whether some of the days lie after the usual end of child benefit."""
        return self.benefit_ends_on < self.last_day


def validate(
    request: Partial[RenewalRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The days lie in the known time and follow each other: birth, grant, end, proof."""
    born, granted = request.birth_date, request.granted_on
    first, last = parameters.grant_months.first_day, parameters.last_day
    if born is not None and born > last:
        yield Issue("birth_date", ValidationErrorCode.AFTER, {"maximum": last})
    yield from day_issues("granted_on", granted, first, last)
    if born is None or granted is None or not first <= granted <= last or born > last:
        return
    age_limit = _last_day_of_age(born, granted, parameters)
    if not born <= granted <= age_limit:
        yield Issue(
            "granted_on", ValidationErrorCode.OUT_OF_RANGE, {"minimum": born, "maximum": age_limit}
        )
        return
    since = max(granted, add_years(born, parameters.adult_age.on(granted)))
    known = parameters.grant_months.first_known_day
    if since < known:
        yield Issue("granted_on", ValidationErrorCode.NOT_KNOWN, {"minimum": known})
        return
    # A later day than the 26th birthday is no mistake: the birthday then ends the right.
    yield from day_issues("child_benefit_until", request.child_benefit_until, since)
    yield from day_issues("education_until", request.education_until, since)
    asked_since = max(granted, parameters.renewal_proof_days.first_known_day)
    yield from day_issues("proof_asked_on", request.proof_asked_on, asked_since, last)


def plan_renewals(request: RenewalRequest, parameters: MaintenanceParameters) -> RenewalsResult:
    """The renewals that follow from an application or a grant, until the right ends.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    adult = _adult(request, parameters)
    end, last = _end(request, parameters)
    of_benefit = _benefit_end(request, adult, parameters)
    renewals = tuple(_renewals(request, adult, last.day, parameters))
    asked = _proof(request, parameters)
    of_minor = tuple(_of_minor(request, adult, parameters))
    first_day = max(request.granted_on, adult.day)
    dates = (
        *of_minor,
        *((of_benefit,) if first_day <= of_benefit.day < last.day else ()),
        *renewals,
        *(() if asked is None else asked.dates),
        last,
    )
    return RenewalsResult(
        request=request,
        adult_on=adult.day,
        last_day=last.day,
        end=end,
        benefit_ends_on=of_benefit.day,
        periods=tuple(_periods(first_day, renewals, last.day, of_benefit.day + ONE_DAY)),
        dates=tuple(sorted(dates, key=lambda found: found.day)),
        explanation=(
            adult.step,
            *(found.step for found in of_minor if found is not adult),
            last.step,
            of_benefit.step,
            *(found.step for found in renewals),
            *(() if asked is None else asked.explanation),
        ),
        notes=tuple(_notes(request, last.day, of_benefit.day, asked, parameters)),
    )


def _last_day_of_age(born: date, granted: date, parameters: MaintenanceParameters) -> date:
    """The eve of the birthday on which the outer age is reached."""
    return add_years(born, parameters.last_age.on(granted)) - ONE_DAY


@replaying
def replay_renewals(steps: Sequence[TraceStep]) -> date:
    """Computes the steps anew; the last day of the right.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    only(steps, adult_on)
    optional(steps, RENEWAL_PROOF.counted)
    optional(steps, prepare_adult)
    only(steps, benefit_end)
    last = date_of(only(steps, *RULE_OF_END.values()))
    periods = Before(steps).of(renewal_period)
    if len(Before(steps).of(renewal_prepare)) != len(periods):
        raise ReplayError("renewal.prepare: not asked")
    if periods:
        *_, latest = periods
        granted_on = input_of(latest, "granted_on", date)
        months = input_of(latest, "months", int)
        following = renewal_period.formula(granted_on, months, len(periods) + 1)
        if not date_of(latest) <= last < following:
            raise ReplayError("renewal.period: not asked")
    return last


def _adult(request: RenewalRequest, parameters: MaintenanceParameters) -> LegalDate:
    """The 18th birthday."""
    years = parameters.adult_age.on(request.granted_on)
    step = adult_on.step(birth_date=request.birth_date, years=years)
    return LegalDate(code="adult_application", day=date_of(step), step=step)


def _of_minor(
    request: RenewalRequest, adult: LegalDate, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """The application at 18 for a child that is not yet, and the day to gather its papers from."""
    if request.granted_on >= adult.day:
        return
    explanation = Explanation([adult.step])
    days = parameters.renewal_proof_days.on(adult.day)
    day = explanation.add(prepare_adult, adult.day, request.granted_on, days)
    yield LegalDate(code="prepare_adult", day=day, step=explanation.steps[-1])
    yield adult


def _benefit_end(
    request: RenewalRequest, adult: LegalDate, parameters: MaintenanceParameters
) -> LegalDate:
    """The usual end of child benefit."""
    figure = parameters.child_benefit_last_age
    explanation = Explanation([adult.step]).citing(figure.source_on(request.granted_on))
    years = figure.on(request.granted_on)
    day = explanation.add(benefit_end, request.birth_date, years)
    return LegalDate(code="benefit_end", day=day, step=explanation.steps[-1])


def _end(request: RenewalRequest, parameters: MaintenanceParameters) -> tuple[End, LegalDate]:
    """Child benefit, schooling or the age, whichever ends first."""
    inputs = {
        "birth_date": request.birth_date,
        "years": parameters.last_age.on(request.granted_on),
        "child_benefit_until": request.child_benefit_until,
        "education_until": request.education_until,
    }
    days = days_of_end(
        request.birth_date,
        parameters.last_age.on(request.granted_on),
        request.child_benefit_until,
        request.education_until,
    )
    end = min(days, key=lambda one: days[one])
    step = RULE_OF_END[end].step(**inputs)
    return end, LegalDate(code="last_day", day=date_of(step), step=step)


def _renewals(
    request: RenewalRequest, adult: LegalDate, last_day: date, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """Each day from which a new period must be granted, and the day to prepare its papers from.

    Counted from the first grant, so that a short month moves no later period. No text says when to
    begin: we advise as many days before as the act gives to send the proof.
    """
    granted_on = max(request.granted_on, adult.day)
    months = parameters.grant_months.on(granted_on)
    days = parameters.renewal_proof_days.on(granted_on)
    explanation = Explanation([adult.step])
    number = 1
    while add_months(granted_on, months * number) <= last_day:
        renewal = explanation.add(renewal_period, granted_on, months, number)
        yield LegalDate(code="renewal", day=renewal, step=explanation.steps[-1])
        prepare_from = explanation.add(renewal_prepare, renewal, days)
        yield LegalDate(code="prepare", day=prepare_from, step=explanation.steps[-1])
        number += 1


def _periods(
    first_day: date, renewals: tuple[LegalDate, ...], last_day: date, doubtful_from: date
) -> Iterator[GrantPeriod]:
    """The periods between the renewals, the last one up to the end of the right."""
    starts = [first_day, *(found.day for found in renewals if found.code == "renewal")]
    prepared = [found.day for found in renewals if found.code == "prepare"]
    for place, start in enumerate(starts):
        follows = place < len(prepared)
        end = starts[place + 1] - ONE_DAY if follows else last_day
        yield GrantPeriod(
            first_day=start,
            last_day=end,
            prepare_from=prepared[place] if follows else None,
            doubtful_from=max(start, doubtful_from) if doubtful_from <= end else None,
        )


def _proof(request: RenewalRequest, parameters: MaintenanceParameters) -> DeadlinesResult | None:
    """Art. 10/2: thirty days to send the proof from the day on which it was asked for."""
    if request.proof_asked_on is None:
        return None
    asked = DeadlinesRequest(event=Event.RENEWAL_PROOF_ASKED, event_date=request.proof_asked_on)
    return find_deadlines(asked, parameters)


def _notes(
    request: RenewalRequest,
    last_day: date,
    benefit_ends_on: date,
    asked: DeadlinesResult | None,
    parameters: MaintenanceParameters,
) -> Iterator[Note]:
    """What happens without proof, and what is not certain."""
    yield Note(code="suspended_without_proof", source=RENEWAL)
    yield Note(code="as_long_as_benefit_and_school", source=ADULT_CHILD)
    yield Note(code="regions_differ", source=PROOF_FOR_ADULT)
    yield Note(code="title_as_minor", source=NEW_APPLICATION_AT_18)
    if benefit_ends_on < last_day:
        yield from doubtful_notes(request.granted_on, parameters)
    if is_born_on_29_february(request.birth_date):
        yield Note(code="born_on_29_february", source=READ_UNTIL)
    if asked is not None:
        yield from asked.notes
    yield Note(code="act_read_until", inputs={"day": parameters.act_read_until}, source=READ_UNTIL)
