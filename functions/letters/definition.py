"""The definitions of the model letters, ``letters.toml``, and the questions of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from functions import config_files
from functions.forms.definition import FormDefinition, Question, Section, form_definition
from functions.law.core.trace import Source

HERE = Path(__file__).parent
SUBJECT = "letters"
"""The subject of the questions and of the sentences."""
PEOPLE = "people"
"""The section that asks who writes, and to whom."""
REFERENCE = "reference"
OF_RECIPIENT = "recipient"
"""What the paths of the questions about the recipient start with."""


class Recipient(StrEnum):
    """Who receives a letter."""

    SERVICE = "service"
    FUND = "fund"
    AGENCY = "agency"
    COMMITTEE = "committee"
    PARENT = "parent"


WORDS_OF_RECIPIENT = {
    Recipient.PARENT: "parent",
    Recipient.AGENCY: "authority",
    Recipient.COMMITTEE: "authority",
}
"""What the words of those questions start with instead: no letter of that recipient came before."""


class LastDay(StrEnum):
    """How the last day to send a letter is found: art. 8 of the act of 2003, or as answered."""

    DEBTOR_REPLY = "debtorReply"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph or an enclosure; it is there where all of ``when`` and none of ``unless`` hold.

    ``is_list``: a list follows the paragraph.
    """

    id: str
    when: frozenset[str]
    unless: frozenset[str]
    is_list: bool

    def applies(self, holds: frozenset[str]) -> bool:
        """Whether the part is in the letter of which that holds."""
        return self.when <= holds and not self.unless & holds


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDefinition:
    """A model letter. ``page`` explains the question, ``asks`` are the paths of its questions."""

    name: str
    group: str
    recipient: Recipient
    source: Source
    asks: tuple[str, ...]
    paragraphs: tuple[Part, ...]
    enclosures: tuple[Part, ...]
    last_day: LastDay | None
    page: str

    def questions(self) -> FormDefinition:
        """What the letter asks: its own dates and amounts, then names and addresses."""
        whole = form_definition(SUBJECT)
        sections = tuple(
            replace(section, questions=tuple(self._asked(section))) for section in whole.sections
        )
        return replace(whole, sections=sections)

    def _asked(self, section: Section) -> Iterator[Question]:
        """The questions of a section that this letter asks, in the words of its recipient."""
        for question in section.questions:
            if section.id != PEOPLE:
                if question.path in self.asks:
                    yield question
            elif question.path == REFERENCE:
                if self.has_reference:
                    yield question
            elif question.path.startswith(OF_RECIPIENT) and self.recipient in WORDS_OF_RECIPIENT:
                start = WORDS_OF_RECIPIENT[self.recipient]
                yield replace(question, words=start + question.path.removeprefix(OF_RECIPIENT))
            else:
                yield question

    @property
    def has_reference(self) -> bool:
        """Whether the recipient has a file: the other parent has none."""
        return self.recipient is not Recipient.PARENT


@cache
def letters() -> Mapping[str, LetterDefinition]:
    """Every model letter by its name, in the order of the page that lists them."""
    found = (_letter(data) for data in config_files.read(HERE, SUBJECT)["letters"])
    return {letter.name: letter for letter in found}


def _letter(data: Mapping[str, Any]) -> LetterDefinition:
    return LetterDefinition(
        name=data["id"],
        group=data["group"],
        recipient=Recipient(data["recipient"]),
        source=Source(data["source"]["act"], data["source"]["article"]),
        asks=tuple(data["asks"]),
        paragraphs=tuple(_part(part) for part in data["paragraphs"]),
        enclosures=tuple(_part(part) for part in data["enclosures"]),
        last_day=LastDay(data["last_day"]) if "last_day" in data else None,
        page=data["page"],
    )


def _part(data: Mapping[str, Any]) -> Part:
    return Part(
        id=data["id"],
        when=frozenset(data.get("when", ())),
        unless=frozenset(data.get("unless", ())),
        is_list=data.get("list", False),
    )
