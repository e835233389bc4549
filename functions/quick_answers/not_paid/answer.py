"""Would the service act, and up to how much a month? By a full application with suppositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.core.values import Cents, Value, add_years
from functions.law.maintenance.advances import AdvancesResult, simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    Title,
    TitleKind,
)
from functions.pages.answer_view import MYMINFIN, Action, Carried, Tone
from functions.pages.kept import OPEN
from functions.parameters import load
from functions.quick_answers.base import Answer, Asked, QuickAnswer

SUPPOSED_AGE = 8
SUPPOSED_YEARS_OF_TITLE = 2
"""The child is born before the title, and stays under age for as long as the shortest schedule."""
SHORTEST_SCHEDULE = 12
TONES = {"yes": Tone.YES, "noTitle": Tone.NO}


class Fixed(StrEnum):
    """Whether a judge or a notary fixed the maintenance."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "notKnown"


class MissedMonths(StrEnum):
    """How many of the last twelve months were not paid in full."""

    TOO_FEW = "tooFew"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPaid:
    """The answers; the amount of each child a month in cents."""

    fixed_by_judge_or_notary: Fixed
    missed_months: MissedMonths
    number_of_children: int
    amount_per_child: int


def application(asked: NotPaid, today: date) -> AdvanceApplication:
    """The application of today, with what a quick answer supposes.

    Everybody lives in Belgium; the judgment was served and names every child; the children are
    under age; the amount is that of today; the other parent pays nothing if enough was missed.
    """
    child = Child(
        birth_date=add_years(today, -SUPPOSED_AGE), monthly_maintenance=asked.amount_per_child
    )
    is_title = asked.fixed_by_judge_or_notary is not Fixed.NO
    is_enough = asked.missed_months is MissedMonths.ENOUGH
    return AdvanceApplication(
        application_date=today,
        applicant_lives_in_belgium=True,
        children_live_in_belgium=True,
        title=Title(
            kind=TitleKind.JUDGMENT if is_title else TitleKind.PRIVATE_AGREEMENT,
            date=add_years(today, -SUPPOSED_YEARS_OF_TITLE),
            served=is_title or None,
            indexation=IndexationClause.NONE,
        ),
        children=(child,) * asked.number_of_children,
        payment_history=PaymentHistory.NOTHING if is_enough else PaymentHistory.EVERYTHING,
        months=SHORTEST_SCHEDULE,
    )


def first_month(result: AdvancesResult) -> Cents:
    """What is advanced in the first month, for all children together."""
    return Cents(sum(child.months[0].advance or 0 for child in result.schedules))


def _most(asked: NotPaid, today: date) -> Cents:
    """The advance a month if every condition were met."""
    met = NotPaid(
        fixed_by_judge_or_notary=Fixed.YES,
        missed_months=MissedMonths.ENOUGH,
        number_of_children=asked.number_of_children,
        amount_per_child=asked.amount_per_child,
    )
    return first_month(simulate_advances(application(met, today), load.maintenance()))


def _answer(asked: Asked[NotPaid]) -> Answer:
    request, t = asked.request, asked.catalog.gettext
    most = _most(request, asked.today)
    children = request.number_of_children
    figure = asked.catalog.short(most)
    words: dict[str, Value] = {
        "most": figure,
        "each": asked.catalog.short(Cents(most // children)),
        "children": children,
    }
    is_open = simulate_advances(
        application(request, asked.today), load.maintenance()
    ).intervention.is_open
    outcome = _outcome(request, is_open=is_open)
    key = f"not_paid.answer.{outcome}"
    is_yes = outcome == "yes"
    return Answer(
        tone=TONES.get(outcome, Tone.DUE),
        tag=t(f"{key}.tag"),
        before=t(f"{key}.before") if is_yes else "",
        figure=figure if is_yes else "",
        unit=t(f"{key}.unit") if is_yes else "",
        sentence=t(f"{key}.{'sentence_one' if is_yes and children == 1 else 'sentence'}", **words),
        reason=t(f"{key}.reason", **words),
        supposes=tuple(_supposes(asked)) if is_yes else (),
        actions=tuple(_actions(asked, outcome)),
    )


def _outcome(request: NotPaid, *, is_open: bool) -> str:
    """The case, by whether the service would act and by what was not known."""
    if is_open:
        is_sure = request.fixed_by_judge_or_notary is Fixed.YES
        return "yes" if is_sure else "titleNotKnown"
    return "noTitle" if request.fixed_by_judge_or_notary is Fixed.NO else "tooFew"


def _supposes(asked: Asked[NotPaid]) -> Iterator[str]:
    adult_age = load.maintenance().adult_age.on(asked.today)
    for what in ("residence", "served", "age", "unpaid"):
        yield asked.catalog.gettext(f"not_paid.supposes.{what}", adult_age=adult_age)


def _actions(asked: Asked[NotPaid], outcome: str) -> Iterator[Action]:
    """The way on; never an application that would be refused."""
    key = f"not_paid.answer.{outcome}"
    refine = Carried(
        action=CALCULATORS["advances"].path, fields=_fields(asked, "birthDate"), intent="step:title"
    )
    text = asked.catalog.gettext(f"{key}.primary")
    match outcome:
        case "yes":
            yield Action(text=text, carried=refine)
            yield Action(text=asked.catalog.gettext(f"{key}.secondary"), address=MYMINFIN)
        case "noTitle":
            yield Action(text=text, page="advances/other-ways")
        case "titleNotKnown":
            yield Action(text=text, page="advances/conditions")
            yield Action(text=asked.catalog.gettext(f"{key}.secondary"), carried=refine)
        case _:
            conditions = CALCULATORS["eligibility"].path
            fields = _fields(asked, "monthlyMaintenance")
            carried = Carried(action=conditions, fields=fields, intent=OPEN)
            yield Action(text=text, carried=carried)
            yield Action(text=asked.catalog.gettext(f"{key}.secondary"), page="advances/other-ways")


def _fields(asked: Asked[NotPaid], first: str) -> dict[str, str]:
    """What the answer supposes of the residence, and a row for each child, by its first question.

    The amount stays open: the calculators ask for that of the title, before any index.
    """
    children = range(asked.request.number_of_children)
    supposed = {"applicantLivesInBelgium": "yes", "childrenLiveInBelgium": "yes"}
    return supposed | {f"children[{child}].{first}": "" for child in children}


def _summary(asked: Asked[NotPaid]) -> tuple[str, ...]:
    request, key = asked.request, "not_paid.summary"
    return (
        asked.catalog.gettext(f"{key}.fixed.{request.fixed_by_judge_or_notary}"),
        asked.catalog.gettext(f"{key}.missed.{request.missed_months}"),
        asked.catalog.gettext(
            f"{key}.children",
            children=request.number_of_children,
            amount=asked.catalog.short(Cents(request.amount_per_child)),
        ),
    )


QUICK_ANSWER = QuickAnswer(
    schema=FormSchema(form=form_definition("not_paid"), request=NotPaid),
    answer=_answer,
    summary=_summary,
)
