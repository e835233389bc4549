"""Renders the contact page: the topic, its answers, the form, and the outcome of the message.

The site build renders its first state, the Lambda function the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.contact.topics import Topic, topics
from functions.forms.definition import form_definition
from functions.forms.errors import FieldError
from functions.http.paths import BASE
from functions.i18n.catalog import catalog_of
from functions.pages.environment import environment
from functions.pages.form_view import FormBuilder
from functions.pages.page_words import page_words

QUESTIONS = "contact"
PAGE = "help/contact"
TOKEN = "token"  # noqa: S105 - the name of a field
TRAP = "homepage"
"""A hidden field (honeypot): only programs that fill in every field fill it in."""
ASK_TOPIC = "topic"
SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that was accepted, with its text, which no mail carries to the author.

    ``unseen`` counts the characters that were left out of it.
    """

    reference: str
    topic: Topic
    copy: bool
    unseen: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """What the page shows.

    ``topic`` is the one whose form is open, ``helps`` says whether its answers are shown above it.
    ``notice`` names the text about a message that was not sent, ``reference`` the message that was
    sent before it. ``token`` is empty where no message can be written; ``wait_seconds`` says after
    how long to try again.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    issues: Sequence[FieldError] = ()
    topic: Topic | None = None
    helps: bool = False
    notice: str = ""
    reference: str = ""
    token: str = ""
    wait_seconds: int = 0
    sent: Sent | None = None


def render_contact(language: str, page: ContactPage) -> str:
    """The region of the contact page in a language."""
    catalog = catalog_of(language)
    questions = form_definition(QUESTIONS)
    form = FormBuilder(questions, catalog, page.typed, page.issues).form(rows={}, month_rows=())
    asked, message = form.sections
    return (
        environment()
        .get_template("contact.html")
        .render(
            t=page_words(catalog),
            language=language,
            action=f"{BASE}/contactMessages",
            form=form,
            page=page,
            steps=None,
            asked=asked,
            message=message if page.topic is not None else None,
            token_name=TOKEN,
            trap_name=TRAP,
            ask_topic=ASK_TOPIC,
            send=SEND,
        )
    )


def first_page(language: str) -> str:
    """The page before a topic is chosen."""
    return render_contact(language, ContactPage())


def topic_of(typed: Mapping[str, str]) -> Topic | None:
    """The topic that was chosen, if it is one."""
    return topics().get(typed.get("topic", "").strip())
