"""An ordinary application, of which each test changes what it is about."""

from datetime import date

from functions.law.core.values import Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from tests import known_figures

PARAMETERS = known_figures.maintenance()


def title(**changes):
    """A served judgment of May 2024 without indexation."""
    answers = {
        "kind": TitleKind.JUDGMENT,
        "date": date(2024, 5, 10),
        "served": True,
        "indexation": IndexationClause.NONE,
    }
    if changes.get("kind", TitleKind.JUDGMENT) is not TitleKind.JUDGMENT:
        answers["served"] = None
    return Title(**(answers | changes))


def child(**changes):
    """A minor child to whom 150.00 a month is owed by a title that names it, whatever its date."""
    answers = {
        "birth_date": date(2015, 6, 20),
        "monthly_maintenance": 15000,
        "named_in_title": True,
    }
    return Child(**(answers | changes))


def application(**changes):
    """An application of 15 March 2026 by a parent in Belgium who received nothing."""
    answers = {
        "application_date": date(2026, 3, 15),
        "applicant_lives_in_belgium": True,
        "children_live_in_belgium": True,
        "title": title(),
        "children": (child(),),
        "payment_history": PaymentHistory.NOTHING,
        "months": 24,
    }
    return AdvanceApplication(**(answers | changes))


def paid_by_month(amounts):
    """The answers that give the amounts received by month, all other months of the window none."""
    return {
        "payment_history": PaymentHistory.MONTH_BY_MONTH,
        "received_payments": tuple(
            ReceivedPayment(month=month, amount=amount) for month, amount in amounts.items()
        ),
    }


MARCH_2026 = Month(2026, 3)


def paid_in_full_but(missed, amount=15000, last=MARCH_2026, months=12):
    """Twelve months up to ``last`` that were paid, except those in ``missed``."""
    every = {last.plus(-ahead): amount for ahead in range(months)}
    return paid_by_month(every | missed)


def simulated(**changes):
    return simulate_advances(application(**changes), PARAMETERS)


def advances(simulation, position=0):
    """The advances of one child by month."""
    return {m.month: m.advance for m in simulation.schedules[position].months}


def statuses(simulation, position=0):
    return {m.month: m.status for m in simulation.schedules[position].months}


def step(simulation, rule, position=None):
    """The first step of that rule."""
    return next(s for s in simulation.explanation if s.rule == rule and position in (None, s.child))


def condition(simulation, rule):
    conditions = simulation.intervention.conditions
    return next(c for c in conditions if c.step.rule == f"intervention.{rule}")


def codes(simulation):
    return {note.code for note in simulation.notes}


__all__ = [
    "PARAMETERS",
    "AdvanceApplication",
    "Child",
    "Income",
    "IndexationClause",
    "Month",
    "PaymentHistory",
    "ReceivedPayment",
    "StartIndex",
    "Title",
    "TitleKind",
    "advances",
    "application",
    "child",
    "codes",
    "condition",
    "paid_by_month",
    "paid_in_full_but",
    "simulated",
    "statuses",
    "step",
    "title",
]
