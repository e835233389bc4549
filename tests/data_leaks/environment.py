"""The dependencies of the functions, in memory; the output of this process, in a file."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import boto3
import pytest

from functions.calculators.registry import CALCULATORS
from functions.contact import limits, tokens
from functions.contact.view import PAGE as CONTACT_PAGE
from functions.decision_register import seal, table
from functions.forms.definition import form_definition
from functions.http import clock
from functions.http.logs import logger
from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from publishing.paper.build import cached_form
from publishing.paper.letters import cached_letter
from tests.contact_aws import REGION, EmulatedAws, emulated_aws
from tests.data_leaks.requests import ROLES
from tests.unit.decision_register.aws_mock import (
    AUDIT_TABLE,
    TABLE,
    create_register_table,
    create_seal_key,
)
from tests.unit.decision_register.conftest import NOON

SHELL = (
    '<html lang="{language}"><head><title>Page</title></head><body><main>'
    "<!-- simulator:start --><!-- simulator:end --></main></body></html>"
)
LETTERS = tuple(letters())
PAGES = (
    *(entry.page for entry in CALCULATORS.values()),
    CONTACT_PAGE,
    *(f"letters/{letter}" for letter in LETTERS),
)
FORMS = tuple(form for name in ("advances", "waiver") for form in form_definition(name).fills.forms)


class Output:
    """What the process writes to its outputs, from whatever depth, instead of showing it."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open for as long as the process
        self._read = 0
        self.shown = os.fdopen(os.dup(1), "w")
        for number in (1, 2):
            os.dup2(self._file.fileno(), number)

    def new(self) -> str:
        """What was written since the last time."""
        sys.stdout.flush()
        sys.stderr.flush()
        size = os.fstat(self._file.fileno()).st_size
        text = os.pread(self._file.fileno(), size - self._read, self._read)
        self._read = size
        return text.decode("utf-8", "replace")

    def say(self, line: str) -> None:
        """Show a line to who started the command."""
        self.shown.write(f"{line}\n")
        self.shown.flush()


def write_pages(folder: Path) -> None:
    """The pages that the functions fill, without the site around them, and the empty forms."""
    for language in LANGUAGES:
        for page in PAGES:
            place = folder / language / page / "index.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(SHELL.format(language=language), encoding="utf-8")
        forms = folder / language / "forms"
        forms.mkdir(exist_ok=True)
        for form in FORMS:
            (forms / f"{form}.pdf").write_bytes(cached_form(form, language))
        for letter in LETTERS:
            file = folder / language / "letters" / f"{letter}.pdf"
            file.write_bytes(cached_letter(letter, language))


def let_every_library_talk() -> None:
    """Whatever a library says is written, as if somebody had asked for the lowest level."""
    written = logging.StreamHandler(sys.stderr)
    # Our own lines are written by themselves already, and what replaces AWS is not there.
    written.addFilter(lambda record: record.name.partition(".")[0] not in (logger.name, "moto"))
    logging.basicConfig(level=logging.DEBUG, handlers=[written])


@contextmanager
def everything(pages: Path) -> Iterator[EmulatedAws]:
    """The services of AWS, the pages, and the settings that talk the most."""
    variables = {
        "PAGES_DIRECTORY": str(pages),
        "REGISTER_TABLE": TABLE,
        "REGISTER_AUDIT_TABLE": AUDIT_TABLE,
        "REGISTER_PAYERS": json.dumps({role: payer for payer, role in ROLES.items()}),
        # Whoever sets these in a hurry must not have requests printed.
        "POWERTOOLS_LOGGER_LOG_EVENT": "true",
        "POWERTOOLS_EVENT_HANDLER_DEBUG": "true",
    }
    with pytest.MonkeyPatch.context() as given, emulated_aws() as aws:
        for name, value in variables.items():
            given.setenv(name, value)
        given.setattr(tokens, "SOONEST_SECONDS", 0)
        given.setattr(limits, "OF_NETWORK", replace(limits.OF_NETWORK, most=10**9))
        given.setattr(limits, "OF_EMAIL", replace(limits.OF_EMAIL, most=10**9))
        given.setattr(clock, "now", lambda: NOON)
        table.client.cache_clear()
        table.kms.cache_clear()
        create_register_table(boto3.client("dynamodb", region_name=REGION))
        given.setenv(seal.KEY, create_seal_key(boto3.client("kms", region_name=REGION)))
        yield aws
        table.client.cache_clear()
