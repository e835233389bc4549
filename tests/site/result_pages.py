"""The page of every calculator with its result, one for each example of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import FormDefinition, form_definition
from functions.i18n.catalog import LANGUAGES
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.pages.repeated_rows import CALCULATE, SUMMARIZE
from functions.quick_answers.registry import QUICK_ANSWERS
from functions.reference.api_description import document
from tests.api.events import Reply, post_form
from tests.api.inputs import typed_fields
from tests.site.content_pages import menu, page

MONTH = re.compile(r"(?P<row>\w+\[\d+\])\.month")
SHOWS_RESULT = ("result", "summary")


@dataclass(frozen=True)
class ResultPage:
    """What the browser gets for one example: the page with its result, or the summary of that."""

    language: str
    page: str
    example: str
    button: str
    reply: Reply

    @property
    def name(self) -> str:
        """Distinguishes it from every other, also as the name of a file."""
        return "-".join((self.language, *self.page.split("/"), self.example, self.button))

    @property
    def shows_a_result(self) -> bool:
        """Whether the form was answered, and did not come back to be completed."""
        return self.reply.status == 200 and bool(Reader(self.reply.body).classes & {*SHOWS_RESULT})


class Reader(HTMLParser):
    """What the next request needs to know of a page: its classes, and the months it asks for."""

    def __init__(self, markup: str) -> None:
        """Read the page."""
        super().__init__()
        self.classes: set[str] = set()
        self.months: dict[str, str] = {}
        self.feed(markup)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the classes of an element, and the month of a row."""
        attributes = dict(attrs)
        self.classes.update((attributes.get("class") or "").split())
        if row := MONTH.fullmatch(attributes.get("name") or ""):
            self.months[attributes.get("value") or ""] = row["row"]


def result_pages(
    site: Path, languages: Sequence[str] = LANGUAGES, *, summaries: bool = True
) -> Iterator[ResultPage]:
    """Every calculator and example: the result, and its summary where there is one.

    The functions answer directly, with the pages of the built site and without a gateway.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PAGES_DIRECTORY, str(site))
        for place, questions in calculators():
            for example, answers in examples(CALCULATORS[questions.name].operation):
                for language in languages:
                    fields = answered(questions, answers, language)
                    for button in _buttons(questions, summaries=summaries):
                        yield ResultPage(
                            language=language,
                            page=place,
                            example=example,
                            button=button,
                            reply=sent(questions, fields, button),
                        )


def answered(
    questions: FormDefinition, answers: Mapping[str, object], language: str
) -> dict[str, str]:
    """The fields of a form with those answers.

    A page with a table asks for every month, the interface only for those with a payment: the
    months that the page shows are sent with it.
    """
    fields = typed_fields(answers, language) | {"language": language}
    attributes = {fields[name]: name for name in fields if MONTH.fullmatch(name)}
    if questions.table is None or not attributes:
        return fields
    shown = Reader(sent(questions, fields, CALCULATE).body).months
    amounts = {
        month: fields.get(name.replace(".month", ".amount"), "")
        for month, name in attributes.items()
    }
    kept = {n: v for n, v in fields.items() if not n.startswith(f"{questions.table}[")}
    for month, row in shown.items():
        kept |= {f"{row}.month": month, f"{row}.amount": amounts.get(month, "")}
    return kept


def sent(questions: FormDefinition, fields: Mapping[str, str], button: str) -> Reply:
    """What the function answers to that button of the form."""
    language = fields["language"]
    return post_form(
        f"/{CALCULATORS[questions.name].operation}", {"intent": button, **fields}, language
    )


def calculators() -> list[tuple[str, FormDefinition]]:
    """The place of every page with a form of its own questions, and these."""
    found = [(path.removesuffix(".md"), page("en", path).meta.get("questions")) for path in menu()]
    named = [(place, name) for place, name in found if name and name not in QUICK_ANSWERS]
    return [(place, form_definition(name)) for place, name in named]


def _buttons(questions: FormDefinition, *, summaries: bool) -> tuple[str, ...]:
    offers_summary = summaries and SUMMARIZE in questions.offers
    return (CALCULATE, SUMMARIZE) if offers_summary else (CALCULATE,)


def examples(operation: str) -> list[tuple[str, dict[str, object]]]:
    """The requests that the contract shows, by their names."""
    paths = document()["paths"]
    (posted,) = (
        item["post"]
        for item in paths.values()
        if item.get("post", {}).get("operationId") == operation
    )
    shown = posted["requestBody"]["content"]["application/json"]["examples"]
    return [(name, example["value"]) for name, example in shown.items()]
