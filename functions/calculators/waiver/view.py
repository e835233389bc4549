"""What the page shows of a waiver calculation, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from functions.calculators.waiver.tone import GRANTED, waiver_tone
from functions.exports.charts import Mark, mark_at
from functions.i18n.catalog import Catalog
from functions.law.core.values import BasisPoints, Cents
from functions.law.waiver.calculation import SetWaiver, WaiverResult
from functions.law.waiver.outcome import Outcome
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.request import ParameterSet, Reading, YesNoUnknown
from functions.pages.answer_view import (
    Action,
    Answer,
    Finding,
    Given,
    NextStep,
    Words,
    letter_action,
)
from functions.pages.explanation_view import ExplainedView, explain_result

ONE_PERCENT = 100
"""In basis points."""
LEVEL = 1000
"""Basis points between two bands of the table, and between two shades of the picture."""
DECIDED = (Outcome.FULL, Outcome.PARTIAL, Outcome.NONE)
"""The outcomes that the resources decide."""
PAGES = {
    "first_questions": "waiver/first-questions",
    "request": "waiver/request",
    "ask_limits": "waiver/request",
    "home_visit": "waiver/home-visit",
    "conditions": "waiver/conditions",
    "small_debts": "waiver/conditions",
    "instalments": "waiver/instalments",
    "appeal": "waiver/appeal",
}
"""The page behind each action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandsPicture:
    """The bands in one bar: the shade of each, from 0 to 10, and that of the household."""

    text: str
    levels: tuple[int, ...]
    place: int
    mark: Mark
    ends: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A line of the account of the resources; ``taken_off`` where it is subtracted."""

    name: str
    amount: Cents
    taken_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView(ExplainedView):
    """Everything that the template of the result needs."""

    calculation: WaiverResult
    debt: Cents
    maximum: Cents
    may_fill: bool
    bands: BandsPicture | None
    ledger: tuple[LedgerLine, ...]
    other_reading: str
    limits_hold: str
    sets_hold: str


def waiver_view(
    calculation: WaiverResult, catalog: Catalog, parameters: WaiverParameters
) -> WaiverView:
    """The view of a calculation in the words of a language."""
    writer = _Writer(calculation, catalog, parameters)
    return WaiverView(
        calculation=calculation,
        debt=Cents(calculation.request.debt),
        maximum=calculation.table.shown(len(calculation.table.limits) - 1),
        may_fill=calculation.outcome in GRANTED,
        bands=writer.bands(),
        ledger=tuple(writer.ledger()) if calculation.outcome in DECIDED else (),
        other_reading=writer.other_reading(),
        limits_hold=writer.limits_hold(),
        sets_hold=writer.sets_hold(),
        answer=writer.answer(),
        finding=writer.finding(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "waiver", calculation),
    )


class _Writer:
    """Words the answer to a family."""

    def __init__(
        self, calculation: WaiverResult, catalog: Catalog, parameters: WaiverParameters
    ) -> None:
        self.calculation, self.catalog, self.parameters = calculation, catalog, parameters
        self.request, self.waiver = calculation.request, calculation.waiver
        self.words = Words(catalog=catalog, subject="waiver")
        chosen = calculation.request.parameter_set
        others = (one for one in calculation.by_set if one.answer.parameter_set is not chosen)
        self.other_set: SetWaiver | None = next(others, None)

    @property
    def verdict(self) -> str:
        """The outcome, or that it depends on the limits which the payer applies."""
        other = self.other_set
        if self.calculation.outcome is Outcome.NONE and other and other.waiver.percentage > 0:
            return "limits"
        return self.calculation.outcome.value

    def answer(self) -> Answer:
        """What is waived if the payer agrees, or why nothing is; and what to press."""
        verdict, short, other = self.verdict, self.catalog.short, self.other_set
        table = self.calculation.table
        reason = ""
        if self.calculation.conditional and self.calculation.outcome in GRANTED:
            reason = self.words("verdict.conditional.reason")
        primary, *secondary = self._actions(verdict)
        return self.words.answer(
            verdict,
            waiver_tone(self.calculation),
            primary,
            *secondary,
            reason=reason,
            debt=short(Cents(self.request.debt)),
            waived=short(self.waiver.waived),
            recovered=short(self.waiver.recovered),
            percentage=self.waiver.percentage,
            countable=short(self.calculation.household.countable),
            minimum=short(table.shown(0)),
            maximum=short(table.shown(len(table.limits) - 1)),
            other_percentage=other.waiver.percentage if other else BasisPoints(0),
        )

    def _actions(self, verdict: str) -> Iterator[Action]:
        if verdict in GRANTED:
            yield self.words.action("waiver_form", paper="waiver-request")
            if self.waiver.recovered > 0:
                rest = self.catalog.short(self.waiver.recovered)
                said = self.words("actions.instalments_rest", recovered=rest)
                yield replace(self._plan(), text=said)
            return
        if verdict == "limits":
            yield self._link("ask_limits")
        if verdict == Outcome.CONDITIONS_NOT_MET:
            yield self._link("conditions")
        yield self._link("instalments")
        if verdict == Outcome.FRAUD:
            yield self._link("appeal")

    def _link(self, key: str) -> Action:
        return self.words.action(key, page=PAGES[key])

    def finding(self) -> Finding | None:
        """What the other set of limits gives, where the answer does not say it yet."""
        other = self.other_set
        if other is None or self.verdict == "limits":
            return None
        if other.waiver.percentage == self.waiver.percentage:
            return None
        name = other.answer.parameter_set.value
        return Finding(
            heading=self.words(f"other_limits.{name}", percentage=other.waiver.percentage),
            text=self.words(
                "other_limits.ask_estimate" if name == "estimate" else "other_limits.ask"
            ),
        )

    def other_reading(self) -> str:
        """What art. 4 gives in the other reading; empty where it is the same."""
        other = self.calculation.other
        if other.percentage == self.waiver.percentage:
            return ""
        return self.words(f"other_reading.{other.reading.value}", percentage=other.percentage)

    def next_steps(self) -> Iterator[NextStep]:
        """What the family can do now, in order."""
        step, verdict = self.words.step, self.verdict
        months = self.parameters.appeal_months.on(self.request.request_date)
        yield step("first_questions", self._link("first_questions"))
        if verdict == "limits":
            yield step("ask_limits", self._link("ask_limits"))
        elif verdict in GRANTED:
            yield step("ask", self._link("request"), letter=self._letter())
            yield step("form", self._link("home_visit"))
        elif verdict != Outcome.FRAUD:
            yield step("ask_anyway", self._link("request"), letter=self._letter())
        if self.calculation.small_debts:
            yield self._small_debt()
        if self.waiver.recovered > 0:
            yield step("instalments", self._link("instalments"), letter=self._plan())
        contested = "appeal" if verdict == Outcome.FRAUD else "refused"
        yield step(contested, self._link("appeal"), months=months)

    def _plan(self) -> Action:
        """Proposes to pay what is not waived in instalments."""
        return letter_action(self.catalog, "instalments", debt=self.waiver.recovered)

    def _letter(self) -> Action:
        """The request for a waiver, with the estimate where it is in favour of the family.

        The letter says that the share rests on the published limits, so one of other limits is left
        out; where another set gives another share, the letter asks which limits are applied.
        """
        request, other = self.request, self.other_set
        published = (ParameterSet.PUBLISHED, Reading.DECREASING)
        is_published = (request.parameter_set, request.reading) == published
        share = self.waiver.percentage
        differs = other is not None and other.waiver.percentage != share
        granted = is_published and share > 0 and not differs
        says_income = is_published and (share > 0 or differs)
        return letter_action(
            self.catalog,
            "waiver",
            debt=Cents(request.debt),
            partner=request.partner,
            children_with_child_benefit=request.children_with_child_benefit,
            countable_income=self.calculation.household.countable if says_income else None,
            percentage=share // ONE_PERCENT if granted else None,
        )

    def _small_debt(self) -> NextStep:
        """The rule that leaves the payer no choice holds for every small debt."""
        _, must = self.parameters.small_debt(self.request.parameter_set.value)
        return self.words.step(
            "small_debt",
            self._link("small_debts"),
            limit=self.catalog.short(Cents(must.on(self.request.request_date))),
        )

    def given(self) -> Iterator[Given]:
        """The answers that count most, each with the section that changes it."""
        request, given, short = self.request, self.words.given, self.catalog.short
        conditions = (request.good_faith, request.uncertain_situation)
        debt = "debt_fraud" if request.fraud_proven else "debt"
        yield given(debt, "debt", debt=short(Cents(request.debt)))
        yield given("resources", "debtorResources", gross=short(self.calculation.household.gross))
        yield given(
            "household_partner" if request.partner else "household",
            "household",
            children=request.children_with_child_benefit,
        )
        if YesNoUnknown.NO in conditions or YesNoUnknown.NOT_KNOWN in conditions:
            yield given(
                "conditions",
                "household",
                good_faith=request.good_faith.value,
                uncertain_situation=request.uncertain_situation.value,
            )
        else:
            yield given(
                "asked_on", "debt", request_date=self.catalog.full_day(request.request_date)
            )

    def bands(self) -> BandsPicture | None:
        """Every band in one bar, with a mark on that of the household."""
        bands, calculation = self.calculation.bands, self.calculation
        here = next((place for place, band in enumerate(bands) if band.is_household), None)
        limits = [band.limit for band in bands if band.limit is not None]
        if here is None or not limits or calculation.outcome not in DECIDED:
            return None
        said = {"percentage": bands[here].waived, "place": here + 1} | self._ends()
        pin = self.words(
            "bands.here",
            countable=self.catalog.short(calculation.household.countable),
            percentage=bands[here].waived,
        )
        up_to = self.words("bands.up_to", limit=self.catalog.short(limits[0]))
        more_than = self.words("bands.more_than", limit=self.catalog.short(limits[-1]))
        return BandsPicture(
            text=self.words("bands.text" if here else "bands.text_first", **said),
            levels=tuple(band.waived // LEVEL for band in bands),
            place=here,
            mark=mark_at(here, len(bands), pin),
            ends=(
                (self.catalog.format(bands[0].waived), up_to),
                (self.catalog.format(bands[-1].waived), more_than),
            ),
        )

    def _ends(self) -> dict[str, BasisPoints]:
        bands = self.calculation.bands
        return {"first": bands[0].waived, "last": bands[-1].waived}

    def ledger(self) -> Iterator[LedgerLine]:
        """How the resources come to what counts."""
        household, words = self.calculation.household, self.words
        children, each = self.request.children_with_child_benefit, household.flat_reduction
        yield LedgerLine(name=words("ledger.debtor"), amount=household.debtor)
        if self.request.partner:
            yield LedgerLine(name=words("ledger.partner"), amount=household.partner)
            yield LedgerLine(name=words("ledger.partner_reduction"), amount=each, taken_off=True)
        if children:
            said = words(
                "ledger.children_reduction",
                children=children,
                flat_reduction=self.catalog.short(each),
            )
            yield LedgerLine(name=said, amount=Cents(children * each), taken_off=True)

    def limits_hold(self) -> str:
        """What the table of the bands holds."""
        return self.words("folds.limits_holds", **self._ends())

    def sets_hold(self) -> str:
        """What the two sets of limits give."""
        other = self.other_set
        if other is None or other.waiver.percentage == self.waiver.percentage:
            return ""
        return self.words(
            "folds.sets_holds", chosen=self.waiver.percentage, other=other.waiver.percentage
        )
