"""Figures do not wait for what explains them: steps, notes and days are made when asked for."""

import pytest

from functions.law.core.errors import InvalidInput
from functions.law.core.rule import Explanation
from tests.unit.law.cases import CASES, answer

ON_DEMAND = ("advances", "arrears", "eligibility", "indexation")
MEMBERS = ("explanation", "notes")


@pytest.mark.parametrize("operation", ON_DEMAND)
def test_answer_whose_explanation_nobody_asks_for_explains_nothing(operation, monkeypatch):
    def fail(*_):
        raise AssertionError("a step was added")

    monkeypatch.setattr(Explanation, "add", fail)
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        assert isinstance(found, InvalidInput) or not set(MEMBERS) & set(vars(found))


@pytest.mark.parametrize("operation", ON_DEMAND)
def test_explanation_that_is_asked_for_twice_is_made_once(operation):
    found = answer(operation, next(iter(CASES[operation].values())))
    for member in MEMBERS:
        assert getattr(found, member) is getattr(found, member)


def test_key_dates_and_documents_of_an_advance_are_made_when_they_are_asked_for():
    found = answer("advances", next(iter(CASES["advances"].values())))
    assert not {"_key_dates", "documents", "contribution"} & set(vars(found))
    assert found.key_dates
    assert found.documents
    assert found.contribution
