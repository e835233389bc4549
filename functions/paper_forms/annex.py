"""The parts of every annex: what does not fit, the answers, the steps, the notes, the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from functions.forms.definition import FormDefinition, Kind, Question, Section
from functions.forms.names import snake
from functions.forms.parse_form import parse_value
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation
from functions.law.core.values import Cents, IndexPoints, Value
from functions.pages.explanation_view import ExplainedView, ExplanationLine
from functions.paper_forms.blocks import Block, Heading, Items, Paragraph, TableBlock
from functions.paper_forms.entries import Entry

ANNEX = "paper_annex"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoom:
    """An entry that is in the annex, and the characters that the form cannot print."""

    entry: Entry
    codes: str


def opening(catalog: Catalog) -> Iterator[Block]:
    """What the annex is, and what it is not."""
    yield Heading(2, catalog.gettext(f"{ANNEX}.heading"))
    yield Paragraph(catalog.gettext(f"{ANNEX}.intro"))
    yield Paragraph(catalog.gettext("common.site.independence"))


def answer_of(view: ExplainedView) -> Iterator[Block]:
    """The answer of a result, in the words of its page."""
    if view.answer is not None:
        yield from map(Paragraph, view.answer.said)


def continued(entries: Iterable[NoRoom], catalog: Catalog) -> Iterator[Block]:
    """What the form has no room for, whole."""
    lines = [_line(one, catalog) for one in entries]
    if lines:
        yield Heading(3, catalog.gettext(f"{ANNEX}.continued.heading"))
        yield Paragraph(catalog.gettext(f"{ANNEX}.continued.intro"))
        yield Items(tuple(lines))


def _line(one: NoRoom, catalog: Catalog) -> tuple[str, str]:
    line = catalog.entries["paper_common.named"].format(part=one.entry.label, label=one.entry.shown)
    return line, catalog.gettext(f"{ANNEX}.continued.codes", codes=one.codes) if one.codes else ""


def answers_given(
    questions: FormDefinition, answers: object, catalog: Catalog, given: Mapping[str, str]
) -> Iterator[Block]:
    """Every answer that the calculation rests on, in the order of the page.

    ``given`` are the answers that only the page asks for; each is printed as it was given, not as
    what the page made of it.
    """
    yield Heading(3, catalog.gettext("common.result.answers"))
    for section in questions.sections:
        yield from _section(questions, section, answers, catalog, given)


def _section(
    questions: FormDefinition,
    section: Section,
    answers: object,
    catalog: Catalog,
    given: Mapping[str, str],
) -> Iterator[Block]:
    path = section.list_path
    kept = [one for one in section.questions if not one.page_only or one.path in given]
    own = [question for question in kept if question.list_path == path]
    if path is None:
        title = catalog.gettext(f"{questions.name}.sections.{section.id}.title")
        yield from _answers(questions, title, own, answers, catalog, given)
    for number, entry in enumerate(getattr(answers, snake(path)) if path else (), start=1):
        title = catalog.gettext(f"{questions.name}.lists.{path}.entry", number=number)
        yield from _answers(questions, title, own, entry, catalog, {})
    if questions.table is not None:
        yield from _table(questions, section, answers, catalog)


def _table(
    questions: FormDefinition, section: Section, answers: object, catalog: Catalog
) -> Iterator[Block]:
    """The months that were given, where the page asks for them in this section."""
    path = questions.table or ""
    asked = [question for question in section.questions if question.list_path == path]
    rows = sorted(getattr(answers, snake(path)), key=lambda row: row.month)
    if asked and rows:
        key = f"{questions.name}.lists.{path}"
        names = [question.path.removeprefix(f"{path}[].") for question in asked]
        yield TableBlock(
            caption=catalog.gettext(f"{key}.caption"),
            headings=tuple(catalog.gettext(f"{key}.columns.{name}") for name in names),
            rows=tuple(
                tuple(
                    _said(questions, question, getattr(row, snake(name)), catalog)
                    for question, name in zip(asked, names, strict=True)
                )
                for row in rows
            ),
            widths=(1,) * len(asked),
            figures=frozenset(range(1, len(asked))),
        )


def _answers(  # noqa: PLR0913, PLR0917 - the questions, and both kinds of answers to them
    questions: FormDefinition,
    title: str,
    asked: Iterable[Question],
    answers: object,
    catalog: Catalog,
    given: Mapping[str, str],
) -> Iterator[Block]:
    rows = []
    for question in asked:
        _, _, path = question.path.rpartition("[].")
        text = given.get(question.path)
        value = _at(answers, path) if text is None else _read(question, text)
        if value is not None:
            label = catalog.gettext(f"{questions.name}.{question.key}.label")
            rows.append((label, _said(questions, question, value, catalog)))
    if rows:
        yield TableBlock(
            caption=title,
            headings=(catalog.gettext(f"{ANNEX}.question"), catalog.gettext(f"{ANNEX}.answer")),
            rows=tuple(rows),
            widths=(2, 1),
        )


def _read(question: Question, text: str) -> object:
    """What was typed on the page, which has checked it."""
    return text if question.kind is Kind.CHOICE else parse_value(question, text)


def _at(answers: object, path: str) -> object:
    found: object = answers
    for name in path.split("."):
        found = None if found is None else getattr(found, snake(name))
    return found


def _said(questions: FormDefinition, question: Question, value: object, catalog: Catalog) -> str:
    """An answer in words, its figures the way of the language."""
    if question.kind is Kind.CHOICE:
        return catalog.gettext(question.option_key(questions.name, str(value)))
    if isinstance(value, int) and question.kind is Kind.AMOUNT:
        return catalog.format(Cents(value))
    if isinstance(value, int) and question.kind is Kind.INDEX:
        return catalog.format(IndexPoints(value))
    figure: Value = value  # type: ignore[assignment]  # a day, a month, a number, yes or no
    return catalog.format(figure)


def explained(
    steps: Iterable[ExplanationLine],
    notes: Iterable[ExplanationLine],
    catalog: Catalog,
    *,
    several: bool,
) -> Iterator[Block]:
    """Every step with its article, what to know about the result, and the texts it rests on."""
    taken, known = tuple(steps), tuple(notes)
    yield Heading(3, catalog.gettext("common.result.explanation"))
    yield Paragraph(catalog.gettext("common.result.explanation_intro"))
    yield Items(tuple(_step(step, catalog, several=several) for step in taken), numbered=True)
    if known:
        yield Heading(3, catalog.gettext("common.result.notes"))
        yield Items(tuple((note.sentence, _source(note.citation, catalog)) for note in known))
    yield Heading(3, catalog.gettext("common.summary.sources"))
    texts = {one.citation.act: one.citation for one in (*taken, *known)}
    yield Items(tuple((_title(text, catalog), text.href) for text in texts.values()))


def _step(step: ExplanationLine, catalog: Catalog, *, several: bool) -> tuple[str, str]:
    sentence = step.sentence
    if several and step.child is not None:
        child = catalog.gettext("common.result.about_child", number=step.child)
        sentence = _joined(catalog, child, sentence)
    return sentence, _source(step.citation, catalog)


def _source(citation: Citation, catalog: Catalog) -> str:
    """The article, and how firm it is where it is not the law itself."""
    if citation.is_law:
        return citation.text
    return _joined(catalog, citation.text, citation.status_word)


def _title(citation: Citation, catalog: Catalog) -> str:
    if citation.act == citation.title:
        return citation.act
    return _joined(catalog, citation.act, citation.title)


def _joined(catalog: Catalog, first: str, second: str) -> str:
    return catalog.entries[f"{ANNEX}.joined"].format(first=first, second=second)
