"""Whole answers, from the first figure to the last note, beside the files that were read."""

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer, file_of, text


@pytest.mark.parametrize("operation", CASES)
def test_the_whole_answer_is_the_one_that_was_read_against_the_law(operation):
    assert f"{text(operation)}\n" == file_of(operation).read_text(encoding="utf-8")


@pytest.mark.parametrize("operation", CASES)
def test_an_answer_gives_back_the_very_request_it_answers(operation):
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        if not isinstance(found, InvalidInput):
            assert getattr(found, "request", getattr(found, "application", None)) is asked
