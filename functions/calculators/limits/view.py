"""What the page shows of the table of limits, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite
from functions.law.core.values import Cents
from functions.law.waiver.limit_comparison import LimitRow, LimitsResult
from functions.law.waiver.other_limits import SetAnswer
from functions.law.waiver.request import ParameterSet, Reading, Rounding
from functions.pages.answer_view import Action, Answer, Finding, Given, NextStep, Tone, Words
from functions.pages.explanation_view import ExplainedView, explain_result

PAGES = {
    "calculator": "waiver/calculator",
    "resources": "waiver/resources",
    "request": "waiver/request",
    "instalments": "waiver/instalments",
}
"""The page behind each action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsView(ExplainedView):
    """Everything that the template of the result needs. Amounts in cents."""

    table: LimitsResult
    maximum: Cents
    roundings: tuple[Rounding, ...]
    readings: tuple[Reading, ...]
    citation: Citation
    limits_hold: str

    @property
    def roundings_decide(self) -> bool:
        """Whether the roundings put the household in different lines."""
        return len(self.table.places) > 1

    @property
    def differing(self) -> tuple[LimitRow, ...]:
        """The lines whose limit depends on the rounding."""
        return tuple(row for row in self.table.rows if row.roundings_differ)


def limits_view(table: LimitsResult, catalog: Catalog) -> LimitsView:
    """The view of the table in the words of a language."""
    writer = _Writer(table, catalog)
    first, last = table.rows[0].waived, table.rows[-1].waived
    return LimitsView(
        table=table,
        maximum=Cents(table.figures.maximum),
        roundings=tuple(Rounding),
        readings=tuple(Reading),
        citation=cite(catalog, table.figures.limits_source),
        limits_hold=writer.words(
            "folds.limits_holds", first=first[Reading.DECREASING], last=last[Reading.DECREASING]
        ),
        answer=writer.answer(),
        finding=writer.finding(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "limits", table),
    )


class _Writer:
    """Words the answer to a family that looks for its line."""

    def __init__(self, table: LimitsResult, catalog: Catalog) -> None:
        self.table, self.catalog = table, catalog
        self.words = Words(catalog=catalog, subject="limits")
        chosen = table.request.parameter_set
        others = (one for one in table.by_set if one.parameter_set is not chosen)
        self.other_set: SetAnswer | None = next(others, None)
        as_applied = (row for row in table.places if Rounding.AGENCY in row.household_in)
        self.place: LimitRow | None = next(as_applied, None)

    @property
    def verdict(self) -> str:
        """The table alone, the line of the household, or that nothing is waived on it."""
        if self.place is None:
            return "table"
        if self.place.waived[Reading.DECREASING] > 0:
            return "household"
        return "none" if self.other_set is None else "limits"

    def answer(self) -> Answer:
        """The share waived, or up to which resources something is."""
        short, figures, place = self.catalog.short, self.table.figures, self.place
        said = {
            "minimum": short(Cents(figures.minimum)),
            "maximum": short(Cents(figures.maximum)),
            "reduction": short(Cents(figures.flat_reduction)),
        }
        if place is not None and self.table.household is not None:
            said["percentage"] = self.catalog.format(place.waived[Reading.DECREASING])
            said["countable"] = short(self.table.household.countable)
        if self.other_set is not None:
            said["other_percentage"] = self.catalog.format(self.other_set.percentage)
        tones = {"none": Tone.NO, "limits": Tone.DUE, "household": Tone.YES, "table": Tone.YES}
        verdict = self.verdict
        calculator = self._link("calculator")
        if verdict == "none":
            instalments = self._link("instalments")
            return self.words.answer(verdict, tones[verdict], instalments, calculator, **said)
        return self.words.answer(verdict, tones[verdict], calculator, **said)

    def _link(self, key: str) -> Action:
        return self.words.action(key, page=PAGES[key])

    def finding(self) -> Finding | None:
        """What the other set of limits gives, where the answer does not say it yet."""
        other = self.other_set
        if other is None or self.verdict == "limits":
            return None
        name = "estimate" if other.parameter_set is ParameterSet.ESTIMATE else "published"
        said = {
            "percentage": self.catalog.format(other.percentage),
            "minimum": self.catalog.short(other.minimum),
            "maximum": self.catalog.short(other.maximum),
        }
        return Finding(
            heading=self.words(f"finding.{name}", **said),
            text=self.words(f"finding.{name}_text", **said),
        )

    def next_steps(self) -> Iterator[NextStep]:
        """What the family can do now, in order."""
        first = "instalments" if self.verdict == "none" else "resources"
        second = "resources" if self.verdict == "none" else "ask"
        for key in (first, second):
            yield self.words.step(key, self._link("request" if key == "ask" else key))

    def given(self) -> Iterator[Given]:
        """The answers that count most, each with the section that changes it."""
        request, household = self.table.request, self.table.household
        day = self.catalog.full_day(request.request_date)
        yield self.words.given("asked_on", "figures", request_date=day)
        key = f"limits.questions.parameterSet.options.{request.parameter_set.value}"
        yield self.words.given("set", "figures", parameter_set=self.catalog.gettext(key))
        if household is not None:
            yield self.words.given(
                "household",
                "household",
                gross=self.catalog.short(household.gross),
                persons=household.persons,
            )
