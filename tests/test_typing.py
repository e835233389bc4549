"""A misspelt field of a request is an error of the type checker."""

import sys
from pathlib import Path
from subprocess import run

ROOT = Path(__file__).parents[1]
MISSPELT = """
from collections.abc import Iterator

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema, parse_json_answers
from functions.law.core.errors import Issue
from functions.law.core.validation import Partial, required
from functions.law.maintenance.undue import UndueRequest


def validate(request: Partial[UndueRequest]) -> Iterator[Issue]:
    yield from required("asked_on", request.asked_onn)
    for payment in request.payments:
        yield from required("amount", payment.amuont)


SCHEMA = FormSchema(form=form_definition("undue"), request=UndueRequest, validate=validate)
FRAUD = parse_json_answers(SCHEMA, {}).request.fruad
OTHER = FormSchema(
    form=form_definition("undue"),
    request=UndueRequest,
    validate=lambda request: required("undue", request.unduee),
)
"""


def test_misspelt_field_is_error_of_mypy(tmp_path):
    file = tmp_path / "misspelt.py"
    file.write_text(MISSPELT, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(file)]
    found = run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    errors = [line.partition("error: ")[2] for line in found.stdout.splitlines()]
    for field in ("asked_onn", "amuont", "fruad", "unduee"):
        assert sum(f'has no attribute "{field}"' in error for error in errors) == 1
    assert len(errors) == 4, found.stdout
