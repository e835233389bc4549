"""Whole answers, from the first figure to the last note, beside the files that were read."""

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, FOLDER, answer, file_of, text

EVERY = [(operation, name) for operation, cases in CASES.items() for name in cases]


@pytest.mark.parametrize(("operation", "name"), EVERY)
def test_the_whole_answer_is_the_one_that_was_read_against_the_law(operation, name):
    assert text(operation, name) == file_of(operation, name).read_text(encoding="utf-8")


def test_every_kept_answer_is_that_of_a_case():
    kept = sorted(FOLDER.rglob("*.txt"))
    assert kept == sorted(file_of(operation, name) for operation, name in EVERY)


@pytest.mark.parametrize("operation", CASES)
def test_an_answer_gives_back_the_very_request_it_answers(operation):
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        if not isinstance(found, InvalidInput):
            assert getattr(found, "request", getattr(found, "application", None)) is asked
