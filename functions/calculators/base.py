"""What a calculator is made of: its form, its computation, and its representations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from functions.calculators.registry import CALCULATORS, Entry
from functions.calculators.shared.explanation_json import notes_json, steps_json
from functions.calculators.shared.members import Writer, written
from functions.forms.parse import FormSchema
from functions.http.negotiation import CALENDAR, CSV, JSON, ODS, PDF
from functions.i18n.catalog import Catalog
from functions.pages.repeated_rows import SAVE_CSV, SAVE_DATES, SAVE_ODS, FormState

if TYPE_CHECKING:
    # Only what has days or a table reads how they are kept.
    from functions.exports.days import Days
    from functions.exports.table import Table
    from functions.pages.explanation_view import ExplainedView
    from functions.pages.personal_page import PersonalPart

Request = TypeVar("Request")
PrepareForm = Callable[[FormState, str, date], FormState]

FILES = {SAVE_DATES: CALENDAR, SAVE_CSV: CSV, SAVE_ODS: ODS}
"""The buttons that save a file, and what it is."""
EXPLANATION, NOTES, INDEPENDENCE = "explanation", "notes", "independence"
"""The members of every JSON response."""
ENDINGS = {CALENDAR: "ics", CSV: "csv", ODS: "ods"}


def unchanged(form: FormState, intent: str, today: date) -> FormState:
    """The arrangement of a form whose rows only come and go by their buttons."""
    del intent, today
    return form


def no_entries(result: object) -> Sequence[object]:
    """What the table of a result has a row for, where no result has a table."""
    del result
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation(Generic[Request]):
    """A form and what is computed from it.

    ``prepare_form`` is what the calculator itself does to a form before it is shown or calculated,
    given the button that was pressed and today's date.
    """

    schema: FormSchema[Request]
    compute: Callable[[Request], object]
    prepare_form: PrepareForm = unchanged

    @property
    def entry(self) -> Entry:
        """What the registry says of the calculator: its name, operation and page."""
        return CALCULATORS[self.schema.form.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator(Computation[Request]):
    """One calculator, and how its result is serialized and shown.

    ``members`` writes those of the JSON response that only this calculator has, by their names.
    ``days`` gives the dates of a result in words, where results have some; ``table`` the table of a
    result to save, and ``table_entries`` what it has a row for: without any there is no table.
    ``view_parameters`` gives the figures of the law, where the view needs them beside the result;
    ``counts_days`` says that the view counts the days that are left from today.
    """

    members: Mapping[str, Writer]
    view_parameters: Callable[[], object] | None = None
    counts_days: bool = False
    days: Callable[[Any, Catalog], Days] | None = None
    table: Callable[[Any, Catalog], Table] | None = None
    table_entries: Callable[[Any], Sequence[object]] = no_entries

    def view(self, result: Any, catalog: Catalog, today: date) -> ExplainedView:
        """What the templates of the result need, from ``<name>_view`` in ``view.py``.

        Imported only here: a request in JSON does not pay for the pages.
        """
        name = self.entry.name
        make = getattr(import_module(f"functions.calculators.{name}.view"), f"{name}_view")
        parameters = () if self.view_parameters is None else (self.view_parameters(),)
        days = {"today": today} if self.counts_days else {}
        view: ExplainedView = make(result, catalog, *parameters, **days)
        return view

    def to_json(
        self, result: Any, catalog: Catalog, selected: frozenset[str] | None = None
    ) -> dict[str, Any]:
        """The response in JSON: the members of the calculator, then those of every response.

        Where members are selected, only these are made.
        """
        name = self.entry.name
        wanted = frozenset(self.selectable) if selected is None else selected
        document = written(self.members, result, catalog, wanted)
        if EXPLANATION in wanted:
            document[EXPLANATION] = steps_json(catalog, name, result.explanation)
        if NOTES in wanted:
            document[NOTES] = notes_json(catalog, name, result.notes)
        if INDEPENDENCE in wanted:
            document[INDEPENDENCE] = catalog.gettext("common.site.independence")
        return document

    @property
    def selectable(self) -> tuple[str, ...]:
        """The names of all members that a response can have."""
        return (*self.members, EXPLANATION, NOTES, INDEPENDENCE)

    @property
    def media_types(self) -> tuple[str, ...]:
        """The types of response, the usual one first."""
        days = () if self.days is None else (CALENDAR,)
        table = () if self.table is None else (CSV, ODS)
        return (JSON, *days, *table)


class Paper(Protocol):
    """A form that a result is written into."""

    @property
    def name(self) -> str:
        """Its name in the address."""

    @property
    def file_names(self) -> str:
        """The key of the name of the file that a reader saves."""

    @property
    def personal_names(self) -> frozenset[str]:
        """The names of the fields about people that its page can ask for."""

    def personal(
        self, case: Any, catalog: Catalog, typed: Mapping[str, str]
    ) -> tuple[PersonalPart, ...]:
        """The fields about people, with what was typed into them and what is wrong with it."""

    def make(
        self,
        case: Any,
        catalog: Catalog,
        typed: Mapping[str, str],
        given: Mapping[str, str] = ...,
    ) -> bytes:
        """The PDF; ``typed`` are the fields about people, without a fault.

        ``given`` are the answers that only the page asks for.
        """

    def retitle(self, pdf: bytes, title: str) -> bytes:
        """The PDF with another title in the place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCalculator(Computation[Request]):
    """A calculator whose only response is a PDF."""

    paper: Paper

    @property
    def media_types(self) -> tuple[str, ...]:
        """The type of response."""
        return (PDF,)
