"""Writes the pages that the functions answer with: the form, what is wrong, the result.

One renderer for all: the site build prints the empty form with it, the functions the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.exports.days import Days
from functions.forms.definition import FormDefinition
from functions.forms.errors import FieldError
from functions.forms.paths import question_path
from functions.http.paths import BASE
from functions.i18n.catalog import LANGUAGES, Catalog, catalog_of
from functions.law.core.values import Month
from functions.pages.address_code import AddressCode
from functions.pages.answer_view import OFFICES
from functions.pages.answers_view import Said, answers
from functions.pages.bulk_fill import BulkFill
from functions.pages.environment import environment, own_template
from functions.pages.explanation_view import ExplainedView
from functions.pages.field_view import Form
from functions.pages.form_view import NO_FACTS, NOT_FILLED, FormBuilder
from functions.pages.kept import OPEN, keeps
from functions.pages.page_words import page_words
from functions.pages.repeated_rows import (
    CALCULATE,
    CHECK,
    SAVE_CSV,
    SAVE_DATES,
    SAVE_ODS,
    STEP,
    FormState,
)
from functions.pages.summary_view import summary_view
from functions.pages.wizard import WizardState
from functions.pages.wizard_view import Steps, steps_view

CHILDREN = "children"
SHARED = "shared"
"""The folder of the templates for calculators that have none of their own."""


class Neighbour(Protocol):
    """A calculator that can go on with answers of another: its name, and where forms are sent."""

    @property
    def name(self) -> str:
        """The name of its words."""

    @property
    def path(self) -> str:
        """The path of its operation."""

    @property
    def page(self) -> str:
        """Its page of the site, below the folder of a language."""


def render_calculator(  # noqa: PLR0913 - the page is made of these, and of nothing else
    question_set: FormDefinition,
    language: str,
    typed: Mapping[str, str],
    *,
    action: str,
    issues: Sequence[FieldError] = (),
    view: ExplainedView | None = None,
    month_rows: Sequence[Month] = (),
    rows: Mapping[str, int] | None = None,
    has_days: bool = False,
    has_table: bool = False,
    filling: BulkFill = NOT_FILLED,
    place: WizardState | None = None,
    checked: date | None = None,
    page: str = "",
    neighbours: Sequence[Neighbour] = (),
    template: str = "calculator.html",
    facts: Mapping[str, str] = NO_FACTS,
    assumed: Sequence[str] = (),
    new: Collection[str] = (),
    neutral: bool = False,
) -> str:
    """The region of a calculator: the result or what is wrong, then the form with what was typed.

    ``action`` is the path that the form is sent to, ``view`` what the templates of the result need.
    ``rows`` says how many rows each list has; a list that it does not name has its fewest.
    ``has_days`` and ``has_table`` say what the result has to save, ``place`` where the reader is in
    a page of steps: at its start where it is not said. ``checked`` is the day on which the rules
    were checked. ``facts`` and ``new`` are those of ``FormBuilder``; ``assumed`` names the
    questions answered by "I do not know". ``page`` is its page of the site, and ``neighbours`` are
    the calculators that can go on with its answers. ``template`` is that of the region, or of the
    answer alone. ``neutral``: what is downloaded gets a neutral name and title.
    """
    catalog = catalog_of(language)
    starts_rows = view is None and (place is None or not place.moved)
    form = FormBuilder(
        question_set,
        catalog,
        typed,
        issues,
        filling=filling,
        starts_rows=starts_rows,
        facts=facts,
        new=new,
    ).form(rows=rows or {}, month_rows=month_rows)
    said = Said(catalog)
    steps = steps_view(form, issues, place, said) if question_set.steps else None
    there = {SAVE_DATES: has_days, SAVE_CSV: has_table, SAVE_ODS: has_table}
    return (
        environment()
        .get_template(template)
        .render(
            t=page_words(catalog),
            figure=catalog.format,
            short=catalog.short,
            full_day=catalog.full_day,
            language=language,
            subject=question_set.name,
            form=form,
            steps=steps,
            page=page,
            neighbours=neighbours,
            neighbour_at={one.page: one for one in neighbours},
            languages=LANGUAGES,
            here=_here(steps, is_result=view is not None),
            keeps=keeps(question_set),
            needs=" ".join(_needs(form)),
            action=action,
            answers=() if view is None else answers(form, said),
            name=question_set.name,
            result=view,
            own_result="" if view is None else own_template(question_set.name, "result", SHARED),
            own_picture="" if view is None else own_template(question_set.name, "picture"),
            assumed=assumptions(question_set, assumed, catalog),
            offers=[name for name in question_set.offers if there.get(name, True)],
            fills=question_set.fills,
            base=BASE,
            no_room=_no_room(question_set, rows or {}),
            offices=OFFICES[language],
            checked=checked,
            opened=_opened(question_set, form, place),
            neutral=neutral,
        )
    )


def _opened(questions: FormDefinition, form: Form, place: WizardState | None) -> str:
    """The id of the section that the reader asked to change; empty where they asked for none."""
    if place is None or not place.moved:
        return ""
    sections = zip(questions.sections, form.sections, strict=True)
    return next((shown.id for section, shown in sections if section.id == place.opened), "")


def _needs(form: Form) -> Iterator[str]:
    """The names of the fields without which there is no answer yet."""
    for section in form.sections:
        for field in section.fields:
            question = field.question
            is_needed = question.required and not question.today and question.default is None
            if is_needed and field.applies and section.applies:
                yield field.name


def _here(steps: Steps | None, *, is_result: bool) -> str:
    """The button that leads to what is shown now, in another language or after a reload."""
    if is_result:
        return CALCULATE
    if steps is None:
        return OPEN
    if steps.checks:
        return CHECK
    return next((f"{STEP}:{step.name}" for step in steps.steps if step.is_open), OPEN)


def _no_room(questions: FormDefinition, rows: Mapping[str, int]) -> int:
    """For how many children the forms that the answers fill in have no room."""
    if questions.fills is None or questions.fills.children is None:
        return 0
    return max(rows.get(CHILDREN, 0) - questions.fills.children, 0)


def render_summary(  # noqa: PLR0913 - a summary is made of these, and of nothing else
    question_set: FormDefinition,
    language: str,
    arranged: FormState,
    *,
    action: str,
    view: ExplainedView,
    days: Days | None,
    made_on: date,
    checked: date | None = None,
    code: AddressCode | None = None,
    neutral: bool = False,
) -> str:
    """What a reader takes along of a result, on one sheet of paper, made on a day.

    ``neutral``: its title says nothing of what it is.
    """
    catalog = catalog_of(language)
    form = FormBuilder(question_set, catalog, arranged.typed, (), facts=arranged.facts).form(
        rows=arranged.rows, month_rows=arranged.months
    )
    summary = summary_view(view, days)
    return (
        environment()
        .get_template("summary.html")
        .render(
            t=page_words(catalog),
            figure=catalog.format,
            short=catalog.short,
            full_day=catalog.full_day,
            language=language,
            subject=question_set.name,
            action=action,
            answers=answers(form, Said(catalog)),
            typed={name: text for name, text in arranged.typed.items() if text.strip()},
            made_on=made_on,
            name=question_set.name,
            result=view,
            own_picture=own_template(question_set.name, "picture"),
            own_figures=own_template(question_set.name, "figures"),
            summary=summary,
            checked=checked,
            code=code,
            neutral=neutral,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What was counted for an answer that the reader does not know: in a few words, and in full."""

    short: str
    sentence: str


def assumptions(
    question_set: FormDefinition, assumed: Sequence[str], catalog: Catalog
) -> tuple[Assumption, ...]:
    """What was counted for each question answered by "I do not know", in words."""
    paths = {question_path(name) for name in assumed}
    return tuple(
        Assumption(short=page_words(catalog)(f"{key}_short"), sentence=catalog.gettext(key))
        for question in question_set.questions()
        if question.path in paths
        for key in (f"{question_set.name}.{question.key}.assumed",)
    )
