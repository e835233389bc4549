"""What a request is refused for, and whether the questions ask for it."""

import re

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.fields import answers_of, as_asked


def refused(answer, request, parameters, questions):
    """The issues by field, each of which a question of that set asks for."""
    with pytest.raises(InvalidInput) as refusal:
        answer(request, parameters)
    issues = refusal.value.issues
    assert {re.sub(r"\[\d+\]$", "", as_asked(issue.field)) for issue in issues} <= answers_of(
        questions
    )
    return {issue.field: (issue.refusal, dict(issue.limits)) for issue in issues}
