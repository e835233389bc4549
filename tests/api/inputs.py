"""The answers of a JSON document as the fields of a page, or the columns of a row."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from functions.forms.definition import Kind, form_definition

DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
DECIMAL = re.compile(r"\d+\.\d\d")


def named(answers: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every answer by the name of its input: ``children[0].birthDate``."""
    if isinstance(answers, Mapping):
        for key, answer in answers.items():
            yield from named(answer, f"{prefix}.{key}" if prefix else key)
    elif isinstance(answers, list):
        for place, answer in enumerate(answers):
            yield from named(answer, f"{prefix}[{place}]")
    else:
        yield prefix, answers


def typed(answer: Any, language: str) -> str:
    """An answer as a reader of the language types or chooses it: 10/03/2025, yes, 150,00."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    text = str(answer)
    if match := DATE.fullmatch(text):
        return "/".join(reversed(match.groups()))
    if DECIMAL.fullmatch(text) and language != "en":
        return text.replace(".", ",")
    return text


def typed_fields(answers: Any, language: str) -> dict[str, str]:
    """The fields of a page with these answers."""
    return {name: typed(answer, language) for name, answer in named(answers)}


def page_fields(name: str, answers: Mapping[str, Any], language: str = "en") -> dict[str, str]:
    """The fields that the page of a form sends: without an answer empty, or the usual option."""
    single = (question for question in form_definition(name).questions() if not question.list_path)
    unanswered = {one.path: one.default or "" if one.kind is Kind.CHOICE else "" for one in single}
    return {"language": language} | unanswered | typed_fields(answers, language)
