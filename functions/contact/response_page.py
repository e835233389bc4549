"""Responds to the form of the contact page: with the answers to a topic, or the message sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Literal

from functions.contact.accept import accept
from functions.contact.limits import TooMany
from functions.contact.records import OtherContent, is_known
from functions.contact.request import SCHEMA, ContactRequest
from functions.contact.tokens import Age, issue, read
from functions.contact.unavailable import RETRY_AFTER_SECONDS, Unavailable
from functions.contact.view import (
    ASK_TOPIC,
    PAGE,
    SEND,
    TOKEN,
    TRAP,
    ContactPage,
    Sent,
    render_contact,
    topic_of,
)
from functions.forms import parse_text
from functions.forms.form_fields import nest
from functions.forms.parse import parse_form_answers
from functions.http import clock
from functions.http.negotiation import HTML
from functions.http.origin import network_of
from functions.http.request import Request
from functions.http.response import Response
from functions.pages.built_pages import built_page
from functions.pages.form_submission import INTENT, PageForm, page_form, unknown_button
from functions.pages.page_shell import render_page


def answer_page(request: Request) -> Response:
    """The page in response to its form, with what was typed until the message is accepted.

    Raises:
        Problem: the body is no form, or the client cannot read a page.
    """
    sent = page_form(request, SCHEMA.form, TOKEN, TRAP)
    language = sent.language
    request.must_accept(HTML)
    page = _page(sent, network_of(request))
    status = _status(page)
    headers = {}
    if page.wait_seconds:
        headers["Retry-After"] = str(page.wait_seconds)
    return Response(
        status=status,
        body=render_page(
            built_page(language, PAGE), language, render_contact(language, page), _state(page)
        ),
        media_type=HTML,
        language=language,
        headers=headers,
    )


def _page(sent: PageForm, network: str) -> ContactPage:
    typed = {"answerLanguage": sent.language, **sent.form.typed}
    topic = topic_of(typed)
    page = ContactPage(typed=typed, topic=topic, token=sent.of_page.get(TOKEN, ""))
    intent = sent.of_page.get(INTENT, SEND)
    wrong = sent.form.issues
    if intent not in (ASK_TOPIC, SEND):
        wrong = (*wrong, unknown_button(intent))
    decoded = parse_form_answers(SCHEMA, nest(typed), clock.today())
    if intent == ASK_TOPIC or topic is None:
        # The message itself is not validated yet.
        wrong = (*(found for found in decoded.issues if found.path == "topic"), *wrong)
        return replace(page, issues=wrong) if wrong else _with_answers(page)
    if decoded.issues or wrong:
        return replace(page, issues=(*decoded.issues, *wrong))
    return _send(page, decoded.request, sent.of_page, network)


def _with_answers(page: ContactPage) -> ContactPage:
    """The answers to the topic, with the form below them as soon as it has a token."""
    if page.token:
        return replace(page, helps=True)
    try:
        return replace(page, helps=True, token=issue())
    except Unavailable:
        return replace(page, helps=True, notice="noForm", wait_seconds=RETRY_AFTER_SECONDS)


def _send(
    page: ContactPage, message: ContactRequest, of_page: Mapping[str, str], network: str
) -> ContactPage:
    """The message sent, or the page that says why it was not."""
    if of_page.get(TRAP):
        return replace(page, notice="trap")
    try:
        return _sent_with_token(page, message, network)
    except TooMany as limit:
        return replace(page, notice="tooMany", wait_seconds=limit.seconds)
    except Unavailable:
        return replace(page, notice="unavailable", wait_seconds=RETRY_AFTER_SECONDS)


def _sent_with_token(page: ContactPage, message: ContactRequest, network: str) -> ContactPage:
    token = read(page.token)
    if token is None:
        return replace(page, notice="expired", token=issue())
    key = f"form\n{token.id}"
    if token.age is Age.TOO_SHORT:
        return replace(page, notice="tooSoon")
    if token.age is Age.TOO_LONG and not is_known(key):
        return replace(page, notice="expired", token=issue())
    return _accepted(page, message, key, network)


def _accepted(page: ContactPage, message: ContactRequest, key: str, network: str) -> ContactPage:
    try:
        reference = accept(key, message, network)
    except OtherContent as other:
        return replace(page, notice="changed", reference=other.reference, token=issue())
    sent = Sent(
        reference=reference,
        topic=message.about,
        copy=message.copy,
        unseen=_unseen(page.typed),
        text=message.message,
    )
    return ContactPage(sent=sent)


def _unseen(typed: Mapping[str, str]) -> int:
    """The number of invisible characters that were left out of what was typed.

    A line break of two characters counts as one.
    """
    left_out = 0
    for question in SCHEMA.form.questions():
        if question.kind.is_words:
            text = typed.get(question.path, "").replace("\r\n", "\n")
            left_out += len(text) - len(parse_text.without_unseen(question, text))
    return left_out


def _state(page: ContactPage) -> Literal["form", "error", "sent"]:
    if page.sent is not None:
        return "sent"
    return "error" if page.notice or page.issues else "form"


def _status(page: ContactPage) -> HTTPStatus:
    if page.notice in ("unavailable", "noForm"):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if page.notice == "tooMany":
        return HTTPStatus.TOO_MANY_REQUESTS
    if page.notice or page.issues:
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.OK if page.sent is None else HTTPStatus.ACCEPTED
