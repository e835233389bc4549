"""The answer of a result as every page shows it, what to do next, and the answers given.

A calculator fills these in and the templates of ``results`` show them, so that every result has the
same parts in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from functions.forms.names import camel
from functions.http.paths import LETTERS
from functions.i18n.catalog import Catalog
from functions.law.core.values import Value
from functions.pages.kept import OPEN
from functions.pages.repeated_rows import CALCULATE

MYMINFIN = "https://myminfin.be/"
"""Where one applies online (FPS Finance, press release of 31 May 2024)."""
OFFICES = {
    "fr": "https://finances.belgium.be/",
    "nl": "https://financien.belgium.be/",
    "de": "https://finanzen.belgium.be/",
    "en": "https://finances.belgium.be/",
}
"""The site of FPS Finance, which has the office finder by postcode, in each language."""
MOST_DAYS_SAID = 60
"""Beyond that, a date without the days left says enough."""


class Tone(StrEnum):
    """What the tag of an answer looks like; its words say the same."""

    YES = "yes"
    DUE = "due"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Answers that go along to another form: its path, the fields, and what the page then does."""

    action: str
    fields: Mapping[str, str]
    intent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button or a link: what it says, and exactly one of the places to which it leads.

    ``page`` is a page of this site (``advances/other-ways``), ``address`` another site, ``intent``
    a button of the form (``calendar``, ``step:title``), ``paper`` a form that the answers fill in,
    ``carried`` another form with the answers: ``page`` is then the page of that form, if it is one
    of the calculators. ``hint`` is what one must know to press it.
    """

    text: str
    page: str = ""
    address: str = ""
    intent: str = ""
    paper: str = ""
    carried: Carried | None = None
    hint: str = ""

    def __post_init__(self) -> None:
        """Refuse an action that leads nowhere, or to two places."""
        own = self.page or self.carried
        if sum(map(bool, (own, self.address, self.intent, self.paper))) != 1:
            raise ValueError(f"{self.text} must lead to one place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer in one sentence, with the figure and the reason, and what to press now.

    ``figure`` is empty where the answer is not an amount, ``unit`` what stands beside it.
    """

    tag: str
    tone: Tone
    sentence: str
    primary: Action
    reason: str = ""
    figure: str = ""
    unit: str = ""
    secondary: tuple[Action, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """The forms that its buttons fill in."""
        return tuple(one.paper for one in (self.primary, *self.secondary) if one.paper)

    @property
    def said(self) -> tuple[str, ...]:
        """The answer in words alone: the tag, the figure with its sentence, the reason."""
        sentence = " ".join(filter(None, (self.figure, self.unit, self.sentence)))
        return tuple(filter(None, (self.tag, sentence, self.reason)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was not asked and that the reader should know, with an amount."""

    heading: str
    text: str
    action: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step to take: what to do, one line about it, and its link. ``day`` is when, where known.

    ``letter`` writes the model letter of the step.
    """

    heading: str
    text: str = ""
    link: Action | None = None
    day: date | None = None
    letter: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line of the answers given: what it is about, the answer, and the step that changes it."""

    name: str
    value: str
    step: str


@cache
def _has(catalog: Catalog, key: str) -> bool:
    """Whether there is a sentence of that key: kept, as keys of results are never typed."""
    return catalog.has(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentences of one subject. A key that is missing gives an empty text where that may be."""

    catalog: Catalog
    subject: str

    def __call__(self, key: str, **inputs: Value) -> str:
        """The sentence of a key of the subject.

        Raises:
            KeyError: there is no such sentence.
        """
        return self.catalog.sentence(f"{self.subject}.{key}", inputs)

    def optional(self, key: str, **inputs: Value) -> str:
        """The same, empty where the subject has no such sentence."""
        return self(key, **inputs) if _has(self.catalog, f"{self.subject}.{key}") else ""

    def answer(
        self,
        verdict: str,
        tone: Tone,
        primary: Action,
        *secondary: Action,
        reason: str = "",
        tag: str = "",
        **inputs: Value,
    ) -> Answer:
        """The answer whose words are under ``verdict.<verdict>``: tag, figure, unit, sentence.

        ``reason`` and ``tag`` replace those of the words, where they depend on more than that.
        """
        key = f"verdict.{verdict}"
        return Answer(
            tag=tag or self(f"{key}.tag", **inputs),
            tone=tone,
            sentence=self(f"{key}.sentence", **inputs),
            primary=primary,
            reason=reason or self.optional(f"{key}.reason", **inputs),
            figure=self.optional(f"{key}.figure", **inputs),
            unit=self.optional(f"{key}.unit", **inputs),
            secondary=secondary,
        )

    def step(
        self,
        key: str,
        link: Action | None = None,
        on: date | None = None,
        letter: Action | None = None,
        **inputs: Value,
    ) -> NextStep:
        """The step whose words are under ``next.<key>``: a heading, and a text where it has one.

        ``on`` is the day of the step, which its words call ``day``, with its weekday.
        """
        if on is not None:
            inputs["day"] = self.catalog.full_day(on)
        return NextStep(
            heading=self(f"next.{key}.heading", **inputs),
            text=self.optional(f"next.{key}.text", **inputs),
            link=link,
            day=on,
            letter=letter,
        )

    def action(  # noqa: PLR0913 - the places to which an action can lead
        self,
        key: str,
        *,
        page: str = "",
        address: str = "",
        intent: str = "",
        paper: str = "",
        carried: Carried | None = None,
        hint: str = "",
    ) -> Action:
        """The action whose words are under ``actions.<key>``."""
        return Action(
            text=self(f"actions.{key}"),
            page=page,
            address=address,
            intent=intent,
            paper=paper,
            carried=carried,
            hint=hint,
        )

    def given(self, key: str, step: str, **inputs: Value) -> Given:
        """The line of an answer whose words are under ``given.<key>``: its name and its value."""
        return Given(
            name=self(f"given.{key}.name"), value=self(f"given.{key}.value", **inputs), step=step
        )


def carried_to(path: str, catalog: Catalog, **answers: Value) -> Carried:
    """The form of another calculator, with those answers as a reader of the language types them."""
    fields = {camel(name): catalog.typed(answer) for name, answer in answers.items()}
    return Carried(action=path, fields=fields, intent=OPEN)


def letter_action(catalog: Catalog, name: str, **answers: Value | None) -> Action:
    """Writes the model letter of that name, with those of the answers that are known.

    The button names the letter, or what it replies, as one page can offer two replies.
    """
    fields = {
        camel(path): catalog.typed(answer) for path, answer in answers.items() if answer is not None
    }
    return Action(
        text=catalog.gettext(f"common.result.letters.{answers.get('reply') or name}"),
        carried=Carried(action=f"{LETTERS}/{name}", fields=fields, intent=CALCULATE),
    )


def days_until(day: date, today: date) -> int:
    """How many days are left up to a day, today and that day included; none where it is past."""
    return max((day - today).days + 1, 0)


def days_left(catalog: Catalog, day: date, today: date) -> str:
    """How many days are left up to a day, today included; empty where it is past or far away."""
    left = days_until(day, today)
    if not 1 <= left <= MOST_DAYS_SAID:
        return ""
    return catalog.gettext("common.result.days_left", count=left)
