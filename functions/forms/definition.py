"""The definition of a question: the page, the request check and the paper form all read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from functions import config_files

FUNCTIONS = Path(__file__).parents[1]
GROUPS = FUNCTIONS / "calculators" / "shared" / "groups"
"""The folder of the groups of questions that several calculators ask."""


class Kind(StrEnum):
    """What an answer is."""

    DATE = "date"
    MONTH = "month"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    AMOUNT = "amount"
    INDEX = "index"
    INTEGER = "integer"
    LINE = "line"
    EMAIL = "email"
    TEXT = "text"

    __hash__ = str.__hash__
    """That of the text, not computed anew as that of an enumeration: parsers are kept by kind."""

    @property
    def is_words(self) -> bool:
        """Whether the answer is in words of the reader's own: nothing is made of it but a text."""
        return self in (Kind.LINE, Kind.EMAIL, Kind.TEXT)


NOT_KNOWN = "notKnown"
"""The answer of a page to a question that its reader cannot answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIf:
    """The answer on which a question or a section depends: that of ``path`` is one of ``answers``.

    The path may be that of a fact, which the calculator derives from other answers.
    """

    path: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``minimum`` and ``maximum`` as written in the definition, both accepted.

    For an answer in words they are numbers of characters.

    ``path`` names the answer everywhere; ``children[].birthDate`` is asked for each child.
    ``default`` is what an absent answer means; ``more`` folds the question away on the page.
    ``today``: on a page, the date or month may be left empty to mean today; a machine must give it.
    ``table`` is the list that the page shows after the question, as a table with a row a month.
    ``words`` is the path under which its words are, where they are those of another question.
    ``shown_if`` is the answer without which the page neither asks it nor counts its answer.
    ``page_options`` are the options of the page, where it has more than a request in JSON;
    ``page_only``: only the page asks it, and makes other answers of it.
    ``unknown`` is the answer that the page counts for "I do not know", where it offers that.
    ``page_default`` is the option that the page has chosen until its reader chooses another.
    ``stands_for`` names the questions that a yes to this one answers with yes as well.
    ``repeats``: a new entry of the list starts with the answer of the entry before it.
    """

    path: str
    kind: Kind
    required: bool = False
    options: tuple[str, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    default: str | None = None
    widget: str = ""
    more: bool = False
    today: bool = False
    table: str | None = None
    words: str = ""
    shown_if: ShownIf | None = None
    page_options: tuple[str, ...] = ()
    page_only: bool = False
    unknown: str | None = None
    page_default: str | None = None
    stands_for: tuple[str, ...] = ()
    repeats: bool = False

    @property
    def offered(self) -> tuple[str, ...]:
        """The options that the page offers, in its order."""
        named = ("yes", "no") if self.kind is Kind.BOOLEAN else self.page_options or self.options
        return named if self.unknown is None else (*named, NOT_KNOWN)

    def __hash__(self) -> int:
        """That of the path: what is kept by question is looked up in every request."""
        return hash(self.path)

    @property
    def key(self) -> str:
        """The key of its words, below the name of the form."""
        return f"questions.{self.words or self.path}"

    def option_key(self, form: str, value: str) -> str:
        """The key of the words of an answer to choose, in the form of that name."""
        if value == NOT_KNOWN:
            return "common.not_known"
        if self.kind is Kind.BOOLEAN:
            return f"common.{value}"
        return f"{form}.{self.key}.options.{value}"

    @property
    def list_path(self) -> str | None:
        """The list that the question belongs to, if it is asked for each entry of one."""
        head, bracket, _ = self.path.partition("[]")
        return head if bracket else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of questions under one heading; ``list_path`` repeats it for each entry of a list.

    ``table`` is the list that the page shows below its questions, as a table with a row a month.
    ``shown_if`` is the answer without which the page leaves all of it out. ``one_needed``: one of
    its answers is needed, whichever it is. ``former`` are names of sections that it has replaced.
    """

    id: str
    questions: tuple[Question, ...]
    list_path: str | None = None
    table: str | None = None
    shown_if: ShownIf | None = None
    one_needed: bool = False
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBounds:
    """How many entries a list may have."""

    path: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fills:
    """The paper forms that the answers fill in, and the operation of the API that does it.

    ``children`` is how many each form has room for, where it has a place for each child.
    """

    operation: str
    forms: tuple[str, ...]
    children: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """The questions of one form: of a calculator, or of the contact page.

    ``offers`` names the buttons beside its result: ``summary``, ``calendar``, ``csv``, ``ods``.
    ``steps`` makes each section of the page a step, with a look at all answers at the end.
    ``fills`` says which paper forms the answers fill in, where they fill any.
    ``accepts`` are answers that a request in JSON may hold although nothing is made of them, so
    that one and the same object can be sent to several operations.
    """

    name: str
    sections: tuple[Section, ...]
    lists: Mapping[str, ListBounds]
    offers: tuple[str, ...] = ()
    steps: bool = False
    fills: Fills | None = None
    accepts: tuple[Question, ...] = ()
    by_path: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    """Every question by its path."""
    section_shown_if: Mapping[str, ShownIf | None] = field(init=False, repr=False, compare=False)
    """By the path of a question, the answer on which its section depends."""
    table: str | None = field(init=False, repr=False, compare=False)
    """The list that the page shows as a table with a row a month, if there is one."""

    def __post_init__(self) -> None:
        """Look up once what every request asks for."""
        asked = {question.path: question for question in self.questions()}
        sections = {
            q.path: section.shown_if for section in self.sections for q in section.questions
        }
        object.__setattr__(self, "by_path", asked)
        object.__setattr__(self, "section_shown_if", sections)
        object.__setattr__(self, "table", self._table())

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the page."""
        for section in self.sections:
            yield from section.questions

    def rows(self) -> Iterator[ListBounds]:
        """The lists of which the page can add an entry and take one away."""
        paths = dict.fromkeys(section.list_path for section in self.sections)
        return (self.lists[path] for path in paths if path is not None)

    def _table(self) -> str | None:
        tables = (
            table
            for section in self.sections
            for table in (section.table, *(question.table for question in section.questions))
        )
        return next((table for table in tables if table is not None), None)


def folder_of(name: str) -> Path:
    """The folder of the definition of that name: of a calculator, a quick answer or a package."""
    own = (FUNCTIONS / group / name for group in ("calculators", "quick_answers"))
    return next((folder for folder in own if folder.is_dir()), FUNCTIONS / name)


@cache
def form_definition(name: str) -> FormDefinition:
    """The question set of that name, its groups of questions filled in.

    Raises:
        FileNotFoundError: there is no such set, or it uses a group that there is not.
        KeyError: it uses a question that the group does not have.
    """
    data = config_files.read(folder_of(name), "questions")
    lists = [*_lists_of_groups(data["sections"]), *data.get("lists", ())]
    sections = tuple(_section(section) for section in data["sections"])
    return FormDefinition(
        name=name,
        sections=sections,
        lists={entry["path"]: ListBounds(**entry) for entry in lists},
        offers=tuple(data.get("offers", ())),
        steps=data.get("steps", False),
        fills=_fills(data["fills"]) if "fills" in data else None,
        accepts=tuple(_accepted(data.get("accepts", ()), sections)),
    )


@cache
def _group(name: str) -> Mapping[str, Any]:
    return config_files.read(GROUPS, name)


def _lists_of_groups(sections: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for section in sections:
        for entry in section["questions"]:
            if "use" in entry:
                yield from _group(entry["use"]).get("lists", ())


def _accepted(groups: Iterable[str], sections: Iterable[Section]) -> Iterator[Question]:
    """The questions of these groups that no section asks; none of them is required."""
    asked = {question.path for section in sections for question in section.questions}
    for group in groups:
        for question in _questions({"use": group}):
            if question.path not in asked and not question.page_only:
                yield replace(question, required=False, default=None)


def _fills(data: Mapping[str, Any]) -> Fills:
    return Fills(
        operation=data["operation"],
        forms=tuple(data["forms"]),
        children=data.get("children"),
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        id=data["id"],
        list_path=data.get("list"),
        table=data.get("table"),
        shown_if=_shown_if(data),
        one_needed=data.get("one_needed", False),
        former=tuple(data.get("former", ())),
        questions=tuple(question for entry in data["questions"] for question in _questions(entry)),
    )


def _questions(entry: Mapping[str, Any]) -> Iterator[Question]:
    """The question of an entry, or those of the group that it uses, with what it changes."""
    if "use" not in entry:
        yield _question(entry)
        return
    changes = {name: value for name, value in entry.items() if name not in {"use", "only"}}
    group = {question["path"]: question for question in _group(entry["use"])["questions"]}
    for path in entry.get("only", group):
        yield _question({**group[path], **changes})


def _question(data: Mapping[str, Any]) -> Question:
    values = dict(data)
    values["kind"] = Kind(values.pop("type"))
    values["options"] = tuple(values.get("options", ()))
    values["page_options"] = tuple(values.get("page_options", ()))
    values["stands_for"] = tuple(values.get("stands_for", ()))
    values["shown_if"] = _shown_if(data)
    values |= {bound: str(values[bound]) for bound in ("minimum", "maximum") if bound in values}
    return Question(**values)


def _shown_if(data: Mapping[str, Any]) -> ShownIf | None:
    condition = data.get("shown_if")
    if condition is None:
        return None
    return ShownIf(path=condition["path"], answers=tuple(condition["is"]))
