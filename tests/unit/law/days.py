"""Twenty profiles, each asked about a day: a result, or a refusal that says why.

``python -m tests.unit.law.days`` asks about every day from 1 June 2004 to 400 days past the
last known one; the tests ask about the days on which something changes, and some in between.
"""

from dataclasses import replace
from datetime import date, timedelta

from functions.law.core.errors import InvalidInput
from functions.law.core.values import add_years
from functions.law.maintenance.advances import simulate_advances
from functions.law.waiver.calculation import calculate_waiver
from functions.parameters import load
from tests import known_figures
from tests.unit.law.maintenance.applications import (
    Income,
    IndexationClause,
    PaymentHistory,
    StartIndex,
    TitleKind,
    application,
    child,
    title,
)
from tests.unit.law.waiver.households import ParameterSet, YesNoUnknown, own, request

MAINTENANCE, WAIVER = known_figures.maintenance(), known_figures.waiver()
FIRST, LAST = date(2004, 6, 1), MAINTENANCE.last_day + timedelta(days=400)
BORN_ON_29_FEBRUARY = date(1988, 2, 29)
START = StartIndex(figure=10000, base_year=2004)
POOR = Income(monthly_net_income=100000, dependent_children=2, disabled_children=1)
RICH = Income(monthly_net_income=400000, dependent_children=0, disabled_children=0)


def family(*ages, answers=(None, None), **changes):
    """Children of these ages on the day that is asked about, and a deed older than all of it."""
    benefit, school = answers

    def on(day):
        children = tuple(
            child(
                birth_date=age if isinstance(age, date) else add_years(day, -age),
                child_benefit=benefit,
                education=school,
            )
            for age in ages
        )
        deed = {"title": clause(IndexationClause.NONE), "months": 3}
        return application(**(deed | changes), children=children, application_date=day)

    return on


def clause(name):
    """A deed of January 2004 with that clause."""
    start = None if name is IndexationClause.NONE else START
    deed = {"kind": TitleKind.NOTARIAL_DEED, "date": date(2004, 1, 31)}
    return title(**deed, indexation=name, start_index=start)


YES = (True, True)
APPLICATIONS = {
    "minor": family(10),
    "minor, income given": family(10, income=POOR),
    "minor, income high": family(10, income=RICH),
    "born on 29 February": family(BORN_ON_29_FEBRUARY, answers=YES),
    "adult at school": family(20, answers=YES),
    "adult without benefit": family(20, answers=(False, True)),
    "adult not at school": family(20, answers=(True, False)),
    "children of every age": family(0, 17, 18, 25, 26, answers=YES),
    "consumer price index": family(5, title=clause(IndexationClause.CONSUMER_PRICE_INDEX)),
    "health index": family(5, title=clause(IndexationClause.HEALTH_INDEX)),
    "paid in full": family(5, payment_history=PaymentHistory.EVERYTHING),
    "abroad": family(5, applicant_lives_in_belgium=False),
}
REQUESTS = {
    "alone, poor": request(112800),
    "alone, in between": request(131602),
    "alone, rich": request(400000),
    "fraud": request(112800, fraud_proven=True),
    "not in good faith": request(112800, good_faith=YesNoUnknown.NO),
    "text of the order": request(112800, parameter_set=ParameterSet.ORDER),
    "estimate": request(112800, parameter_set=ParameterSet.ESTIMATE),
    "own limits": request(112800, **own(100000, 150000)),
}
PROFILES = (*APPLICATIONS, *REQUESTS)


def ask(profile, day):
    """What the profile gets on that day: the answer, or the refusal."""
    try:
        if profile in APPLICATIONS:
            return simulate_advances(APPLICATIONS[profile](day), MAINTENANCE)
        return calculate_waiver(replace(REQUESTS[profile], request_date=day), WAIVER)
    except InvalidInput as refusal:
        return refusal


def check(profile, day):
    """The answer stands in the known time, or the refusal names the field and its reason."""
    found = ask(profile, day)
    if isinstance(found, InvalidInput):
        assert found.issues
        for issue in found.issues:
            assert issue.limits or issue.refusal == "required"
        return
    if profile in APPLICATIONS:
        assert MAINTENANCE.advance_cap.first_day <= day <= MAINTENANCE.last_day
        for schedule in found.schedules:
            for month in schedule.months:
                # A ceiling that no source gives never becomes an advance.
                if _ceiling_is_a_gap(month.month.first_day()):
                    assert not month.advance
    else:
        assert WAIVER.first_day <= day <= WAIVER.last_day
        assert found.waiver.waived + found.waiver.recovered == found.request.debt


def _ceiling_is_a_gap(day):
    return (
        MAINTENANCE.income_test.figure_on(day) == 1
        and MAINTENANCE.income_ceiling.figure_on(day) is None
    )


def every_day():
    """Every day from the first to the last that is asked about."""
    return (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def days_of_change():
    """The first and the last day of every figure, each with the day before and the day after."""
    bounds = {MAINTENANCE.last_day, WAIVER.first_day, WAIVER.last_day, FIRST, LAST}
    for parameter in load.all_parameters():
        for value in parameter.values:
            bounds |= {value.first_day, value.last_day or value.first_day}
    around = {
        date.fromordinal(day.toordinal() + shift)
        for day in bounds
        if day.year > 1
        for shift in (-1, 0, 1)
    }
    return sorted(day for day in around if FIRST <= day <= LAST)


if __name__ == "__main__":
    for day in every_day():
        for profile in PROFILES:
            check(profile, day)
    print(f"{len(PROFILES)} profiles on every day from {FIRST} to {LAST}")  # noqa: T201
