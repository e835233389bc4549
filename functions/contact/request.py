"""The request of the contact form: the message that a person sends."""

from __future__ import annotations

import json
from dataclasses import dataclass

from functions.contact.topics import Topic, topics
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRequest:
    """The message of a person. ``name`` is empty where none was given."""

    topic: str
    message: str
    email: str
    name: str = ""
    answer_language: str
    copy: bool

    @property
    def about(self) -> Topic:
        """The topic, with who answers it."""
        return topics()[self.topic]

    @property
    def content(self) -> str:
        """All of it as one text, which identifies the message."""
        content = {
            "topic": self.topic,
            "text": self.message,
            "email": self.email,
            "name": self.name,
            "language": self.answer_language,
            "copy": self.copy,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


SCHEMA = FormSchema(form=form_definition("contact"), request=ContactRequest)
