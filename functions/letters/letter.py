"""Puts a model letter together: from its definition, its sentences and what was filled in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from functions.calculators.shared.days_view import safe_day
from functions.forms.names import camel
from functions.i18n.catalog import Catalog
from functions.law.core.values import BasisPoints, Cents, Value, share
from functions.law.maintenance.deadlines import REPLY_OF_DEBTOR
from functions.letters.definition import SUBJECT, LastDay, LetterDefinition, Part, Recipient
from functions.letters.request import LetterRequest
from functions.parameters import load

BLANK = "_" * 20
"""What is filled in by hand within a sentence."""
WHOLE_LINE = "_" * 70
LINE = f"\n\n{WHOLE_LINE}\n\n{WHOLE_LINE}"
"""Two whole lines, with room to write on."""
ONE_PERCENT = 100
"""In basis points."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, and the list below it; a line break starts a line to write on."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to know before sending a letter; ``last_day`` is none where no day is known."""

    caution: str
    where: tuple[str, ...]
    how: str
    when: str
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in one language, ready to be shown or written to a file.

    ``reference`` is empty where the recipient has none.
    """

    name: str
    language: str
    title: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    reference: str
    subject: str
    salutation: str
    paragraphs: tuple[Paragraph, ...]
    closing: str
    signature: str
    heading_of_enclosures: str
    enclosures: tuple[str, ...]
    model: str
    advice: Advice


def write_letter(
    definition: LetterDefinition, request: LetterRequest, catalog: Catalog, today: date
) -> Letter:
    """The letter with what was filled in, and lines for what was not."""
    return _Writer(definition, request, catalog, today).letter()


class _Writer:
    """Writes one letter in one language."""

    def __init__(
        self, definition: LetterDefinition, request: LetterRequest, catalog: Catalog, today: date
    ) -> None:
        self.definition, self.request, self.catalog = definition, request, catalog
        self.key = f"{SUBJECT}.{definition.name}"
        self.values = dict(_values(request, catalog, today))
        self.last_day = _last_day(definition, request, today)
        # Past the last day, the letter claims nothing that ended with it.
        is_late = self.last_day is not None and today > self.last_day
        self.holds = frozenset((*_holds(request), *(("late",) if is_late else ())))

    def said(self, key: str) -> str:
        """The sentence of that key, filled in."""
        return self.catalog.gettext(key, **self.values).replace(" \n", "\n")

    def letter(self) -> Letter:
        """The whole letter."""
        recipient = self.definition.recipient
        common = f"{SUBJECT}.letter"
        self.values["subject"] = self.said(f"{self.key}.subject")
        enclosures = tuple(
            self.said(f"{self.key}.enclosures.{part.id}")
            for part in self._applying(self.definition.enclosures)
        )
        self.values["enclosures"] = len(enclosures)
        return Letter(
            name=self.definition.name,
            language=self.catalog.language,
            title=self.said(f"{self.key}.title"),
            sender=self._sender(),
            recipient=self._recipient(),
            place_and_date=self.said(f"{common}.place_and_date"),
            reference=self._reference(),
            subject=self.said(f"{common}.subject"),
            salutation=self.said(f"{SUBJECT}.salutation.{recipient}"),
            paragraphs=tuple(self._paragraphs()),
            closing=self.said(f"{SUBJECT}.closing.{recipient}"),
            signature=self.said(f"{common}.signature"),
            heading_of_enclosures=self.said(f"{common}.enclosures"),
            enclosures=enclosures,
            model=self.said(f"{SUBJECT}.footer"),
            advice=self._advice(),
        )

    def _reference(self) -> str:
        """The file of the recipient; for who judges the decision of another, that of it."""
        if not self.definition.has_reference:
            return ""
        judges = self.definition.recipient in (Recipient.AGENCY, Recipient.COMMITTEE)
        return self.said(f"{SUBJECT}.letter.{'decision' if judges else 'reference'}")

    def _applying(self, parts: tuple[Part, ...]) -> Iterator[Part]:
        return (part for part in parts if part.applies(self.holds))

    def _sender(self) -> tuple[str, ...]:
        request = self.request
        lines = (request.sender_name, request.sender_street, request.sender_town)
        return tuple(line or BLANK for line in lines)

    def _recipient(self) -> tuple[str, ...]:
        """The known name of an office, then what was typed, or lines for it."""
        request, recipient = self.request, self.definition.recipient
        address = (request.recipient_street or BLANK, request.recipient_town or BLANK)
        if recipient is Recipient.PARENT:
            return (request.recipient_name or BLANK, *address)
        known = self.said(f"{SUBJECT}.recipients.{recipient}")
        typed = () if request.recipient_name is None else (request.recipient_name,)
        return (known, *typed, *address)

    def _paragraphs(self) -> Iterator[Paragraph]:
        for part in self._applying(self.definition.paragraphs):
            items = (
                tuple(self.catalog.table(f"{self.key}.items.{part.id}").values())
                if part.is_list
                else ()
            )
            yield Paragraph(self.said(f"{self.key}.body.{part.id}"), items)

    def _advice(self) -> Advice:
        recipient = self.definition.recipient
        caution = f"{self.key}.caution"
        way = "parent" if recipient is Recipient.PARENT else "official"
        return Advice(
            caution=self.said(caution) if self.catalog.has(caution) else "",
            where=tuple(self._where()),
            how=self.said(f"{SUBJECT}.way.{way}"),
            when=self.said(f"{self.key}.when"),
            last_day=self.last_day,
        )

    def _where(self) -> Iterator[str]:
        yield self.said(f"{self.key}.where")
        if self.definition.recipient is Recipient.SERVICE:
            yield self.said(f"{SUBJECT}.fps_finance.contact")
            yield self.said(f"{SUBJECT}.fps_finance.address")


def _last_day(definition: LetterDefinition, request: LetterRequest, today: date) -> date | None:
    """The last day to send the letter; none where it has none, or where that is not known."""
    if definition.last_day is LastDay.ANSWERED:
        return request.last_day
    sent = request.letter_date
    if definition.last_day is None or sent is None:
        return None
    parameters = load.maintenance()
    last = REPLY_OF_DEBTOR.ends(sent, parameters.debtor_reply_days.on(sent)).day
    return safe_day(last, today, parameters.holidays)


def _values(request: LetterRequest, catalog: Catalog, today: date) -> Iterator[tuple[str, Value]]:
    """What the sentences are filled with: a line where nothing was answered."""
    for name, value in _answers(request).items():
        yield name, BLANK if value is None else catalog.format(value)
    yield "blank", BLANK
    yield "line", LINE
    if request.children_with_child_benefit is not None:
        yield "children", request.children_with_child_benefit
    if request.percentage is not None:
        rate = BasisPoints(request.percentage * ONE_PERCENT)
        yield "percentage", catalog.format(rate)
        if request.debt is not None:
            yield "waived", catalog.format(Cents(share(request.debt, rate)))
    if request.title_amount is not None and request.indexed_amount is not None:
        yield "difference", catalog.format(Cents(request.indexed_amount - request.title_amount))
    if request.debt is not None and request.instalment is not None:
        yield "months", -(-request.debt // request.instalment)
    else:
        yield "months", load.waiver().appeal_months.on(today)
    yield "days", load.maintenance().debtor_reply_days.on(request.letter_date or today)
    yield "start_days", load.waiver().appeal_start_days.on(today)


def _answers(request: LetterRequest) -> Mapping[str, Value | None]:
    return {field.name: getattr(request, field.name) for field in dataclasses.fields(request)}


def _holds(request: LetterRequest) -> Iterator[str]:
    """What the parts of a letter depend on: answers that were given, options, and conditions."""
    yield from (camel(name) for name, value in _answers(request).items() if value is not None)
    yield request.reply
    yield request.fact
    if request.partner is not None:
        yield "withPartner" if request.partner else "alone"
    if request.children_with_child_benefit == 0:
        yield "noChildren"
    if request.first_month is not None and request.first_month == request.last_month:
        yield "oneMonth"
    if (request.indexed_amount or 0) > (request.title_amount or request.indexed_amount or 0):
        yield "higher"
