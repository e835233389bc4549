"""Which answers each calculator refuses, by which code, and with which bounds."""

from pathlib import Path

import pytest
import yaml

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer

OF_CASES = yaml.safe_load(
    Path(__file__).with_name("refusals_of_cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("calculator", CASES)
def test_refused_case_names_each_field_with_its_code_and_bounds(calculator):
    refused = {
        case: [
            [
                issue.field,
                issue.refusal.value,
                {name: str(limit) for name, limit in issue.limits.items()},
            ]
            for issue in found.issues
        ]
        for case, asked in CASES[calculator].items()
        if isinstance(found := answer(calculator, asked), InvalidInput)
    }
    assert refused == OF_CASES.get(calculator, {})
