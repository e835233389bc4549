"""What each calculator says beside its result: which notes, of which source, with which values."""

from pathlib import Path

import pytest
import yaml

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer

HERE = Path(__file__)
NOTES = yaml.safe_load(HERE.with_name("notes.yaml").read_text(encoding="utf-8"))
OF_CASES = yaml.safe_load(HERE.with_name("notes_of_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("calculator", CASES)
def test_notes_of_every_case_have_the_source_and_values_of_the_table(calculator):
    expected = {tuple(row) for row in NOTES.get(calculator, ())}
    assert {row for asked in CASES[calculator].values() for row in rows(calculator, asked)} == (
        expected
    )


def rows(calculator, asked):
    """The notes of the answer, each as a row of the table."""
    found = answer(calculator, asked)
    if isinstance(found, InvalidInput):
        return
    for note in found.notes:
        source = note.source
        yield (
            note.code,
            str(source.act),
            source.article,
            str(source.status),
            " ".join(sorted(note.inputs)),
        )


@pytest.mark.parametrize("calculator", CASES)
def test_each_case_says_what_bears_on_it_and_nothing_else(calculator):
    always = OF_CASES[calculator]["always"]
    said = {
        case: {note.code for note in found.notes} - set(always)
        for case, asked in CASES[calculator].items()
        if not isinstance(found := answer(calculator, asked), InvalidInput)
        and set(always) <= {note.code for note in found.notes}
    }
    expected = {case: set(codes) for case, codes in OF_CASES[calculator]["besides"].items()}
    assert said == expected
