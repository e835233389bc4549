"""The requests: each operation of the contract, well and badly asked, with marks in all of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from functions.calculators.registry import CALCULATORS
from functions.embedding.registry import EMBEDDED, THEMES
from functions.forms.definition import FormDefinition, form_definition
from functions.http.paths import BASE
from functions.i18n.catalog import LANGUAGES
from functions.pages.personal_page import PREFIX
from functions.pages.repeated_rows import PERSONAL
from functions.paper_forms.definition import paper_form
from functions.paper_forms.personal import personal_names
from infra.api_routes import METHODS, read_document, resolved
from tests.api.events import BROWSER, event
from tests.api.inputs import typed_fields
from tests.data_leaks.marks import Mark, Marks

ROOT = Path(__file__).parents[2]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
REGISTER = ("/decisions", "/exportDecisions")
CONTACT = "/contactMessages"
LETTER = "writeLetter"
DECISION_ID = "decisionId"
TOO_MANY_WORDS = 6000
TOO_LONG = " x" * 100
"""More than a field of a form takes."""
ACCOUNT = "123456789012"
QUICK: Mapping[str, Mapping[str, str]] = {
    "not-paid": {
        "fixedByJudgeOrNotary": "yes",
        "missedMonths": "enough",
        "numberOfChildren": "2",
        "amountPerChild": "200.00",
    },
    "must-pay": {"letterDate": "2026-11-20", "sumAsked": "1600.00"},
    "must-repay": {"monthlyIncome": "1300.00", "debt": "815.00"},
}
"""Answers to the quick questions that other sites show in a frame."""
ONE, OTHER = "one", "other"
ROLES = {name: f"arn:aws:iam::{ACCOUNT}:role/fund-{name}" for name in (ONE, OTHER)}
CALLERS = {
    name: f"arn:aws:sts::{ACCOUNT}:assumed-role/fund-{name}/session" for name in (ONE, OTHER)
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the contract, and what may be sent to it."""

    name: str
    method: str
    path: str
    examples: tuple[Any, ...]
    takes_forms: bool
    places: Mapping[str, tuple[str, ...]]
    """What may be in its path, by the name of the place."""

    @property
    def is_register(self) -> bool:
        return self.path.startswith(REGISTER)

    @property
    def questions(self) -> FormDefinition | None:
        """The questions of its page."""
        for each in _question_sets():
            if self.name in (
                CALCULATORS[each.name].operation,
                each.fills.operation if each.fills else "",
            ):
                return each
        return None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. ``only_here`` is the mark of the one header that comes back as it was sent."""

    operation: Operation
    how: str
    event: dict[str, Any]
    marks: tuple[Mark, ...]
    only_here: str
    fails: bool = False


@dataclass
class Sender:
    """Puts requests together. ``known`` are the decisions that can be asked for."""

    marks: Marks
    known: list[str] = field(default_factory=list)
    token: Callable[[], str] = str

    def requests(self, operation: Operation, language: str) -> Iterator[Asked]:
        """Every way to ask for an operation, once."""
        for how, make in WAYS.items():
            asked = make(self, operation, language)
            if asked is not None:
                yield self._sent(operation, how, language, asked)

    def _sent(self, operation: Operation, how: str, language: str, made: Made) -> Asked:
        given = list(made.marks)
        headers = {"content-type": made.media_type, "accept-language": language}
        if made.accept:
            headers["accept"] = made.accept
        for name in ("user-agent", "cookie", "x-forwarded-for"):
            headers[name], mark = self.marks.word(f"header {name}")
            given.append(mark)
        text, mark = self.marks.word("header referer")
        headers["referer"] = f"https://site.example/?{text}"
        given.append(mark)
        related, _ = self.marks.word("header belgov-trace-id")
        headers["belgov-trace-id"] = related
        key = made.key or self.marks.key()
        headers["idempotency-key"] = key
        sent = event(
            made.method or operation.method.upper(),
            made.path or self._path(operation),
            made.body,
            headers,
            made.query,
            base64=made.base64,
        )
        if operation.is_register and made.caller:
            sent["requestContext"]["authorizer"] = {"iam": {"userArn": CALLERS[made.caller]}}
        return Asked(operation, how, sent, tuple(given), related, how.endswith("fails"))

    def _path(self, operation: Operation) -> str:
        path = operation.path
        for name, fixed in operation.places.items():
            known = tuple(self.known) or ("0" * 32,)
            options = known if name == DECISION_ID else fixed
            path = path.replace(f"{{{name}}}", self.marks.choice(options))
        return path


@dataclass
class Made:
    """What is particular to a request."""

    marks: list[Mark] = field(default_factory=list)
    body: str | None = None
    media_type: str = JSON
    accept: str = ""
    method: str = ""
    path: str = ""
    query: str = ""
    key: str = ""
    base64: bool = False
    caller: str = ONE


Way = Callable[[Sender, Operation, str], Made | None]
WAYS: dict[str, Way] = {}


def way(how: str) -> Callable[[Way], Way]:
    """Names a way to ask."""

    def kept(make: Way) -> Way:
        WAYS[how] = make
        return make

    return kept


def _good(sender: Sender, operation: Operation, **changes: Any) -> Made:
    if not operation.examples:
        return Made(**changes)
    document, marks = sender.marks.good(sender.marks.choice(operation.examples))
    return Made(**{"marks": marks, "body": json.dumps(document), **changes})


def _marked(sender: Sender, operation: Operation, *names: str) -> tuple[Made, list[str]]:
    """A good request, and a word for each of these names, which still has to be put into it."""
    made = _good(sender, operation)
    words = [sender.marks.word(name) for name in names]
    made.marks += [mark for _, mark in words]
    return made, [text for text, _ in words]


@way("well")
def _well(sender: Sender, operation: Operation, _: str) -> Made:
    return _good(sender, operation)


@way("well, for a file")
def _file(sender: Sender, operation: Operation, _: str) -> Made | None:
    types = {"calendar": "text/calendar", "csv": "text/csv"}
    types["ods"] = "application/vnd.oasis.opendocument.spreadsheet"
    offers = operation.questions.offers if operation.questions else ()
    files = [types[offer] for offer in offers if offer in types]
    if not files:
        return None
    return _good(sender, operation, accept=f"{sender.marks.choice(files)}, {JSON};q=0.5")


@way("it fails")
def _fails(sender: Sender, operation: Operation, _: str) -> Made:
    return _good(sender, operation)


@way("a word for each answer")
def _wrong(sender: Sender, operation: Operation, _: str) -> Made | None:
    if not operation.examples:
        return None
    document, marks = sender.marks.wrong(sender.marks.choice(operation.examples))
    return Made(marks, json.dumps(document))


@way("numbers that cannot be")
def _numbers(sender: Sender, operation: Operation, _: str) -> Made | None:
    if not operation.examples:
        return None
    document, marks = sender.marks.wrong_numbers(sender.marks.choice(operation.examples))
    return Made(marks, json.dumps(document))


@way("an answer too many")
def _unknown(sender: Sender, operation: Operation, _: str) -> Made | None:
    if not operation.examples:
        return None
    made, (name, answer) = _marked(sender, operation, "a name", "its answer")
    made.body = json.dumps({**json.loads(made.body or ""), name: answer})
    return made


@way("cut off")
def _cut(sender: Sender, operation: Operation, _: str) -> Made:
    made, (text,) = _marked(sender, operation, "body")
    made.body = f"{made.body or ''}{text}"
    return made


@way("an answer twice")
def _twice(sender: Sender, _: Operation, __: str) -> Made:
    text, mark = sender.marks.word("body")
    return Made([mark], f'{{"{text}": "{text}", "{text}": 1}}')


@way("more than fits")
def _large(sender: Sender, _: Operation, __: str) -> Made:
    text, mark = sender.marks.word("body")
    return Made([mark], json.dumps({"message": [text] * TOO_MANY_WORDS}))


@way("no text")
def _no_text(sender: Sender, _: Operation, __: str) -> Made:
    text, mark = sender.marks.word("body")
    return Made([mark], base64.b64encode(text.encode("utf-16")).decode(), base64=True)


@way("a question in the address")
def _query(sender: Sender, operation: Operation, _: str) -> Made:
    made, (name, answer) = _marked(sender, operation, "query", "query")
    made.query = urlencode({name: answer, "pageSize": answer, "afterDecision": answer})
    return made


@way("another address")
def _path(sender: Sender, operation: Operation, _: str) -> Made:
    made, (text,) = _marked(sender, operation, "path")
    head = operation.path.partition("{")[0].rstrip("/")
    made.path = f"{head}/{text}"
    return made


@way("another method")
def _method(sender: Sender, operation: Operation, _: str) -> Made:
    return _good(sender, operation, method="PATCH")


@way("of another type")
def _type(sender: Sender, operation: Operation, _: str) -> Made:
    made, (text,) = _marked(sender, operation, "header content-type")
    made.media_type = f"text/{text}; charset={text}"
    return made


@way("for what we do not have")
def _accept(sender: Sender, operation: Operation, _: str) -> Made:
    made, (text,) = _marked(sender, operation, "header accept")
    made.accept = f"{text}/{text}"
    return made


@way("with a key that is none")
def _key(sender: Sender, operation: Operation, _: str) -> Made:
    made, (text,) = _marked(sender, operation, "header idempotency-key")
    made.key = f"{text} {text}"
    return made


@way("by another payer")
def _other_payer(sender: Sender, operation: Operation, _: str) -> Made | None:
    return _good(sender, operation, caller=OTHER) if operation.is_register else None


@way("unsigned")
def _unsigned(sender: Sender, operation: Operation, _: str) -> Made | None:
    return _good(sender, operation, caller="") if operation.is_register else None


# --- as a page does ---


def _form(sender: Sender, operation: Operation, language: str, **fields: str) -> Made | None:
    if not operation.takes_forms:
        return None
    document, marks = sender.marks.good(sender.marks.choice(operation.examples))
    typed = {"language": language, **typed_fields(document, language), **fields}
    if operation.path == CONTACT:
        typed = {"token": sender.token(), **typed}
    return Made(marks, urlencode(typed), FORM, _page(operation))


def _page(operation: Operation) -> str:
    return "*/*" if operation.name.startswith("fill") else BROWSER


@way("by a page")
def _by_page(sender: Sender, operation: Operation, language: str) -> Made | None:
    if operation.name == LETTER:
        return _form(sender, operation, language, intent="language:nl:calculate")
    return _form(sender, operation, language)


@way("by a button of the page")
def _by_button(sender: Sender, operation: Operation, language: str) -> Made | None:
    questions = operation.questions
    if operation.name == LETTER:
        button = sender.marks.choice(("pdf", "odt", "text"))
        made = _form(sender, operation, language, intent=button)
        return None if made is None else replace(made, accept="*/*")
    if questions is None:
        return _form(sender, operation, language, intent="topic")
    buttons = list(questions.offers)
    for bounds in questions.rows():
        buttons += [f"add:{bounds.path}", f"remove:{bounds.path}:0"]
    if questions.table:
        buttons += ["showMonths", f"fill:{questions.table}"]
    if questions.steps:
        buttons += [f"next:{questions.sections[0].id}", "check"]
    made = _form(sender, operation, language, intent=sender.marks.choice(buttons))
    if made is not None:
        made.accept = "*/*"
        text, mark = sender.marks.word("the amount of every month")
        made.body = f"{made.body}&fill={text}"
        made.marks.append(mark)
    return made


@way("by a page that fails")
def _by_failing_page(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _form(sender, operation, language)


def _with_people(
    sender: Sender, operation: Operation, language: str, ending: str = "", **fields: str
) -> Made | None:
    """A form of a page with a marked text in each of its fields about people."""
    forms = operation.places.get("formName", ())
    made = _form(sender, operation, language, **fields) if forms else None
    if made is None:
        return None
    form = sender.marks.choice(forms)
    people = {}
    for name in sorted(personal_names(paper_form(form))):
        if name.lower().endswith("birthdate") and not ending:
            people[name], mark = sender.marks.day(name)
        else:
            text, mark = sender.marks.word(name)
            people[name] = text + ending
        made.marks.append(mark)
    typed = urlencode({f"{PREFIX}{name}": text for name, text in people.items()})
    made.body = f"{made.body}&{typed}"
    made.path = operation.path.replace("{formName}", form)
    return made


@way("by a page, with people")
def _people(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _with_people(sender, operation, language)


@way("by a page of people, to be asked again")
def _people_again(sender: Sender, operation: Operation, language: str) -> Made | None:
    # Asked again in another language: a button of the page carries what was typed there.
    made = _with_people(sender, operation, language, intent=f"language:nl:{PERSONAL}")
    if made is not None:
        made.accept = "*/*"
    return made


@way("by a page, people who have no room")
def _people_wrong(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _with_people(sender, operation, language, ending=TOO_LONG)


@way("by a page with people that fails")
def _people_failing(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _with_people(sender, operation, language)


@way("by a page, a word for each answer")
def _page_wrong(sender: Sender, operation: Operation, language: str) -> Made | None:
    if not operation.takes_forms:
        return None
    document, marks = sender.marks.wrong(sender.marks.choice(operation.examples))
    typed = {"language": language, **typed_fields(document, language)}
    return Made(marks, urlencode(typed), FORM, _page(operation))


@way("by a page with words of its own")
def _page_unknown(sender: Sender, operation: Operation, language: str) -> Made | None:
    if not operation.takes_forms:
        return None
    pairs = [sender.marks.word(f"field {number}") for number in range(5)]
    one, two, three, four, five = (text for text, _ in pairs)
    made = _form(sender, operation, language, intent=one, homepage=two, **{three: four})
    if made is not None:
        made.body = f"{made.body}&language={five}&{three}={five}"
        made.marks += [mark for _, mark in pairs]
    return made


@way("by a program that fills in what nobody sees")
def _trapped(sender: Sender, operation: Operation, language: str) -> Made | None:
    if operation.path != CONTACT:
        return None
    text, mark = sender.marks.word("the field that nobody sees")
    made = _form(sender, operation, language, homepage=text)
    if made is not None:
        made.marks.append(mark)
    return made


def _framed(sender: Sender, operation: Operation, language: str, **fields: str) -> Made | None:
    """The form of a simulator in a frame of another site, or a quick answer of its domain."""
    own = [each for each in EMBEDDED.values() if each.source.name in _calculators(operation)]
    if not own:
        return None
    quick = [name for name in QUICK if EMBEDDED[name].domain is own[0].domain]
    chosen = sender.marks.choice([*own, *(EMBEDDED[name] for name in quick)])
    examples = (QUICK[chosen.name],) if chosen.name in QUICK else operation.examples
    document, marks = sender.marks.good(sender.marks.choice(examples))
    typed = {"language": language, **typed_fields(document, language), **fields}
    theme = sender.marks.choice(THEMES)
    path = f"{chosen.path}/{theme}".removeprefix(BASE)
    return Made(marks, urlencode(typed), FORM, BROWSER, path=path)


def _calculators(operation: Operation) -> tuple[str, ...]:
    return tuple(each.name for each in CALCULATORS.values() if each.operation == operation.name)


@way("by a page in a frame")
def _in_frame(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _framed(sender, operation, language)


@way("by a page in a frame, with words of its own")
def _in_frame_unknown(sender: Sender, operation: Operation, language: str) -> Made | None:
    (one, first), (two, second) = sender.marks.word("intent"), sender.marks.word("a field")
    made = _framed(sender, operation, language, intent=one, **{two: two})
    if made is not None:
        made.marks += [first, second]
    return made


@way("by a page in a frame that fails")
def _in_frame_failing(sender: Sender, operation: Operation, language: str) -> Made | None:
    return _framed(sender, operation, language)


@way("by a page, cut off")
def _page_cut(sender: Sender, operation: Operation, _: str) -> Made | None:
    if not operation.takes_forms:
        return None
    text, mark = sender.marks.word("body")
    return Made([mark], f"{text}=%ff%{text}", FORM, BROWSER)


# --- the contract ---


@cache
def contract() -> dict[str, Any]:
    """The contract."""
    return read_document()


def operations() -> list[Operation]:
    """Every operation of the contract."""
    return [
        Operation(
            name=described["operationId"],
            method=method,
            path=path,
            examples=_examples(described),
            takes_forms=FORM in described.get("requestBody", {}).get("content", {}),
            places=dict(_places(described)),
        )
        for path, item in contract()["paths"].items()
        for method, described in item.items()
        if method in METHODS
    ]


def _examples(described: Mapping[str, Any]) -> tuple[Any, ...]:
    content = described.get("requestBody", {}).get("content", {}).get(JSON, {})
    return tuple(example["value"] for example in content.get("examples", {}).values())


def _places(described: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in described.get("parameters", ()):
        parameter = resolved(contract(), each)
        if parameter["in"] == "path":
            schema = resolved(contract(), parameter["schema"])
            yield parameter["name"], tuple(schema.get("enum", (schema["example"],)))


def codes() -> frozenset[str]:
    """Every text of the contract that chooses an option."""
    return frozenset(_enumerated(contract())) | set(LANGUAGES)


def _enumerated(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from (str(option) for option in node.get("enum", ()))
        for entry in node.values():
            yield from _enumerated(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from _enumerated(entry)


@cache
def _question_sets() -> tuple[FormDefinition, ...]:
    return tuple(form_definition(name) for name in CALCULATORS)
