"""Every answer gives back the request that it answers."""

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer


@pytest.mark.parametrize("operation", CASES)
def test_an_answer_gives_back_the_very_request_it_answers(operation):
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        if not isinstance(found, InvalidInput):
            assert getattr(found, "request", getattr(found, "application", None)) is asked
