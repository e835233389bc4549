"""Until when can a debtor pay without costs, and what does that save? By the exit of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.calculators.registry import CALCULATORS
from functions.calculators.shared.days_view import safe_day
from functions.exports.days import Day, Days
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.http import clock
from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import Partial, known_day_issues
from functions.law.core.values import Cents
from functions.law.maintenance.cost_free_settlement import (
    CostFreeSettlement,
    cost_free_settlement,
)
from functions.pages.answer_view import (
    Action,
    Carried,
    NextStep,
    Tone,
    days_until,
    letter_action,
)
from functions.pages.days_strip import days_strip
from functions.pages.kept import OPEN
from functions.parameters import load
from functions.quick_answers.base import Answer, Asked, QuickAnswer
from functions.quick_answers.registry import LETTER, QUICK_ANSWERS

ANSWER = "debtor-answer"
"""The model letter that answers the first letter of the service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MustPay:
    """The answers: the date on the first letter, and the sum that it asks for, in cents."""

    letter_date: date
    sum_asked: int


def validate(asked: Partial[MustPay], today: date) -> Iterator[Issue]:
    """The letter was written, and not before the rule."""
    parameters = load.maintenance()
    if asked.letter_date is not None and asked.letter_date > today:
        yield Issue("letter_date", ValidationErrorCode.AFTER, {"maximum": today})
        return
    yield from known_day_issues(
        "letter_date", asked.letter_date, parameters.debtor_reply_days, parameters.last_day
    )


def settlement(asked: MustPay) -> CostFreeSettlement:
    """The way out without costs; the sum asked is supposed to hold every month due by then."""
    return cost_free_settlement(
        letter_sent_on=asked.letter_date,
        application_date=asked.letter_date,
        arrears=asked.sum_asked,
        months=(),
        parameters=load.maintenance(),
    )


@dataclass(frozen=True, slots=True)
class _Dates:
    """The legal end, and the day on which to be ready: the working day before a day off."""

    last_day: date
    pay_by: date
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.days_left == 0


def _dates(way_out: CostFreeSettlement, today: date) -> _Dates:
    pay_by = safe_day(way_out.last_day, today, load.maintenance().holidays)
    return _Dates(way_out.last_day, pay_by, days_until(pay_by, today))


def _answer(asked: Asked[MustPay]) -> Answer:
    way_out = settlement(asked.request)
    dates = _dates(way_out, asked.today)
    catalog = asked.catalog
    outcome = "over" if dates.is_over else "last" if dates.days_left == 1 else "open"
    words: dict[str, Any] = {
        "pay_by": catalog.full_day(dates.pay_by),
        "last_day": catalog.full_day(dates.last_day),
        "days": dates.days_left,
        "sum": catalog.short(way_out.to_pay),
        "saved": catalog.short(way_out.costs_otherwise),
        "with_costs": catalog.short(Cents(way_out.to_pay + way_out.costs_otherwise)),
        "rate": way_out.rate,
    }
    key = f"must_pay.answer.{outcome}"
    is_moved = dates.pay_by != dates.last_day and not dates.is_over
    return Answer(
        tone=Tone.NO if dates.is_over else Tone.DUE,
        tag=catalog.gettext(f"{key}.tag", **words),
        figure=words["with_costs" if dates.is_over else "sum"],
        sentence=catalog.gettext(f"{key}.sentence", **words),
        reason=catalog.gettext(f"{key}.reason", **words),
        strip=None
        if dates.is_over
        else days_strip(catalog, asked.today, dates.pay_by, dates.last_day),
        supposes=(catalog.gettext("must_pay.supposes.everything"),),
        actions=tuple(_actions(asked, outcome)),
        calendar=None if dates.is_over else _calendar(way_out, dates, words, asked),
        warning=catalog.gettext("must_pay.day_off.text", **words) if is_moved else "",
        steps=tuple(_steps(outcome, words, asked)),
        others=tuple(_others(asked)),
    )


def _actions(asked: Asked[MustPay], outcome: str) -> Iterator[Action]:
    text = asked.catalog.gettext(f"must_pay.answer.{outcome}.primary")
    if outcome == "over":
        yield Action(text=text, page="debtor/paying")
        return
    fields = {name: asked.typed[name] for name in ("letterDate", "sumAsked")}
    yield Action(
        text=text,
        carried=Carried(action=QUICK_ANSWERS[LETTER].path, fields=fields, intent="calculate"),
    )


def _calendar(
    way_out: CostFreeSettlement, dates: _Dates, words: dict[str, Any], asked: Asked[MustPay]
) -> Days:
    """The day by which to pay and to send the proof."""
    catalog = asked.catalog
    return Days(
        calculated_for=asked.today,
        case=str(dates.last_day),
        days=(
            Day(
                code="must_pay.calendar.pay_by",
                date=dates.pay_by,
                title=catalog.gettext("must_pay.calendar.title", **words),
                text=catalog.gettext("must_pay.calendar.text", **words),
                source=way_out.explanation[0].source,
            ),
        ),
    )


def _steps(outcome: str, words: dict[str, Any], asked: Asked[MustPay]) -> Iterator[NextStep]:
    catalog, request = asked.catalog, asked.request
    written = {
        "proof": letter_action(
            catalog,
            ANSWER,
            letter_date=request.letter_date,
            sum_paid=Cents(request.sum_asked),
        ),
        "appeal": letter_action(
            catalog, ANSWER, letter_date=request.letter_date, reply="paidBefore"
        ),
    }
    pages = {"pay": "debtor/paying", "proof": "debtor/fifteen-days", "copy": ""}
    if outcome == "over":
        pages = {"service": "debtor/paying", "plan": "debtor/paying", "appeal": "debtor/disagree"}
    for name, page in pages.items():
        key = f"must_pay.steps.{name}"
        link = Action(text=catalog.gettext(f"{key}.link"), page=page) if page else None
        yield NextStep(
            heading=catalog.gettext(f"{key}.title", **words),
            text=catalog.gettext(f"{key}.text", **words),
            link=link,
            letter=written.get(name),
        )


def _others(asked: Asked[MustPay]) -> Iterator[Action]:
    """The situations beside this one; the calculator gets the date and the sum of the letter."""
    for name, page in (
        ("notOwed", "debtor/disagree"),
        ("cannotPay", "debtor/paying"),
        ("costs", "debtor/costs"),
    ):
        yield Action(text=asked.catalog.gettext(f"must_pay.others.{name}"), page=page)
    fields = {"letterSentOn": asked.typed["letterDate"], "arrears": asked.typed["sumAsked"]}
    payments = CALCULATORS["payments"].path
    yield Action(
        text=asked.catalog.gettext("must_pay.others.payments"),
        carried=Carried(action=payments, fields=fields, intent=OPEN),
    )


def _summary(asked: Asked[MustPay]) -> tuple[str, ...]:
    request, catalog = asked.request, asked.catalog
    return (
        catalog.gettext("must_pay.summary.letter", day=catalog.full_day(request.letter_date)),
        catalog.gettext("must_pay.summary.sum", sum=catalog.short(Cents(request.sum_asked))),
    )


QUICK_ANSWER = QuickAnswer(
    schema=FormSchema(
        form=form_definition("must_pay"),
        request=MustPay,
        validate=lambda request: validate(request, clock.today()),
    ),
    answer=_answer,
    summary=_summary,
)
