"""What of our own goes into the package of a function, and nothing else."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

from functions.data import toml_file
from functions.questions.definition import question_set
from functions.questions.names import snake
from functions.words.load import LANGUAGES
from infra.packages.imports import reached
from infra.packages.places import FUNCTIONS, SITE

SHARED = ("law", "data", "parameters", "questions", "words", "edge")
"""The folders that every function stands on."""

FOR_THE_SITE = ("words/*/site.toml", "words/*/statistics.toml")
"""Read when the site is built."""

FOR_PAPER = ("words/*/paper_*.toml", "questions/paper/*")
"""Read when the paper forms are made or filled in, never when another function answers."""

REPLAYS = "decision_register"

PAGES = {
    "simulate_advances": "advances/simulator/index.html",
    "calculate_waiver": "waiver/calculator/index.html",
    "allocate_payments": "debtor/payments/index.html",
    "set_off_undue_sum": "advances/undue/index.html",
    "index_maintenance": "advances/indexation/index.html",
    "check_eligibility": "advances/eligibility/index.html",
    "calculate_arrears": "advances/arrears/index.html",
    "find_deadlines": "advances/deadlines/index.html",
    "plan_renewals": "advances/renewals/index.html",
    "calculate_limits": "waiver/limits/index.html",
    "find_appeal_dates": "waiver/appeal/index.html",
    "ask_questions_first": "waiver/first-questions/index.html",
    "check_particulars": "waiver/particulars/index.html",
    "check_retention": "waiver/retention/index.html",
    "send_contact_message": "help/contact/index.html",
}
"""The page that a function gives back, below the folder of each language."""

FILLS_FORMS = "fill_form"
"""Answers with the forms of the sets of questions that fill some in, or with their pages."""

QUESTIONS_OF_FORMS = ("advances", "arrears", "waiver")

ALSO_READS = {
    "deliver_contact_message": ("contact",),
    FILLS_FORMS: QUESTIONS_OF_FORMS,
    REPLAYS: ("waiver", "retention"),
}
"""Question sets that a function reads although it answers no request about them."""

SERVES_CONTRACT = "reference_data"
NAMES_OF_FIGURES = "parameters"
"""The words for the figures of the law, which that function lists one by one."""


def copy_sources(function: str, target: Path, source: Path = FUNCTIONS) -> None:
    """Copy the code and data that the function uses."""
    wanted = (source / "__init__.py", *_tree(source, function))
    if function == SERVES_CONTRACT:
        wanted += tuple(sorted(source.glob("openapi.*")))
    for path in wanted:
        copy = target / "functions" / path.relative_to(source)
        if path.suffix == toml_file.TOML:
            _write_ready(path, copy.with_suffix(toml_file.READY))
        else:
            _copy(path, copy)


def copy_pages(function: str, target: Path, site: Path = SITE) -> tuple[str, ...]:
    """Copy the built pages and forms that the function fills; the answer names those not built."""
    missing = []
    for page in (f"{language}/{page}" for language in LANGUAGES for page in built(function)):
        if (site / page).is_file():
            _copy(site / page, target / "pages" / page)
        else:
            missing.append(page)
    return tuple(missing)


def built(function: str) -> tuple[str, ...]:
    """What the function takes of the built site, below the folder of each language."""
    if function != FILLS_FORMS:
        return (PAGES[function],) if function in PAGES else ()
    sets = [question_set(name) for name in QUESTIONS_OF_FORMS]
    pages = (PAGES[snake(questions.operation)] for questions in sets)
    forms = (form for questions in sets if questions.fills for form in questions.fills.forms)
    # Two calculators fill the same form.
    return (*pages, *(f"forms/{form}.pdf" for form in dict.fromkeys(forms)))


def _tree(source: Path, function: str) -> tuple[Path, ...]:
    """The modules that the function reaches, and the data beside them that it may read."""
    modules = reached((source / function).glob("*.py"), source)
    never = (*FOR_THE_SITE, *(() if function == FILLS_FORMS else FOR_PAPER))
    left_out = {path for pattern in never for path in source.glob(pattern)}
    left_out.update(_of_other_operations(source, function))
    return tuple(
        path
        for folder in (*SHARED, function)
        for path in sorted((source / folder).rglob("*"))
        if path.is_file()
        and path not in left_out
        and "__pycache__" not in path.parts
        and (path.suffix != ".py" or path in modules)
    )


def _of_other_operations(source: Path, function: str) -> Iterator[Path]:
    """The questions of other operations, with their words and templates, which no other reads."""
    for definition in source.glob("questions/*.toml"):
        operation = tomllib.loads(definition.read_text(encoding="utf-8"))["operation"]
        if snake(operation) != function and definition.stem not in ALSO_READS.get(function, ()):
            yield definition
            yield from source.glob(f"words/*/{definition.name}")
            yield from source.glob(f"edge/templates/{definition.stem}/*.html")
            yield from source.glob(f"edge/templates/results/{definition.stem}/*.html")
    if function != SERVES_CONTRACT:
        yield from source.glob(f"words/*/{NAMES_OF_FIGURES}.toml")
    if function != REPLAYS:
        # The documents of the register have words, but no questions.
        yield from source.glob(f"words/*/{REPLAYS}.toml")


def _write_ready(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(toml_file.made_ready(path.parent, path.stem), encoding="utf-8")


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
