"""What a calculator is made of: its form, its computation, and its representations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from functions.calculators.registry import CALCULATORS, Entry
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.http.negotiation import CALENDAR, CSV, JSON, ODS, PDF
from functions.i18n.catalog import Catalog
from functions.pages.repeated_rows import SAVE_CSV, SAVE_DATES, SAVE_ODS, FormState

if TYPE_CHECKING:
    # Only what has days or a table reads how they are kept.
    from functions.exports.days import Days
    from functions.exports.table import Table
    from functions.pages.summary_view import ResultView

PrepareForm = Callable[[FormState, str, date], FormState]

FILES = {SAVE_DATES: CALENDAR, SAVE_CSV: CSV, SAVE_ODS: ODS}
"""The buttons that save a file, and what it is."""
ENDINGS = {CALENDAR: "ics", CSV: "csv", ODS: "ods"}


def unchanged(form: FormState, intent: str, today: date) -> FormState:
    """The arrangement of a form whose rows only come and go by their buttons."""
    del intent, today
    return form


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """A form and what is computed from it.

    ``prepare_form`` is what the calculator itself does to a form before it is shown or calculated,
    given the button that was pressed and today's date.
    """

    schema: FormSchema
    compute: Callable[[PartialAnswers], object]
    prepare_form: PrepareForm = unchanged

    @property
    def entry(self) -> Entry:
        """What the registry says of the calculator: its name, operation and page."""
        return CALCULATORS[self.schema.form.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator(Computation):
    """One calculator, and how its result is serialized and shown.

    ``days`` gives the dates of a result in words, where results have some; ``table`` the table of
    a result to save. ``view`` is what the templates of the result need.
    """

    to_json: Callable[[Any, Catalog], Mapping[str, Any]]
    view: Callable[[Any, Catalog], ResultView]
    days: Callable[[Any, Catalog], Days] | None = None
    table: Callable[[Any, Catalog], Table] | None = None

    @property
    def media_types(self) -> tuple[str, ...]:
        """The types of response, the usual one first."""
        days = () if self.days is None else (CALENDAR,)
        table = () if self.table is None else (CSV, ODS)
        return (JSON, *days, *table)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCalculator(Computation):
    """A calculator whose only response is a PDF: the name of its file, and how it is made."""

    name: str
    make: Callable[[Any, Catalog], bytes]

    @property
    def media_types(self) -> tuple[str, ...]:
        """The type of response."""
        return (PDF,)
