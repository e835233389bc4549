"""The topics of the contact form: the service that answers each, and the answers shown first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from functions import config_files

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """A short answer: ``id`` is the key of its sentences, ``page`` the page with more."""

    id: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic. ``service`` names its queue and its mailbox."""

    id: str
    service: str
    answers: tuple[FirstAnswer, ...]


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id, in the order of the form."""
    document = config_files.read(HERE, "questions")
    return MappingProxyType({entry["id"]: _topic(entry) for entry in document["topics"]})


def _topic(entry: Mapping[str, object]) -> Topic:
    answers = entry["answers"]
    if not isinstance(answers, list):
        raise TypeError("the answers of a topic are a list")
    return Topic(
        id=str(entry["id"]),
        service=str(entry["service"]),
        answers=tuple(FirstAnswer(**answer) for answer in answers),
    )
