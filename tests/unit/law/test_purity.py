"""The law layer reads nothing and knows no figure: values and a date in, a result out."""

import ast
from functools import cache
from pathlib import Path

import pytest

LAW = Path(__file__).parents[3] / "functions" / "law"
FILES = sorted(LAW.rglob("*.py"))

PURE_MODULES = {
    "__future__",
    "bisect",
    "calendar",
    "collections.abc",
    "dataclasses",
    "datetime",
    "enum",
    "fractions",
    "functools",
    "itertools",
    "types",
    "typing",
}
IMPURE_NAMES = {"open", "print", "input", "eval", "exec", "compile", "__import__", "float", "round"}
IMPURE_METHODS = {"today", "now", "utcnow", "fromtimestamp", "read_text", "write_text"}

# Numbers that are no figures of the law. 0 and 1 are free; every other stands here with its reason.
SCALES = {
    "core/values.py": {
        2: "a half, to round half-up",
        12: "months in a year",
        10_000: "basis points in a whole",
    },
    "core/parameter.py": {
        100: "cents in a euro, hundredths in a percent and in an index point",
        100_000: "hundred-thousandths in a coefficient",
    },
    "core/validation.py": {31: "days of the longest month"},
    "waiver/percentage.py": {10_000: "basis points in a whole"},
    "core/working_days.py": {5: "Saturday, as Python numbers the days of the week"},
}
# The date of Easter is a calculation of the calendar, not of the law.
CALENDAR_FUNCTIONS = {("core/working_days.py", "easter_sunday")}


def name_of(file):
    return file.relative_to(LAW).as_posix()


@cache
def nodes(file):
    """Every node of a file, those of the calendar's own functions left out."""
    found = []
    waiting = [ast.parse(file.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef) and (name_of(file), node.name) in CALENDAR_FUNCTIONS:
            continue
        found.append(node)
        waiting.extend(ast.iter_child_nodes(node))
    return found


def numbers(file):
    for node in nodes(file):
        if isinstance(node, ast.Constant) and type(node.value) in {int, float, complex}:
            yield node.value


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_law_holds_no_float_and_divides_nothing_into_one(file):
    assert not [number for number in numbers(file) if not isinstance(number, int)]
    assert not [node for node in nodes(file) if isinstance(node, ast.Div)]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_law_holds_no_amount_no_rate_and_no_count_of_the_law(file):
    assert set(numbers(file)) - {0, 1} <= set(SCALES.get(name_of(file), {}))


def test_every_number_that_is_allowed_is_used():
    for name, allowed in SCALES.items():
        assert set(allowed) <= set(numbers(LAW / name))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_law_holds_no_date(file):
    written = [
        ast.unparse(node)
        for node in nodes(file)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[0] in {"date", "datetime", "Month"}
        and any(isinstance(argument, ast.Constant) for argument in node.args)
        and not any(isinstance(argument, ast.Attribute) for argument in node.args)
    ]
    assert not written


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_law_imports_nothing_but_itself_and_pure_modules(file):
    imported = {
        module
        for node in nodes(file)
        for module in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    foreign = {module for module in imported if not module.startswith("functions.law")}
    assert foreign <= PURE_MODULES


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_law_reads_no_file_and_no_clock(file):
    called = {ast.unparse(node.func) for node in nodes(file) if isinstance(node, ast.Call)}
    assert not called & IMPURE_NAMES
    assert not {call.rpartition(".")[2] for call in called if "." in call} & IMPURE_METHODS
