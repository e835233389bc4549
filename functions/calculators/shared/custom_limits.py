"""The limits that an authority set itself, as two sets of questions ask for them."""

from __future__ import annotations

from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver.request import OwnLimits


def own_limits(answers: PartialAnswers | None) -> OwnLimits | None:
    """The limits in cents, where the request has its own. The answers are complete."""
    if answers is None:
        return None
    return OwnLimits(
        minimum=answers.minimum,
        maximum=answers.maximum,
        flat_reduction=answers.flat_reduction,
    )
