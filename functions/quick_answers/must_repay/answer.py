"""Which share of a debt of family allowances could be waived? By a full request of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.calculators.registry import CALCULATORS
from functions.calculators.waiver.tone import waiver_tone
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.core.errors import Issue
from functions.law.core.validation import Partial, required
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.calculation import WaiverResult, calculate_waiver
from functions.law.waiver.outcome import Waiver
from functions.law.waiver.request import Resources, WaiverRequest, YesNoUnknown
from functions.pages.answer_view import Action, Carried
from functions.parameters import load
from functions.quick_answers.base import Answer, Asked, QuickAnswer

SUPPOSED_DEBT = 100_000
"""In cents, where it is not known: the share does not depend on it, and no amount is shown."""
WHOLE = BasisPoints(100_00)


@dataclass(frozen=True, slots=True, kw_only=True)
class MustRepay:
    """The answers; what each person has a month in cents, without family allowances.

    ``debt`` is what the payment fund asks back, where it is known.
    """

    monthly_income: int
    partner: bool
    partner_income: int | None = None
    children_with_child_benefit: int
    debt: int | None = None


def validate(asked: Partial[MustRepay]) -> Iterator[Issue]:
    """With a partner, the partner's income is needed; else it is ignored."""
    if asked.partner is True:
        yield from required("partner_income", asked.partner_income)


def waiver_request(asked: MustRepay, today: date) -> WaiverRequest:
    """The request of today, with what a quick answer supposes: no fraud, both conditions met."""
    partner = Resources(work=asked.partner_income or 0) if asked.partner else None
    return WaiverRequest(
        request_date=today,
        debt=asked.debt or SUPPOSED_DEBT,
        fraud_proven=False,
        good_faith=YesNoUnknown.YES,
        uncertain_situation=YesNoUnknown.YES,
        partner=asked.partner,
        children_with_child_benefit=asked.children_with_child_benefit,
        debtor_resources=Resources(work=asked.monthly_income),
        partner_resources=partner,
    )


def _answer(asked: Asked[MustRepay]) -> Answer:
    t, short = asked.catalog.gettext, asked.catalog.short
    result = calculate_waiver(waiver_request(asked.request, asked.today), load.waiver())
    share, debt = result.waiver.percentage, asked.request.debt
    other = _other_waiver(result)
    outcome = _outcome(share, None if other is None else other.percentage)
    key = f"must_repay.answer.{outcome}"
    reason = [t(f"{key}.reason", countable=short(Cents(result.household.countable)))]
    if share and other is not None:
        reason.append(t("must_repay.other_limits", other=other.percentage))
    figure, unit = (asked.catalog.format(share), t("must_repay.unit")) if share else ("", "")
    sentence = t(f"{key}.sentence", other=share if other is None else other.percentage)
    if debt is not None:
        if share:
            reason.insert(0, t("must_repay.share_of_debt", share=share))
            figure, unit = short(result.waiver.waived), t(f"{key}.unit_debt")
        sentence = t(
            f"{key}.sentence_debt",
            debt=short(Cents(debt)),
            left=short(result.waiver.recovered),
            other=short((other or result.waiver).waived),
        )
    return Answer(
        tone=waiver_tone(result),
        tag=t(f"{key}.tag"),
        figure=figure,
        unit=unit,
        sentence=sentence,
        reason=" ".join(reason),
        share=share or None,
        asks="debt" if debt is None and outcome != "none" else "",
        asks_button=t("must_repay.in_euro"),
        supposes=tuple(
            t(f"must_repay.supposes.{what}") for what in ("flanders", "worthy", "work", "fraud")
        ),
        actions=tuple(_actions(asked, outcome)),
    )


def _other_waiver(result: WaiverResult) -> Waiver | None:
    """The waiver by the figures that were not chosen, where its share is another one."""
    chosen = result.request.parameter_set
    others = (one.waiver for one in result.by_set if one.answer.parameter_set is not chosen)
    return next((one for one in others if one.percentage != result.waiver.percentage), None)


def _outcome(share: BasisPoints, other: BasisPoints | None) -> str:
    if share:
        return "all" if share == WHOLE else "part"
    return "toCheck" if other else "none"


def _actions(asked: Asked[MustRepay], outcome: str) -> Iterator[Action]:
    """The full calculation; where nothing is waived, first whether the debt is due at all."""
    key = f"must_repay.answer.{outcome}"
    refine = Carried(action=CALCULATORS["waiver"].path, fields=_fields(asked), intent="step:debt")
    check_first = Action(
        text=asked.catalog.gettext("must_repay.check_first"),
        page=CALCULATORS["first_questions"].page,
    )
    if outcome == "none":
        yield check_first
        yield Action(text=asked.catalog.gettext(f"{key}.instalments"), page="waiver/instalments")
    else:
        yield Action(text=asked.catalog.gettext(f"{key}.primary"), carried=refine)
        yield check_first


def _fields(asked: Asked[MustRepay]) -> dict[str, str]:
    """The answers as the waiver calculator asks for them."""
    fields = {
        "partner": asked.typed["partner"],
        "childrenWithChildBenefit": asked.typed["childrenWithChildBenefit"],
        "debtorResources.work": asked.typed["monthlyIncome"],
    }
    if asked.request.partner:
        fields["partnerResources.work"] = asked.typed["partnerIncome"]
    if asked.request.debt is not None:
        fields["debt"] = asked.typed["debt"]
    return fields


def _summary(asked: Asked[MustRepay]) -> tuple[str, ...]:
    request, key = asked.request, "must_repay.summary"
    income = asked.catalog.short(Cents(request.monthly_income))
    partner = asked.catalog.short(Cents(request.partner_income or 0))
    with_partner = "partner" if request.partner else "noPartner"
    debt = Cents(request.debt or 0)
    asked_back = asked.catalog.gettext(f"{key}.debt", debt=asked.catalog.short(debt))
    return (
        *((asked_back,) if debt else ()),
        asked.catalog.gettext(f"{key}.income", income=income),
        asked.catalog.gettext(f"{key}.{with_partner}", income=partner),
        asked.catalog.gettext(f"{key}.children", children=request.children_with_child_benefit),
    )


QUICK_ANSWER = QuickAnswer(
    schema=FormSchema(form=form_definition("must_repay"), request=MustRepay, validate=validate),
    answer=_answer,
    summary=_summary,
)
