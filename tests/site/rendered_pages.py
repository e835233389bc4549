"""The pages that a function renders and no example of the contract leads to.

What becomes of a contact message, a form that comes back to be completed, what is said of a request
that no page can answer, and the documents about a kept decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import pytest

from functions.calculators.registry import CALCULATORS
from functions.contact.topics import topics
from functions.contact.view import (
    ASK_TOPIC,
    PAGE,
    SEND,
    TOKEN,
    ContactPage,
    Sent,
    render_contact,
)
from functions.decision_register.decision_record import Record, canonical, new_record
from functions.decision_register.decisions import read_decision
from functions.decision_register.documents import reasons, statement
from functions.forms.definition import FormDefinition
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.built_pages import PAGES_DIRECTORY, built_page
from functions.pages.page_shell import State, render_page
from functions.pages.problem_view import render_problem
from functions.pages.repeated_rows import ADD, CALCULATE, CHECK, NEXT, SHOW_MONTHS
from tests.api.events import post_form
from tests.site.result_pages import answered, calculators, examples, sent
from tests.unit.decision_register.decisions import payment, waiver_decision

TOPIC = "notPaid"
MESSAGE = {"message": "Two terms were not paid.\nMay I apply?", "email": "name@example.org"}
RECORDED = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
DECISIONS = {"payment": payment(), "waiver": waiver_decision()}
OTHER_STATUS = 418
"""One for which there are no words of its own."""

Draw = Callable[[str], str]
"""Renders a page in a language."""


@dataclass(frozen=True)
class RenderedPage:
    """A page and its unique name, also the name of a file."""

    name: str
    markup: str


def rendered_pages(site: Path, languages: Sequence[str] = LANGUAGES) -> Iterator[RenderedPage]:
    """Every one of them; the functions answer directly, with the pages of the built site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PAGES_DIRECTORY, str(site))
        for name, draw in _every().items():
            for language in languages:
                yield RenderedPage(f"{language}-{name}", draw(language))


def rendered(site: Path, name: str, language: str) -> str:
    """One of them in a language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PAGES_DIRECTORY, str(site))
        return _every()[name](language)


def rendered_names() -> tuple[str, ...]:
    """The unique name."""
    return tuple(_every())


@cache
def _every() -> Mapping[str, Draw]:
    return {**asked_again(), **contact_pages(), **documents()}


def asked_again() -> Mapping[str, Draw]:
    """Every calculator after a button that brings no result: errors, steps, rows and months."""
    return {
        f"{place.replace('/', '-')}-{name}": partial(_asked, questions, button, filled=filled)
        for place, questions in calculators()
        for name, button, filled in _buttons(questions)
    }


def _buttons(questions: FormDefinition) -> Iterator[tuple[str, str, bool]]:
    yield "empty", CALCULATE, False
    for bounds in questions.rows():
        yield f"one-more-{bounds.path}", f"{ADD}:{bounds.path}", True
    if questions.table is not None:
        yield "months", SHOW_MONTHS, True
    if questions.steps:
        yield "step-with-errors", f"{NEXT}:{questions.sections[0].id}", False
        yield "all-answers", CHECK, True


def _asked(questions: FormDefinition, button: str, language: str, *, filled: bool) -> str:
    (_, example), *_ = examples(CALCULATORS[questions.name].operation)
    fields = answered(questions, example, language) if filled else {"language": language}
    return sent(questions, fields, button).body


def contact_pages() -> Mapping[str, Draw]:
    """The contact page after each of its buttons, and with every reason for which nothing went."""
    return {
        **{
            f"contact-{topic}": partial(_contact, ASK_TOPIC, {"topic": topic}) for topic in topics()
        },
        "contact-no-topic": partial(_contact, ASK_TOPIC, {}),
        "contact-errors": partial(_contact, SEND, {"topic": TOPIC, "email": "name@"}),
        **{f"contact-{notice}": partial(not_sent, notice) for notice in notices()},
        "contact-sent": _sent,
    }


def notices() -> list[str]:
    """Every reason for which a message was not sent."""
    return _named("contact.notices.")


def _contact(button: str, fields: Mapping[str, str], language: str) -> str:
    form = {"language": language, "intent": button, TOKEN: "token", **fields}
    return post_form("/contactMessages", form, language).body


def not_sent(notice: str, language: str) -> str:
    """The page with that reason, above what was written."""
    page = ContactPage(
        typed={"topic": TOPIC, "answerLanguage": language, **MESSAGE},
        topic=topics()[TOPIC],
        helps=notice == "noForm",
        notice=notice,
        reference="34679-CDFHJ" if notice == "changed" else "",
        token="" if notice == "noForm" else "token",
    )
    return _with_region(language, page, "error")


def _sent(language: str) -> str:
    message = Sent(
        reference="34679-CDFHJ",
        topic=topics()[TOPIC],
        copy=True,
        unseen=2,
        text=MESSAGE["message"],
    )
    return _with_region(language, ContactPage(sent=message), "sent")


def _with_region(language: str, page: ContactPage, state: State) -> str:
    region = render_contact(language, page)
    return render_page(built_page(language, PAGE), language, region, state)


def documents() -> Mapping[str, Draw]:
    """What is no page of the site: problems, and the documents about a kept decision."""
    return {
        **{f"problem-{kind}": partial(_problem, kind) for kind in _named("common.problem.title.")},
        **{f"statement-{kind}": partial(_statement, kind) for kind in DECISIONS},
        **{f"reasons-{kind}": partial(_reasons, kind) for kind in DECISIONS},
    }


def _named(prefix: str) -> list[str]:
    keys = (key for key in catalog_of(LANGUAGES[0]).entries if key.startswith(prefix))
    return sorted({key.removeprefix(prefix).partition(".")[0] for key in keys})


def _problem(kind: str, language: str) -> str:
    return render_problem(language, int(kind) if kind.isdecimal() else OTHER_STATUS)


def _statement(kind: str, language: str) -> str:
    return statement(_record(kind), catalog_of(language), "statement.html")


def _reasons(kind: str, language: str) -> str:
    return reasons(_record(kind), catalog_of(language))


def _record(kind: str) -> Record:
    body = DECISIONS[kind]
    return new_record("one", "key-00000001", read_decision(body), canonical(body), RECORDED)


RENDERED_ALONE = (*(f"contact-{notice}" for notice in notices()), *documents())
"""What nobody reaches at will by the buttons of a page: something must have gone wrong before."""
