"""What the page shows of the table of limits, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite
from functions.law.core.values import Cents
from functions.law.waiver.limit_comparison import LimitRow, LimitsResult
from functions.law.waiver.other_limits import SetAnswer
from functions.law.waiver.request import Reading, Rounding
from functions.pages.explanation_view import ExplainedView, explain_result


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsView(ExplainedView):
    """Everything that the template of the result needs. Amounts in cents."""

    table: LimitsResult
    minimum: Cents
    maximum: Cents
    reduction: Cents
    place: LimitRow | None
    roundings: tuple[Rounding, ...]
    readings: tuple[Reading, ...]
    citation: Citation
    other_set: SetAnswer | None

    @property
    def roundings_decide(self) -> bool:
        """Whether the roundings put the household in different lines."""
        return len(self.table.places) > 1


def limits_view(table: LimitsResult, catalog: Catalog) -> LimitsView:
    """The view of the table in the words of a language."""
    chosen = table.request.parameter_set
    as_applied = (row for row in table.places if Rounding.AGENCY in row.household_in)
    return LimitsView(
        table=table,
        minimum=Cents(table.figures.minimum),
        maximum=Cents(table.figures.maximum),
        reduction=Cents(table.figures.flat_reduction),
        place=next(as_applied, None),
        roundings=tuple(Rounding),
        readings=tuple(Reading),
        other_set=next((one for one in table.by_set if one.parameter_set is not chosen), None),
        citation=cite(catalog, table.figures.limits_source),
        **explain_result(catalog, "limits", table),
    )
