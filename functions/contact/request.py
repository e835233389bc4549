"""Builds a contact message from the answers of a request."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from functions.contact.topics import Topic, topics
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers

SCHEMA = FormSchema(form=form_definition("contact"), choices={}, check=lambda _: ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The message of a person. ``name`` is empty where none was given."""

    topic: str
    text: str
    email: str
    name: str
    language: str
    copy: bool

    @property
    def about(self) -> Topic:
        """The topic, with who answers it."""
        return topics()[self.topic]

    @property
    def content(self) -> str:
        """All of it as one text, which identifies the message."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def written(answers: PartialAnswers) -> Written:
    """The message in answers that are complete and valid."""
    return Written(
        topic=answers.topic,
        text=answers.message,
        email=answers.email,
        name=answers.name or "",
        language=answers.answer_language,
        copy=answers.copy,
    )
