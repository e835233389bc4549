"""Words the explanation that a result carries: its steps, its notes, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from functions.law.core.trace import Note, Source, Status, Step
from functions.law.core.values import Month, Value
from functions.parameters import load
from functions.words.articles import write_article
from functions.words.load import Words
from functions.words.load import words as words_of

LANGUAGE_OF_THE_TEXT = {"fr": "fr", "nl": "nl", "de": "fr", "en": "fr"}
"""The texts are linked in French or Dutch, the languages in which they are binding."""
GRANTED = ("advance.full", "advance.reduced", "advance.paid")
"""The steps of months whose income, where it was still tested, was not above the ceiling."""
SAYS_THE_ANSWER = ("waiver.visit.", "first.", "particulars.", "retention.")
"""The rules that name the answer themselves, so that one sentence is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source as it is named and linked. ``language`` is set where it differs from the page's.

    ``act`` is the short name of the text, without the article.
    """

    text: str
    act: str
    title: str
    href: str
    language: str
    foreign: str
    status: Status
    status_word: str

    @property
    def is_law(self) -> bool:
        """Whether the ground is the text of the law itself, which needs no mark."""
        return self.status is Status.LAW


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One sentence of an explanation. ``child`` counts from one; ``None`` where it is for all.

    ``year`` is that of the month which the sentence is about; ``None`` where it is about no month.
    """

    code: str
    sentence: str
    citation: Citation
    child: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """Steps that follow each other and are about the same year, or about none."""

    year: int | None
    steps: tuple[Explained, ...]


def by_year(steps: Iterable[Explained]) -> tuple[StepRun, ...]:
    """The steps in their order, those of a year together."""
    runs = groupby(steps, key=lambda step: step.year)
    return tuple(StepRun(year=year, steps=tuple(run)) for year, run in runs)


def cite(words: Words, source: Source) -> Citation:
    """The source with its article, linked where its address is known."""
    return _citation(words.language, source)


@cache
def _citation(language_of_words: str, source: Source) -> Citation:
    """Kept: a result names the same few articles again and again."""
    words = words_of(language_of_words)
    article = write_article(words, source.article)
    short = words.text(f"common.acts.{source.act}.short")
    links: Mapping[str, str] = load.acts()[source.act].get("link", {})
    language = LANGUAGE_OF_THE_TEXT[words.language]
    foreign = language != words.language
    return Citation(
        text=words.text("writing.article.cited", act=short, article=article) if article else short,
        act=short,
        title=words.text(f"common.acts.{source.act}.title"),
        href=links.get(language, ""),
        language=language,
        foreign=words.text(f"common.link_language.{language}") if foreign else "",
        status=source.status,
        status_word=words.text(f"common.status.{source.status}"),
    )


def period(words: Words, first: Month, last: Month, *, opens_sentence: bool = False) -> str:
    """A month, or a run of months, alone in a table or at the start of a sentence."""
    start = "common.period.sentence_" if opens_sentence else "common.period."
    if first == last:
        return words.text(f"{start}one", month=first)
    return words.text(f"{start}range", from_month=first, to_month=last)


def sentence_keys(step: Step) -> tuple[str, ...]:
    """The keys of a step's sentences: its rule, and what sets its variants apart.

    A step that answers yes or no has a sentence for each, unless its rule says the answer already.
    """
    rule, inputs = step.rule, step.inputs
    if rule.startswith(SAYS_THE_ANSWER):
        return (rule,)
    if isinstance(step.value, bool):
        return (f"{rule}.{'met' if step.value else 'unmet'}",)
    if rule == "waiver.resources" and inputs["partner"] == 0:
        return (f"{rule}.alone",)
    if "typed_start_index" in inputs:
        return (f"{rule}.{'converted' if 'coefficient' in inputs else 'typed'}",)
    if rule.startswith(GRANTED) and "ceiling" in inputs and "income" in inputs:
        return (rule, "advance.income_within_ceiling")
    return (rule,)


def explain_step(words: Words, subject: str, step: Step) -> Explained:
    """A step in the words of its subject (``advances`` or ``waiver``)."""
    inputs: dict[str, Value] = {**step.inputs, "value": step.value}
    first, last = inputs.get("from_month"), inputs.get("to_month")
    if isinstance(first, Month) and isinstance(last, Month):
        inputs["period"] = period(words, first, last, opens_sentence=True)
    sentences = (words.text(f"{subject}.rules.{key}", **inputs) for key in sentence_keys(step))
    return Explained(
        code=step.rule,
        sentence=" ".join(sentences),
        citation=cite(words, step.source),
        child=None if step.child is None else step.child + 1,
        year=_year(inputs),
    )


def _year(inputs: Mapping[str, Value]) -> int | None:
    """The year of the month that a step is about, or from which it holds."""
    month = inputs.get("month", inputs.get("from_month"))
    return month.year if isinstance(month, Month) else None


def explain_steps(words: Words, subject: str, steps: Iterable[Step]) -> Iterator[Explained]:
    """Every step, in the order of the calculation."""
    return (explain_step(words, subject, step) for step in steps)


def explain_notes(words: Words, subject: str, notes: Iterable[Note]) -> Iterator[Explained]:
    """Every note, in the order of the result."""
    for note in notes:
        yield Explained(
            code=note.code,
            sentence=words.text(f"{subject}.notes.{note.code}", **note.inputs),
            citation=cite(words, note.source),
        )
