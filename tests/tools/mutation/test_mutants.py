"""The mutants that are made of a piece of code, and those that are not."""

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tools.mutation.mutants import code_of, mutants, put_in


def changes(source):
    tree = ast.parse(dedent(source))
    return [mutant.change for mutant in mutants(tree, Path("/law/a.py"), Path("/law"))]


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("def f(a, b): return a < b", "a < b -> a <= b"),
        ("def f(a, b): return a < b", "a < b -> a >= b"),
        ("def f(a, b): return a and b", "a and b -> a or b"),
        ("def f(a, b): return a and b", "a and b -> b"),
        ("def f(a, b): return a + b", "a + b -> a - b"),
        ("def f(a): return not a", "not a -> a"),
        ("def f(a): return a or 1", "a or 1 -> a or 2"),
        ("def f(a): return min(a, 3)", "min(a, 3) -> max(a, 3)"),
        ("def f(a): return g(a)", "g(a) -> g(None)"),
        ("def f(a): return g(b=a)", "g(b=a) -> g(b=None)"),
        ("def f(a): return {'x': a}", "{'x': a} -> {}"),
        ("def f(a): return 1 if a else 2", "1 if a else 2 -> 1"),
        ("def f(a): return [b for b in a if b]", "[b for b in a if b] -> [b for b in a]"),
        ("def f(a):\n    if a:\n        return 1", "if a: -> if False:"),
        ("def f(a):\n    yield a", "yield a -> (nothing)"),
        ("LIMIT = 4", "4 -> 5"),
        ("BOTH = FIRST | SECOND", "FIRST | SECOND -> FIRST"),
        ("RULES = ('a', 'b')", "('a', 'b') -> ('b',)"),
    ],
)
def test_mutants_of_piece_of_code_hold_change(source, change):
    assert change in changes(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is."""',
        "from a import b",
        "class A(StrEnum):\n    B = 'b'",
        "class A(Protocol):\n    def b(self): return 1",
        "class A:\n    __slots__ = ()",
        "a: int",
        "A: TypeAlias = int | str",
        "A = TypeVar('A')",
        "Amounts = Mapping[str, int]",
        "Cell = Cents | date | None | tuple[int, ...]",
        "Style = Literal['page', 'json']",
        "@decorated(1)\ndef f(): ...",
        "def f(a: 'A') -> 'B': ...",
    ],
)
def test_code_without_rule_is_not_mutated(source):
    assert changes(source) == []


def test_exception_text_is_not_mutated_but_raise_is():
    assert changes("def f():\n    raise NotKnown('x')") == ["raise NotKnown('x') -> (nothing)"]


def test_equivalent_mutants_are_merged():
    found = changes("def f(a):\n    return True if a else False")
    assert len(found) == len(set(found))
    assert changes("def f(a):\n    while False:\n        a()") == ["False -> True"]


def test_same_change_twice_in_function_has_two_names():
    found = changes("def f(a):\n    return a + 1, a + 1")
    assert {"a + 1 -> a - 1", "a + 1 -> a - 1 (2)"} <= set(found)


def test_mutant_is_named_by_its_change_and_not_by_its_line():
    source = "def f(a, b): return a < b"
    assert changes(source) == changes(f"import os\n\n\n{source}")


def test_change_is_shown_with_few_context_lines():
    many = " + ".join(f"number_{n}" for n in range(40))
    assert all(len(change) < 350 for change in changes(f"def f(): return {many}"))


def test_code_is_restored_after_mutant():
    tree = ast.parse("def f(a, b): return a < b")
    before = code_of(tree, "a.py")
    for mutant in mutants(tree, Path("/law/a.py"), Path("/law")):
        with put_in(mutant.place, mutant.other):
            assert code_of(tree, "a.py") != before
        assert code_of(tree, "a.py") == before
