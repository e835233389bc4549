"""What of a form a browser may keep in its tab, and which answers another calculator may use.

An answer has the same name wherever the same question is asked, so that a reader who goes from one
calculator to another finds it there. Words of one's own, such as a name, are never kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from functions.forms.definition import FormDefinition
from functions.forms.paths import question_path

OPEN = "open"
"""The button that shows the form with the answers that it knows; what is missing is not said."""
LIVE = "live"
"""The page itself asks for the answer while somebody types: only that answer comes back."""
NEUTRAL = "neutral"
"""The box of a page: what is downloaded says in its name and its title nothing of what it is."""
YES = "yes"
ORIGIN = "[a-z_]{1,30}"

OWN = frozenset({
    "applicationDate",
    "kind",
    "letterSentOn",
    "months",
    "monthlyMaintenance",
    "payments[].amount",
    "requestDate",
})  # fmt: skip
"""Questions that mean something else in another calculator: their answers stay with their own."""


def opens(intent: str) -> bool:
    """Whether the button only shows the form."""
    return intent.partition(":")[0] == OPEN


def known(questions: FormDefinition, intent: str, typed: Mapping[str, str]) -> Mapping[str, str]:
    """The answers that go along to this form; ``open:arrears`` says from which form they come."""
    origin = intent.partition(":")[2] or questions.name
    if origin == questions.name:
        return typed
    return {name: text for name, text in typed.items() if question_path(name) not in OWN}


def keeps(questions: FormDefinition) -> str:
    """The questions whose answers the tab may keep, with spaces between them.

    One that only this form means so has the name of the form before it. The box is kept as well.
    """
    asked = (
        f"{questions.name}:{question.path}" if question.path in OWN else question.path
        for question in questions.questions()
        if not question.kind.is_words
    )
    return " ".join((*asked, NEUTRAL))
