"""The documents about a kept decision that people read: its statement, and its reasons.

They hold no style and no script, so that they look the same on paper, in a mail and in a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from functions.calculators.waiver.calculator import SCHEMA
from functions.decision_register.decision_record import Record, terms_of
from functions.decision_register.decisions import LARGEST_AMOUNT
from functions.decision_register.retention_period import retained
from functions.decision_register.stored_steps import SENTENCES, value_of
from functions.forms import parse_json
from functions.forms.definition import Kind, Question
from functions.http.clock import day_in_brussels
from functions.i18n.articles import format_article
from functions.i18n.catalog import Catalog
from functions.i18n.citations import cite
from functions.law.waiver.retention import REASONS_ON_REQUEST, SOFTWARE, RetentionResult
from functions.pages.explanation_view import explain_notes, explain_steps

TEMPLATES = Path(__file__).parent / "templates"
WORDS = "decision_register"
RETENTION = "retention"
CITED = "formats.article.cited"
WAIVER = "waiver"
AMOUNT = Question(path="amount", kind=Kind.AMOUNT, minimum="0.00", maximum=LARGEST_AMOUNT)


@dataclass(frozen=True, slots=True)
class Line:
    """Something with its name, such as a question and its answer."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step: its sentence and the source of its rule. ``language`` where it is another one."""

    sentence: str
    source: str
    language: str


def statement(record: Record, catalog: Catalog, template: str) -> str:
    """That the decision is deemed reasoned, and until when; ``template`` is a page or a text."""
    found = retained(*terms_of(record.document), record.extensions, record.keep_until)
    return _render(template, catalog, **_common(record, found, catalog))


def reasons(record: Record, catalog: Catalog) -> str:
    """The reasons of the decision, for who asks for them in writing (decree, art. 88)."""
    document = record.document
    found = retained(*terms_of(document), record.extensions, record.keep_until)
    facts = document["facts"]
    if document["kind"] == WAIVER:
        kept = document["outcome"]
        parts: dict[str, Any] = {
            "result": list(_waiver_result(kept["result"], catalog)),
            "inputs": list(_waiver_inputs(facts, catalog)),
            "reasons": list(_waiver_reasons(kept["steps"], catalog)),
            "facts_language": catalog.language,
        }
    else:
        parts = {
            "result": list(_payment_result(facts, catalog)),
            "inputs": [Line(entry["name"], entry["value"]) for entry in facts["inputs"]],
            "reasons": [
                Reason(sentence=s["text"], source=s["source"], language=facts["language"])
                for s in facts["explanation"]
            ],
            "facts_language": facts["language"],
        }
    return _render("reasons.html", catalog, **_common(record, found, catalog), **parts)


def _common(record: Record, found: RetentionResult, catalog: Catalog) -> dict[str, Any]:
    """What both documents say: which decision, and how long it is kept and why."""
    document = record.document
    recorded = day_in_brussels(datetime.fromisoformat(document["recordedAt"]))
    # What is kept is kept long enough: only what the rule does not cover states its own reasons.
    sentence = "covered" if found.covered else "not_covered"
    ending = ".open" if record.is_open else ".until"
    about = {
        "reference": document["reference"],
        "payer": record.payer,
        "kind": catalog.gettext(f"{WORDS}.kinds.{document['kind']}"),
        "decided_on": catalog.format(date.fromisoformat(document["decidedOn"])),
        "recorded_on": catalog.format(recorded),
        "keep_until": (
            catalog.gettext(f"{WORDS}.open_ended")
            if record.is_open
            else catalog.format(record.keep_until)
        ),
        "rule_version": document["ruleVersion"],
        "fingerprint": record.fingerprint,
    }
    return {
        "about": [
            Line(catalog.gettext(f"{WORDS}.about.{name}"), text) for name, text in about.items()
        ],
        "sentence": catalog.gettext(
            f"{WORDS}.statement.{sentence}{ending}", keep_until=record.keep_until
        ),
        "why": catalog.gettext(f"{WORDS}.statement.{sentence}.why"),
        "sources": catalog.gettext(
            f"{WORDS}.sources",
            software=cite(catalog, SOFTWARE).text,
            on_request=cite(catalog, REASONS_ON_REQUEST).text,
        ),
        "keeping": [
            Reason(
                sentence=step.sentence,
                source=step.citation.text,
                language=catalog.language,
            )
            for step in explain_steps(catalog, RETENTION, found.explanation)
        ],
        "keeping_notes": [note.sentence for note in explain_notes(catalog, RETENTION, found.notes)],
    }


def _waiver_result(result: Mapping[str, Any], catalog: Catalog) -> Iterator[Line]:
    waiver, household = result["waiver"], result["household"]
    for name, kind, text in (
        ("percentage", "percentage", waiver["percentage"]),
        ("waived", "amount", waiver["waived"]),
        ("recovered", "amount", waiver["recovered"]),
        ("countable", "amount", household["countable"]),
    ):
        value = value_of({"type": kind, "value": text})
        yield Line(catalog.gettext(f"{WORDS}.result.{name}"), catalog.format(value))


def _waiver_inputs(facts: Mapping[str, Any], catalog: Catalog) -> Iterator[Line]:
    """Every answer that was given, under its question."""
    for question in SCHEMA.form.questions():
        answer = _at(facts, question.path)
        if answer is not None:
            label = catalog.gettext(f"{WAIVER}.{question.key}.label")
            yield Line(label, _answer(question, answer, catalog))


def _at(facts: Mapping[str, Any], path: str) -> object:
    place: Any = facts
    for name in path.split("."):
        place = place.get(name) if isinstance(place, Mapping) else None
    return place


def _answer(question: Question, answer: object, catalog: Catalog) -> str:
    if question.kind is Kind.CHOICE:
        return catalog.gettext(question.option_key(WAIVER, str(answer)))
    value: Any = parse_json.parse_value(question, answer)
    return catalog.format(value)


def _waiver_reasons(steps: list[Mapping[str, Any]], catalog: Catalog) -> Iterator[Reason]:
    """The sentences that were kept on the day of the decision."""
    for step in steps:
        sentence = step[SENTENCES][catalog.language]
        article = format_article(catalog, step["source"]["article"])
        title = sentence["source"]["title"]
        yield Reason(
            sentence=sentence["text"],
            source=catalog.gettext(CITED, act=title, article=article) if article else title,
            language=catalog.language,
        )


def _payment_result(facts: Mapping[str, Any], catalog: Catalog) -> Iterator[Line]:
    """What the software of the payer decided."""
    amount: Any = parse_json.parse_value(AMOUNT, facts["amount"])
    lines = {
        "file": facts["file"],
        "period": catalog.gettext(
            f"{WORDS}.result.from_to",
            first=date.fromisoformat(facts["startDate"]),
            last=date.fromisoformat(facts["endDate"]),
        ),
        "amount": catalog.format(amount),
        "software": f"{facts['softwareName']} {facts['softwareVersion']}",
        "parameter_set": facts["parameterSet"],
    }
    return (Line(catalog.gettext(f"{WORDS}.result.{name}"), text) for name, text in lines.items())


def _render(template: str, catalog: Catalog, **parts: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(t=catalog.gettext, language=catalog.language, key=WORDS, **parts)
    )


@cache
def _environment() -> Environment:
    """The templates. A name that is missing is an error; a page escapes every value."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
