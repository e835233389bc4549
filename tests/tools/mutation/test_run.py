"""How mutants get into the functions, how children end, what the report makes of it."""

import ast
import importlib.util
import os
import sys
from pathlib import Path

import pytest

from tools.mutation import report as reports
from tools.mutation.children import Outcome, limit_seconds, outcomes, result_of
from tools.mutation.coverage import HITS, Coverage, Hits, measured
from tools.mutation.mutants import code_of, mutants, mutated_code
from tools.mutation.packages import FUNCTIONS
from tools.mutation.report import Report
from tools.mutation.survivors import entries, listed, prune
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
def module(tmp_path, monkeypatch):
    """A module, imported, with its tree."""
    file = tmp_path / "module.py"
    file.write_text(SOURCE)
    spec = importlib.util.spec_from_file_location("module_of_the_test", file)
    imported = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(imported)
    monkeypatch.setitem(sys.modules, imported.__name__, imported)
    return imported, ast.parse(SOURCE), str(file)


def put(module, change):
    """Exchange the code of the imported function for that of a mutant."""
    _, tree, filename = module
    file = Path(filename)
    mutant = next(m for m in mutants(tree, file, file.parent) if m.change == change)
    functions = Functions(str(file.parent))
    functions.swap(code_of(tree, filename), mutated_code(mutant, tree))
    return functions


def half(module, whole):
    one = module[0].Sum()
    one.whole = whole
    return one.half


def test_swap_of_imported_property_changes_its_answer(module):
    assert half(module, 6) == 3
    put(module, "self.whole // 2 -> self.whole * 2")
    assert half(module, 6) == 12


def test_swap_of_function_in_table_changes_its_answer(module):
    put(module, "number * 2 -> number * 3")
    assert module[0].by_name["double"](2) == 6


def test_swap_of_cached_function_clears_cache(module):
    assert module[0].answer() == 42
    put(module, "42 -> 43")
    assert module[0].answer() == 43


def test_restore_after_swap_gives_first_answer(module):
    put(module, "42 -> 43").restore()
    assert module[0].answer() == 42


def test_only_statements_that_ran_are_noted(module):
    imported, tree, filename = module
    old = code_of(tree, filename)
    hits = set()
    setattr(imported, HITS, hits)
    Functions(str(Path(filename).parent)).swap(old, code_of(Hits(filename).visit(tree), filename))
    half(module, None)
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


def test_test_reaches_statements_behind_cached_results(module):
    imported, tree, filename = module
    functions = Functions(str(Path(filename).parent))
    found = measured(Asking(imported.answer), {filename: tree}, [], functions)
    assert list(found.tests.values()) == [["first", "second"]]
    assert HITS not in imported.answer.__wrapped__.__code__.co_names


def test_fastest_test_reaching_statement_runs_first():
    file, there = str(FUNCTIONS / "law/a.py"), str(FUNCTIONS / "law/b.py")
    slow, quick, far, other = (
        f"tests/unit/{name}" for name in ("law/s", "law/q", "law/f", "i18n/o")
    )
    found = Coverage(
        seconds={slow: 2.0, quick: 1.0, far: 0.1, other: 0.0},
        tests={(file, (1, 0)): [slow, quick, other], (there, (1, 0)): [quick, far]},
    )
    assert found.reaching(file, (1, 0)) == [quick, slow]
    assert found.reaching(file, None) == []
    assert found.nearest(file) == ([quick, slow], [far])


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
def test_child_ends_as_one_of_four(task, outcome):
    assert list(outcomes([task], ends, 2)) == [(task, outcome)]


def test_result_of_child_is_returned():
    assert result_of(lambda: {"found": 3}) == {"found": 3}


def ended(**ends_by_change):
    """A report of three mutants, each with its end."""
    tree = ast.parse("def f(a, b): return a < b, a + 1")
    found = list(mutants(tree, Path("/functions/law/a.py"), Path("/functions")))
    outcome = dict.fromkeys(found, Outcome.KILLED)
    for mutant in found:
        outcome[mutant] = ends_by_change.get(mutant.change, Outcome.KILLED)
    return outcome


AT_THE_BOUND = "a < b -> a <= b"


def judged(survivors, listed_ones, monkeypatch, enough=0):
    monkeypatch.setattr(reports, "ENOUGH", {"law": enough})
    found = ended(**dict.fromkeys(survivors, Outcome.SURVIVED))
    keys = {("law/a.py", "f", change): "why" for change in listed_ones}
    return Report(keys, found, whole=True)


def test_command_succeeds_with_every_mutant_killed(monkeypatch):
    assert judged([], [], monkeypatch, enough=100).exit_code == 0


def test_survivor_that_is_not_listed_fails_and_is_shown_as_entry(monkeypatch):
    report = judged([AT_THE_BOUND], [], monkeypatch)
    assert report.exit_code == 1
    assert f"change = '{AT_THE_BOUND}'" in report.text(1.0)


def test_survivor_that_is_listed_is_counted_and_accepted(monkeypatch):
    report = judged([AT_THE_BOUND], [AT_THE_BOUND], monkeypatch)
    assert report.exit_code == 0
    assert "1 survived listed, 0 survived unlisted" in report.text(1.0)


def test_listed_survivor_that_is_killed_or_gone_fails(monkeypatch):
    assert judged([], [AT_THE_BOUND], monkeypatch).exit_code == 1
    assert judged([], ["b < c -> b <= c"], monkeypatch).exit_code == 1


def test_too_few_killed_fail_even_if_each_survivor_is_listed(monkeypatch):
    report = judged([AT_THE_BOUND], [AT_THE_BOUND], monkeypatch, enough=100)
    assert report.exit_code == 1
    assert "law: fewer than 100 % are killed." in report.text(1.0)


def test_printed_entry_with_reason_is_readable(tmp_path):
    key = ("a.py", "f", '\'x\' < "y" -> "\\n"')
    file = tmp_path / "survivors.toml"
    file.write_text(entries({key: "equal"}))
    assert listed([file]) == {key: "equal"}


def test_prune_with_change_that_is_gone_removes_its_entry(tmp_path):
    kept, gone = ("a.py", "f", "a -> b"), ("a.py", "f", "a -> c")
    file = tmp_path / "survivors.toml"
    file.write_text(f"# Why.\n\n{entries({kept: 'equal', gone: 'equal'})}")
    assert prune([kept], [file]) == 1
    assert listed([file]) == {kept: "equal"}
    assert file.read_text().startswith("# Why.\n")


@pytest.mark.parametrize("reasons", [("",), ("once", "twice")])
def test_survivor_without_reason_or_listed_twice_is_refused(tmp_path, reasons):
    file = tmp_path / "survivors.toml"
    file.write_text("\n".join(entries({("a.py", "f", "a -> b"): reason}) for reason in reasons))
    with pytest.raises(ValueError, match="twice, or without a reason"):
        listed([file])


def test_every_listed_survivor_has_reason():
    assert all(listed().values())
