"""Responds with a letter: in JSON, as a file, or as its page with what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from http import HTTPStatus
from typing import Any

from functions.calculators.files import NEUTRAL_FILE, NEUTRAL_TITLE
from functions.forms.echo import echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.form_fields import nest
from functions.forms.names import camel
from functions.forms.parse import parse_form_answers, parse_json_answers
from functions.forms.parse_text import named
from functions.http import clock
from functions.http.body import json_object
from functions.http.negotiation import FORM, HTML, JSON, ODT, PDF, TEXT, preferred
from functions.http.problem import Problem, Problems, unsupported
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import Catalog, catalog_of
from functions.i18n.citations import cite
from functions.letters.definition import SUBJECT, LetterDefinition, letters
from functions.letters.files import ENDINGS, as_odt, as_pdf, as_text, without_signs
from functions.letters.letter import Letter, write_letter
from functions.letters.request import SCHEMA, LetterRequest
from functions.pages.form_submission import INTENT, page_form, unknown_button
from functions.pages.kept import NEUTRAL, YES
from functions.pages.repeated_rows import CALCULATE

MAKES: Mapping[str, Callable[[Letter, Catalog], str | bytes]] = {
    PDF: as_pdf,
    ODT: as_odt,
    TEXT: as_text,
}
SAVES = {"pdf": PDF, "odt": ODT, "text": TEXT}
"""The buttons of the page that save a file, and what it is."""


def respond_letter(request: Request, name: str) -> Response:
    """The letter of that name, with what the request fills in.

    Raises:
        Problem: there is no such letter, or the request cannot be used.
    """
    definition = letters().get(name)
    if definition is None:
        raise Problem(Problems.NOT_FOUND)
    request.parameters()
    match request.media_type:
        case "application/json":
            return _to_program(definition, request)
        case "application/x-www-form-urlencoded":
            return _to_page(definition, request)
        case _:
            raise unsupported(JSON, FORM)


def _to_program(definition: LetterDefinition, request: Request) -> Response:
    wanted = preferred(request.accept, (JSON, *ENDINGS))
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = parse_json_answers(SCHEMA, json_object(request))
    if decoded.issues:
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=SUBJECT)
    catalog = catalog_of(request.language)
    letter = write_letter(definition, decoded.request, catalog, clock.today())
    if wanted != JSON:
        if unprintable := _unprintable(letter, decoded.request, wanted):
            raise Problem(Problems.BAD_REQUEST, unprintable, questions=SUBJECT)
        return _file(letter, wanted, catalog)
    return Response(
        body=encode_json(_document(definition, letter, catalog)),
        media_type=JSON,
        language=catalog.language,
    )


def _document(definition: LetterDefinition, letter: Letter, catalog: Catalog) -> dict[str, Any]:
    """The letter in JSON: its whole text, and what to know before sending it."""
    advice = letter.advice
    document: dict[str, Any] = {
        "title": letter.title,
        "subject": letter.subject,
        "text": as_text(letter, catalog),
        "enclosures": list(letter.enclosures),
        "where": list(advice.where),
        "how": advice.how,
        "when": advice.when,
        "basis": cite(catalog, definition.source).text,
        "independence": catalog.gettext(f"{SUBJECT}.model"),
    }
    if advice.last_day is not None:
        document["lastDay"] = advice.last_day.isoformat()
    if advice.caution:
        document["caution"] = advice.caution
    return document


def _file(letter: Letter, media_type: str, catalog: Catalog, *, neutral: bool = False) -> Response:
    """The letter as a file to save; ``neutral``: neither its name nor its title says what it is."""
    name = f"alimenta-{letter.name}"
    if neutral:
        name = catalog.gettext(NEUTRAL_FILE)
        letter = replace(letter, title=catalog.gettext(NEUTRAL_TITLE))
    return Response(
        body=MAKES[media_type](letter, catalog),
        media_type=media_type,
        language=catalog.language,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ENDINGS[media_type]}"'},
    )


def _unprintable(letter: Letter, request: LetterRequest, media_type: str) -> tuple[FieldError, ...]:
    """The answers with characters that the PDF cannot show; other files hold every one."""
    return tuple(_without_signs(letter, request)) if media_type == PDF else ()


def _without_signs(letter: Letter, request: LetterRequest) -> Iterator[FieldError]:
    typed = [question.path for question in SCHEMA.form.questions() if question.kind.is_words]
    answers = {camel(field.name): getattr(request, field.name) for field in fields(request)}
    # Characters of ASCII are in every font: a letter of these needs no look into the PDF.
    unsure = {
        path: text for path in typed if (text := answers[path]) is not None and not text.isascii()
    }
    if not unsure:
        return
    for (path, text), lacking in zip(
        unsure.items(), without_signs(letter, unsure.values()), strict=True
    ):
        if lacking:
            signs = ", ".join(f"{sign} ({named(sign)})" for sign in lacking)
            yield FieldError(
                path=path,
                code=ParseErrorCode.UNPRINTABLE,
                limits={"signs": signs},
                value=echo_safely(text),
            )


def _to_page(definition: LetterDefinition, request: Request) -> Response:
    """The page in answer to its form, or the file that its button saves."""
    # Read only here: a letter to a program does not pay for the templates.
    from functions.letters.page import render_letter  # noqa: PLC0415
    from functions.pages.built_pages import built_page  # noqa: PLC0415
    from functions.pages.page_shell import render_page  # noqa: PLC0415

    sent = page_form(request, SCHEMA.form, NEUTRAL)
    neutral = sent.of_page.get(NEUTRAL) == YES
    intent = sent.of_page.get(INTENT) or CALCULATE
    media_type = SAVES.get(intent, HTML)
    request.must_accept(media_type)
    catalog, typed = catalog_of(sent.language), sent.form.typed
    decoded = parse_form_answers(SCHEMA, nest(typed), clock.today())
    unknown = () if intent in (CALCULATE, *SAVES) else (unknown_button(intent),)
    issues = (*unknown, *decoded.issues, *sent.form.issues)
    answers = LetterRequest() if issues else decoded.request
    letter = write_letter(definition, answers, catalog, clock.today())
    if media_type != HTML and not issues:
        issues = _unprintable(letter, answers, media_type)
        if not issues:
            return _file(letter, media_type, catalog, neutral=neutral)
    region = render_letter(letter, typed, issues, is_filled=not issues, neutral=neutral)
    shell = built_page(sent.language, f"{SUBJECT}/{definition.name}")
    return Response(
        status=HTTPStatus.BAD_REQUEST if issues else HTTPStatus.OK,
        body=render_page(shell, sent.language, region, "error" if issues else "result"),
        media_type=HTML,
        language=sent.language,
    )
