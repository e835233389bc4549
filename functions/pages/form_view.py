"""Builds what the page shows of a form: the words of each question, what was typed and refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from functions.forms.conditions import Conditions
from functions.forms.definition import (
    FormDefinition,
    Kind,
    Question,
    Section,
    ShownIf,
)
from functions.forms.errors import FieldError
from functions.i18n.catalog import Catalog
from functions.i18n.messages import message, short_message
from functions.law.core.values import Month, Value
from functions.pages.bulk_fill import BulkFill, columns
from functions.pages.field_view import (
    Field,
    Form,
    FormSection,
    MonthRow,
    MonthTable,
    Option,
    Problem,
    Reveal,
    Row,
)
from functions.pages.month_rows import MONTH, months_typed
from functions.pages.repeated_rows import FILL, rows_of

FORM_ID = "simulator-form"
SELECT = "select"
NOT_FILLED = BulkFill()
NO_FACTS: Mapping[str, str] = MappingProxyType({})
NO_REVEALS: Mapping[ShownIf | None, Reveal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """What a page says of a question, whatever is typed.

    ``label_key`` is the key of its label, in which something can be filled in; ``why`` says why it
    is asked, empty where nothing does. ``unit`` is what stands inside the field of an amount after
    the figure. Each of the ``options`` is there twice: as it is, and as it is while it is chosen.
    """

    label_key: str
    hint: str
    why: str
    unit: str
    options: tuple[tuple[Option, Option], ...]


@cache
def question_words(catalog: Catalog, form: str, question: Question) -> QuestionWords:
    """The words of a question of that form; kept, as every page with the form asks for them."""
    key = f"{form}.{question.key}"

    def optional(name: str, other: str = "") -> str:
        return catalog.gettext(name) if catalog.has(name) else other

    def option(value: str) -> tuple[Option, Option]:
        name = question.option_key(form, value)
        one = Option(
            id=f"{id_of(question.path)}-{value}",
            value=value,
            label=catalog.gettext(name),
            chosen=False,
            hint=optional(f"{name}_hint"),
        )
        return one, one._replace(chosen=True)

    is_amount = question.kind is Kind.AMOUNT
    return QuestionWords(
        label_key=f"{key}.label",
        hint=catalog.gettext(f"{key}.hint"),
        why=optional(f"{key}.why"),
        unit=optional(f"{key}.unit", catalog.gettext("common.unit.amount")) if is_amount else "",
        options=tuple(option(value) for value in question.offered),
    )


class FormBuilder:
    """Builds the form from what was typed and what is wrong with it."""

    def __init__(  # noqa: PLR0913 - the form is made of these, and of nothing else
        self,
        questions: FormDefinition,
        catalog: Catalog,
        typed: Mapping[str, str],
        issues: Sequence[FieldError],
        *,
        filling: BulkFill = NOT_FILLED,
        starts_rows: bool = True,
        facts: Mapping[str, str] = NO_FACTS,
        new: Collection[str] = (),
    ) -> None:
        """Keep what every field needs. ``starts_rows``: the reader goes on in rows just shown.

        ``facts`` is what the calculator derives from the answers, ``new`` the questions that
        became relevant just now.
        """
        self._conditions = Conditions(questions, typed, facts)
        self._new = sorted(new)
        self._months: Sequence[Month] = ()
        self._rows: dict[str, Mapping[tuple[int, str], str]] = {}
        self._questions = questions
        self._words = catalog
        self._typed = typed
        self._issues = issues
        self._filling = filling
        self._starts_rows = starts_rows

    def form(self, *, rows: Mapping[str, int], month_rows: Sequence[Month]) -> Form:
        """The form with so many rows of each list, and those months to fill in."""
        self._months = month_rows
        sections = tuple(self._section(section, rows) for section in self._questions.sections)
        path = self._questions.table
        table = None if path is None else self._table(path, month_rows)
        return Form(
            id=FORM_ID,
            questions=self._questions,
            sections=sections,
            table=table,
            problems=tuple(self._problems(sections, table)),
        )

    def _section(self, section: Section, rows: Mapping[str, int]) -> FormSection:
        asked = [q for q in section.questions if q.list_path == section.list_path]
        path = section.list_path
        bounds = None if path is None else self._questions.lists[path]
        count = 1 if bounds is None else rows.get(bounds.path, bounds.minimum)
        reveals = _reveals(section)
        may_stay_empty = not section.one_needed
        return FormSection(
            id=f"{self._questions.name}-{section.id}",
            key=f"{self._questions.name}.sections.{section.id}",
            rows=tuple(
                Row(
                    number=place + 1,
                    fields=tuple(
                        self._field(q, place, place, reveals, may_stay_empty=may_stay_empty)
                        for q in asked
                        if not q.more
                    ),
                )
                for place in range(count)
            ),
            more=tuple(
                self._field(q, place, place, reveals)
                for place in range(count)
                for q in asked
                if q.more
            ),
            applies=self._conditions.holds(section.shown_if),
            reveals=tuple(reveals.values()),
            table_reveal=self._table_reveal(section, reveals),
            reasons=tuple(
                (self._words.gettext(words.label_key), words.why)
                for q in asked
                if (words := self._words_of(q)).why
                and (q.shown_if in reveals or self._conditions.apply(q.path.replace("[]", "[0]")))
            ),
            shows_table=section.table is not None,
            list_path=path or "",
            list_key=f"{self._questions.name}.lists.{path}" if path else "",
            can_add=bounds is not None and count < bounds.maximum,
            can_remove=bounds is not None and count > bounds.minimum,
        )

    def _words_of(self, question: Question) -> QuestionWords:
        return question_words(self._words, self._questions.name, question)

    def _table_reveal(
        self, section: Section, reveals: Mapping[ShownIf | None, Reveal]
    ) -> Reveal | None:
        """The answer of the section that shows the table of months."""
        found = (reveals.get(q.shown_if) for q in section.questions if q.list_path is not None)
        return next((reveal for reveal in found if reveal is not None), None)

    def _field(
        self,
        question: Question,
        place: int,
        typed_place: int | None,
        reveals: Mapping[ShownIf | None, Reveal] = NO_REVEALS,
        *,
        may_stay_empty: bool = True,
        **inputs: Value,
    ) -> Field:
        """The question in that row, with what was typed for it in the row ``typed_place``."""
        name = typed_name = question.path
        if "[]" in name:
            typed_name = name.replace("[]", f"[{typed_place}]")
            name = name.replace("[]", f"[{place}]")
        html_id = id_of(name)
        typed = self._typed.get(typed_name, "")
        words = self._words_of(question)
        return Field(
            question=question,
            name=name,
            id=html_id,
            label=self._words.gettext(words.label_key, **inputs),
            hint=words.hint,
            typed=typed,
            errors=self._errors(question, typed_name) if self._issues else (),
            optional=may_stay_empty and not question.more and _may_be_left_out(question),
            applies=self._conditions.apply(name),
            reveal=reveals.get(question.shown_if),
            unit=words.unit,
            options=self._options(question, words, html_id, typed.strip()),
            is_new=name in self._new[:1] or self._starts_new_row(question, place),
        )

    def _errors(self, question: Question, name: str) -> tuple[str, ...]:
        """What is wrong with the answer of that name, in a few words."""
        return tuple(
            short_message(self._words.language, self._questions, issue)
            for issue in self._issues
            if issue.path in (name, self._begins(question))
        )

    def _begins(self, question: Question) -> str | None:
        """The object of which the question is the first answer, where it is none of a list."""
        group, _, name = question.path.rpartition(".")
        if not (group and name) or question.list_path is not None:
            return None
        first = next(q for q in self._questions.questions() if q.path.startswith(f"{group}."))
        return group if first is question else None

    def _starts_new_row(self, question: Question, place: int) -> bool:
        """Whether this is the first question of an entry, or of a table, just asked for."""
        path = question.list_path
        if path is None or not self._starts_rows:
            return False
        rows = self._rows_of(path)
        if path == self._questions.table:
            answered = any(text.strip() for (_, name), text in rows.items() if name != MONTH)
            return place == 0 and not answered and self._conditions.apply(question.path)
        first = any(section.questions[0] is question for section in self._questions.sections)
        if not first or place < self._questions.lists[path].minimum:
            return False
        repeated = {
            q.path.removeprefix(f"{path}[].") for q in self._questions.questions() if q.repeats
        }
        return not any(row == place and name not in repeated for row, name in rows)

    def _rows_of(self, path: str) -> Mapping[tuple[int, str], str]:
        """What was typed in the rows of a list; every entry of it asks for them."""
        if path not in self._rows:
            self._rows[path] = rows_of(self._typed, path)
        return self._rows[path]

    def _options(
        self, question: Question, words: QuestionWords, html_id: str, typed: str
    ) -> tuple[Option, ...]:
        """What can be chosen; the words of one in a list are those of every entry."""
        chosen = typed or _chosen_first(question)
        months: tuple[Option, ...] = ()
        if question.kind is Kind.MONTH and question.widget == SELECT:
            months = tuple(
                Option(
                    id=f"{html_id}-{month}",
                    value=str(month),
                    label=self._words.format(month),
                    chosen=str(month) == chosen,
                )
                for month in self._months
            )
        options = tuple(either[either[0].value == chosen] for either in words.options)
        if question.list_path is not None:
            options = tuple(Option(f"{html_id}-{one.value}", *one[1:]) for one in options)
        return (*months, *options)

    def _table(self, path: str, months: Sequence[Month]) -> MonthTable:
        """One row a month. What was typed is found by its month, for the window may have moved."""
        key = f"{self._questions.name}.lists.{path}"
        asked = [q for q in self._questions.questions() if q.list_path == path]
        amounts = columns(self._questions, path)
        row_of = months_typed(self._typed, path)
        return MonthTable(
            key=key,
            columns=tuple(f"{key}.columns.{q.path.removeprefix(f'{path}[].')}" for q in asked),
            rows=tuple(
                MonthRow(
                    name=f"{path}[{place}].{MONTH}",
                    month=month,
                    month_name=(name := self._words.format(month)),
                    fields=tuple(self._month_fields(amounts, place, month, name, row_of)),
                )
                for place, month in enumerate(months)
            ),
            fill=self._fill_field(amounts[0]),
            fill_intent=f"{FILL}:{path}",
            filled=self._filling.count,
        )

    def _fill_field(self, question: Question) -> Field:
        """The field for the amount of every empty month."""
        refused = (issue for issue in self._issues if issue.path == FILL)
        return Field(
            question=question,
            name=FILL,
            id=FILL,
            label=self._words.gettext("common.fill.label"),
            hint=self._words.gettext("common.fill.hint"),
            typed=self._filling.typed,
            errors=tuple(
                short_message(self._words.language, self._questions, issue) for issue in refused
            ),
            optional=False,
            options=(),
        )

    def _month_fields(
        self,
        amounts: Sequence[Question],
        place: int,
        month: Month,
        month_name: str,
        row_of: Mapping[str, int],
    ) -> Iterator[Field]:
        # The row in which the month was typed; none if other months were typed, but not this one.
        typed_in = row_of.get(str(month)) if row_of else place
        for question in amounts:
            yield self._field(question, place, typed_in, month=month_name)

    def _message(self, issue: FieldError) -> str:
        return message(self._words.language, self._questions, issue)

    def _problems(
        self, sections: Sequence[FormSection], table: MonthTable | None
    ) -> Iterator[Problem]:
        fields = [field for section in sections for field in section.fields]
        fields += () if table is None else (table.fill, *table.fields)
        for issue in self._issues:
            text = self._message(issue)
            yield Problem(text=text, target=self._target(issue.path, sections, fields))

    def _target(self, path: str, sections: Sequence[FormSection], fields: Sequence[Field]) -> str:
        """Where to put it right: the field, one of its group or section, or the form."""
        group = path.rpartition(".")[0]
        of_section = (
            field
            for section, shown in zip(self._questions.sections, sections, strict=True)
            if any(question.path.startswith(f"{path}[") for question in section.questions)
            for field in shown.fields
        )
        candidates = (
            *(field for field in fields if field.name == path),
            *(field for field in fields if field.name.startswith((f"{path}.", f"{path}["))),
            *(field for field in fields if field.name.startswith(f"{group}.")),
            *of_section,
        )
        if candidates:
            return candidates[0].target
        # A list without any entry yet has no field: its heading is above the button to add one.
        headings = (section.id for section in sections if section.list_path == path)
        return next(headings, FORM_ID)


@cache
def _reveals(section: Section) -> Mapping[ShownIf | None, Reveal]:
    """What the answers of a section show of its own questions, numbered from one."""
    asked = {question.path for question in section.questions if question.offered}
    conditions = dict.fromkeys(
        question.shown_if
        for question in section.questions
        if question.shown_if is not None and question.shown_if.path in asked
    )
    return {
        condition: Reveal(name=condition.path, answers=condition.answers, number=number)
        for number, condition in enumerate(conditions, start=1)
        if condition is not None
    }


def id_of(name: str) -> str:
    """The id of the field of that name: ``children[0].birthDate`` is ``children-0-birthDate``."""
    return name.replace("[", "-").replace("]", "").replace(".", "-")


def _chosen_first(question: Question) -> str | None:
    """The option that is chosen while the reader has chosen none."""
    return question.page_default or question.default


def _may_be_left_out(question: Question) -> bool:
    """Whether the page says that the question needs no answer."""
    has_default = question.default is not None or question.today
    return has_default or (question.kind.is_words and not question.required)
