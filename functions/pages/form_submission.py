"""What a page sends with its form: the answers to its questions, and what the page itself adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from functions.forms.definition import FormDefinition
from functions.forms.echo import echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.form_fields import Form, parse_fields
from functions.http.body import form_fields
from functions.http.request import Request
from functions.i18n.catalog import LANGUAGES

INTENT = "intent"
LANGUAGE = "language"
IN_LANGUAGE = re.compile(rf"language:({'|'.join(LANGUAGES)}):(.*)")
"""A button that does in another language what is named after it: ``language:nl:check``."""


def unknown_button(intent: str) -> FieldError:
    """What is wrong with a button that the page does not have."""
    return FieldError(path=INTENT, code=ParseErrorCode.NOT_A_CHOICE, value=echo_safely(intent))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """The answers, the language of the page, and what it adds, by name."""

    form: Form
    language: str
    of_page: Mapping[str, str]


def page_form(request: Request, questions: FormDefinition, *own: str) -> PageForm:
    """The form that a page sends; ``own`` names the fields of this page that ask nothing.

    Raises:
        Problem: the body is no form.
    """
    names = (INTENT, LANGUAGE, *own)
    fields = form_fields(request)
    of_page = {name: value for name, value in fields if name in names}
    language = of_page.get(LANGUAGE, "")
    if switch := IN_LANGUAGE.fullmatch(of_page.get(INTENT, "")):
        language, of_page[INTENT] = switch.groups()
    return PageForm(
        form=parse_fields(questions, (pair for pair in fields if pair[0] not in names)),
        language=language if language in LANGUAGES else request.language,
        of_page=of_page,
    )
