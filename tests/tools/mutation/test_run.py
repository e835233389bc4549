"""How mutants get into the functions, how children end, what the report makes of it."""

import ast
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tools.mutation import report as reports
from tools.mutation.children import Outcome, limit_seconds, outcomes, result_of
from tools.mutation.constants import CannotBeImported, Constants
from tools.mutation.coverage import HITS, Coverage, Hits, measured
from tools.mutation.mutants import code_of, mutants, put_in
from tools.mutation.report import Report
from tools.mutation.survivors import entries, listed
from tools.mutation.swap import Functions

SOURCE = """
from functools import cache

class Sum:
    @property
    def half(self):
        try:
            return self.whole // 2
        except TypeError:
            return 0

@cache
def answer():
    return 42

by_name = {"double": lambda number: number * 2}
"""


@pytest.fixture
def law(tmp_path, monkeypatch):
    """A module, imported, with its tree."""
    file = tmp_path / "law.py"
    file.write_text(SOURCE)
    spec = importlib.util.spec_from_file_location("law_of_the_test", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module, ast.parse(SOURCE), str(file)


def put(law, change):
    """Exchange the code of the imported function for that of a mutant."""
    _, tree, filename = law
    old = code_of(tree, filename)
    file = Path(filename)
    mutant = next(m for m in mutants(tree, file, file.parent) if m.change == change)
    with put_in(mutant.place, mutant.other):
        return Functions(str(file.parent)).swap(old, code_of(tree, filename))


def half(law, whole):
    one = law[0].Sum()
    one.whole = whole
    return one.half


def test_a_property_that_is_imported_already_gets_the_mistake(law):
    assert half(law, 6) == 3
    assert put(law, "self.whole // 2 -> self.whole * 2")
    assert half(law, 6) == 12


def test_a_function_in_a_table_gets_the_mistake(law):
    assert put(law, "number * 2 -> number * 3")
    assert law[0].by_name["double"](2) == 6


def test_what_was_answered_before_the_mistake_is_forgotten(law):
    assert law[0].answer() == 42
    assert put(law, "42 -> 43")
    assert law[0].answer() == 43


def test_a_mistake_outside_functions_cannot_be_put_in_place(law):
    assert not put(law, "{'double': lambda number: number * 2} -> {}")


def test_a_constant_gets_the_mistake_wherever_it_was_imported(tmp_path, monkeypatch):
    sources = {
        "first": "LIMIT = 4",
        "second": "from functions.law_of_test_first import LIMIT\nTWICE = (LIMIT, LIMIT)",
        "reader": "from functions.law_of_test_second import TWICE",
    }
    modules = {name: ModuleType(f"functions.law_of_test_{name}") for name in sources}
    trees = {str(tmp_path / f"{name}.py"): ast.parse(source) for name, source in sources.items()}
    for (file, tree), module in zip(trees.items(), modules.values(), strict=True):
        module.__file__ = file
        monkeypatch.setitem(sys.modules, module.__name__, module)
        exec(code_of(tree, file), vars(module))  # noqa: S102 - the test's own code
    file = next(iter(trees))
    mutant = next(m for m in mutants(trees[file], Path(file), tmp_path) if m.change == "4 -> 5")
    read = {name: tree for name, tree in trees.items() if "reader" not in name}
    constants = Constants(read)
    with put_in(mutant.place, mutant.other):
        constants.assign(file, trees[file])
    assert modules["reader"].TWICE == (5, 5)


def test_a_constant_that_cannot_be_computed_is_no_module_any_more(law):
    _, tree, filename = law
    broken = ast.parse("LIMIT = 4 + None")
    with pytest.raises(CannotBeImported):
        Constants({filename: tree}).assign(filename, broken)


def test_only_the_statements_that_ran_are_noted(law):
    module, tree, filename = law
    old = code_of(tree, filename)
    hits = set()
    setattr(module, HITS, hits)
    Functions(str(Path(filename).parent)).swap(old, code_of(Hits(filename).visit(tree), filename))
    half(law, None)
    assert hits == {(filename, (7, 8)), (filename, (8, 12)), (filename, (10, 12))}


class Asking:
    """Two tests that ask the same."""

    items = dict.fromkeys(("first", "second"))
    at_failure = None

    def __init__(self, ask):
        self.ask = ask

    def run(self, names):
        for name in names:
            self.ask()
            yield name, 0.0


def test_a_test_reaches_also_what_a_function_has_kept_since_an_earlier_one(law):
    module, tree, filename = law
    functions = Functions(str(Path(filename).parent))
    found = measured(Asking(module.answer), {filename: tree}, functions)
    (statement,) = found.places["first"]
    assert found.reaching(*statement) == ["first", "second"]


def test_the_quickest_test_that_reaches_a_statement_comes_first():
    here, there = ("a.py", (1, 0)), ("b.py", (1, 0))
    found = Coverage(
        seconds={"slow": 2.0, "quick": 1.0, "far": 0.1, "none": 0.0},
        places={
            "slow": frozenset({here}),
            "quick": frozenset({here, there}),
            "far": frozenset({there}),
            "none": frozenset(),
        },
    )
    assert found.reaching("a.py", (1, 0)) == ["quick", "slow"]
    assert found.nearest("a.py") == ["quick", "slow", "far"]


def ends(task):
    match task:
        case "killed":
            os._exit(Outcome.KILLED)
        case "endless":
            limit_seconds(0.05)
            while True:
                pass
        case "broken":
            sys.stderr = None
            raise ValueError
    return Outcome.SURVIVED


@pytest.mark.parametrize(
    ("task", "outcome"),
    [
        ("killed", Outcome.KILLED),
        ("endless", Outcome.TIMEOUT),
        ("broken", Outcome.BROKEN),
        ("survived", Outcome.SURVIVED),
    ],
)
def test_a_child_ends_as_one_of_four(task, outcome):
    assert list(outcomes([task], ends, 2)) == [(task, outcome)]


def test_what_a_child_finds_out_is_told():
    assert result_of(lambda: {"found": 3}) == {"found": 3}


def hunted(**ends_by_change):
    """A report of three mutants, each with its end."""
    tree = ast.parse("def f(a, b): return a < b, a + 1")
    found = list(mutants(tree, Path("/law/a.py"), Path("/law")))
    outcome = dict.fromkeys(found, Outcome.KILLED)
    for mutant in found:
        outcome[mutant] = ends_by_change.get(mutant.change, Outcome.KILLED)
    return outcome


AT_THE_BOUND = "a < b -> a <= b"


def judged(survivors, listed_ones, monkeypatch, enough=0):
    monkeypatch.setattr(reports, "ENOUGH", enough)
    found = hunted(**dict.fromkeys(survivors, Outcome.SURVIVED))
    keys = {("a.py", "f", change): "why" for change in listed_ones}
    return Report(keys, ["a.py"], found)


def test_with_every_mutant_killed_the_command_succeeds(monkeypatch):
    assert judged([], [], monkeypatch, enough=100).exit_code == 0


def test_a_survivor_that_is_not_listed_fails_and_is_shown_as_an_entry(monkeypatch):
    report = judged([AT_THE_BOUND], [], monkeypatch)
    assert report.exit_code == 1
    assert f"change = '{AT_THE_BOUND}'" in report.text(1.0)


def test_a_survivor_that_is_listed_is_counted_and_accepted(monkeypatch):
    report = judged([AT_THE_BOUND], [AT_THE_BOUND], monkeypatch)
    assert report.exit_code == 0
    assert "1 survived listed, 0 survived unlisted" in report.text(1.0)


def test_a_listed_survivor_that_is_killed_or_gone_fails(monkeypatch):
    assert judged([], [AT_THE_BOUND], monkeypatch).exit_code == 1
    assert judged([], ["b < c -> b <= c"], monkeypatch).exit_code == 1


def test_too_few_killed_fail_even_if_each_survivor_is_listed(monkeypatch):
    report = judged([AT_THE_BOUND], [AT_THE_BOUND], monkeypatch, enough=100)
    assert report.exit_code == 1
    assert "Fewer than 100 % are killed." in report.text(1.0)


def test_an_entry_that_was_shown_can_be_read_once_it_has_a_reason(tmp_path):
    key = ("a.py", "f", '\'x\' < "y" -> "\\n"')
    file = tmp_path / "survivors.toml"
    file.write_text(entries([key]).replace('reason = ""', 'reason = "equal"'))
    assert listed(file) == {key: "equal"}


@pytest.mark.parametrize("reasons", [("",), ("once", "twice")])
def test_a_survivor_without_a_reason_or_listed_twice_is_refused(tmp_path, reasons):
    file = tmp_path / "survivors.toml"
    shown = entries([("a.py", "f", "a -> b")])
    file.write_text("\n".join(shown.replace('reason = ""', f'reason = "{r}"') for r in reasons))
    with pytest.raises(ValueError, match="twice, or without a reason"):
        listed(file)


def test_every_listed_survivor_has_a_reason():
    assert all(listed().values())
