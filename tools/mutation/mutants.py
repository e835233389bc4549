"""All mutants of one module, each with a name that outlives other changes to the module.

Left alone, since nothing there decides an answer: annotations and types, decorators, docstrings,
imports, the members of an enumeration (names, held to the words and the contract by other tests),
the protocols of unread answers, ``__slots__``, ``strict`` of ``zip``, and the texts of exceptions,
which only programmers read.
"""

from __future__ import annotations
import __future__

import ast
import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tools.mutation.operators import changed_nodes

AROUND = 40
"""How much of the unchanged text is shown on each side of a change."""
LONGEST = 120
_NEVER_WITHOUT = {"isinstance", "len", "range", "sum", "sorted", "enumerate", "zip", "tuple"}
"""Functions that refuse nothing at once: such a mutant says nothing about a test."""
_TYPES = {
    "dict",
    "list",
    "set",
    "tuple",
    "frozenset",
    "Mapping",
    "Callable",
    "Sequence",
    "Literal",
}
_SKIPPED_FIELDS = {
    "annotation",
    "returns",
    "decorator_list",
    "type_params",
    "bases",
    "type_comment",
}


Key = tuple[str, str, str]
"""What names a mutant in the list of survivors: module, function, change."""
Position = tuple[int, int]
"""Where a node begins: line and column."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a node hangs in the tree, and what is around it.

    ``statement`` is the innermost statement or lambda of a function around the node: the tests
    that reach it may notice the mutant. ``None`` outside functions.
    """

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    scope: tuple[str, ...]
    statement: Position | None
    context: ast.AST


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change of one module or template.

    ``statement`` is where the statement or tag around the change begins; ``None`` outside
    functions. ``change`` names the change, ``text`` is the changed template; ``place`` is the
    changed node of a module, and ``other`` what is there instead.
    """

    filename: str
    module: str
    function: str
    change: str
    statement: Position | None
    text: str = ""
    place: Place | None = None
    other: ast.AST | None = None

    @property
    def key(self) -> Key:
        """What names the mutant in the list of survivors."""
        return self.module, self.function, self.change

    def __str__(self) -> str:
        return f"{self.module} {self.function}: {self.change}"


def mutated_code(mutant: Mutant, tree: ast.Module) -> CodeType:
    """The code of the module with the change in it."""
    if mutant.place is None or mutant.other is None:
        raise ValueError(mutant.module)
    with put_in(mutant.place, mutant.other):
        return code_of(tree, mutant.filename)


@contextlib.contextmanager
def put_in(place: Place, other: ast.AST) -> Iterator[None]:
    """The tree with another node in that place, for as long as it is needed."""
    _set(place, other)
    try:
        yield
    finally:
        _set(place, place.node)


def code_of(tree: ast.Module, filename: str) -> CodeType:
    """The module's code, with places for what was put in."""
    return compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)


def mutants(tree: ast.Module, file: Path, root: Path) -> Iterator[Mutant]:
    """Every mutant of the module whose code differs from the module's and from one another's."""
    filename, module = str(file), file.relative_to(root).as_posix()
    times: Counter[tuple[str, str]] = Counter()
    top = Place(tree, tree, "", None, (), None, tree)
    for number, statement in enumerate(tree.body):
        if _is_left_alone(statement, tree):
            continue
        seen = {_key_of(tree, number)}
        for place in _places(_placed(statement, top, "body", number)):
            for other in (*changed_nodes(place.node), *_nothing(place)):
                before = _text(place.context)
                if not hasattr(other, "lineno"):
                    ast.copy_location(other, place.node)
                with put_in(place, other):
                    key = _key_of(tree, number)
                    after = _text(place.context if place.context is not place.node else other)
                if key in seen:
                    continue
                seen.add(key)
                function, change = ".".join(place.scope) or "(module)", difference(before, after)
                times[function, change] += 1
                if times[function, change] > 1:
                    change = f"{change} ({times[function, change]})"
                yield Mutant(filename, module, function, change, place.statement, "", place, other)


def _key_of(tree: ast.Module, number: int) -> tuple[object, ...]:
    """What one statement of the module does: the rest need not be compiled for each mutant."""
    alone = ast.fix_missing_locations(ast.Module([tree.body[number]], []))
    flags = __future__.annotations.compiler_flag
    return code_key(compile(alone, "", "exec", flags=flags, dont_inherit=True))


def code_key(code: CodeType) -> tuple[object, ...]:
    """What the code does, without the places in the file where it is."""
    constants = tuple(
        code_key(value) if isinstance(value, CodeType) else (type(value).__name__, repr(value))
        for value in code.co_consts
    )
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars


def _set(place: Place, node: ast.AST) -> None:
    if place.index is None:
        setattr(place.parent, place.field, node)
    else:
        getattr(place.parent, place.field)[place.index] = node


def _places(place: Place) -> Iterator[Place]:
    """A place and those below it."""
    yield place
    for field, value in ast.iter_fields(place.node):
        if field in _SKIPPED_FIELDS:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_left_alone(child, place.node):
                yield from _places(_placed(child, place, field, index))


def _placed(child: ast.AST, above: Place, field: str, index: int | None) -> Place:
    scope, statement = above.scope, above.statement
    if isinstance(child, ast.FunctionDef | ast.ClassDef):
        scope = (*scope, child.name)
    in_function = isinstance(above.node, ast.FunctionDef) and field == "body"
    if isinstance(child, ast.stmt) and (in_function or statement is not None):
        statement = position(child)
    elif isinstance(above.node, ast.Lambda) and field == "body" and statement is None:
        statement = position(above.node)
    around = _context(child, above.node, above.context)
    return Place(child, above.node, field, index, scope, statement, around)


def position(node: ast.AST) -> Position:
    """Where a node begins."""
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _context(child: ast.AST, node: ast.AST, context: ast.AST) -> ast.AST:
    """What is shown of a change: the smallest expression around it that says something."""
    if isinstance(child, ast.stmt) or isinstance(node, ast.stmt | ast.Module):
        return child
    if isinstance(child, ast.Compare | ast.BoolOp | ast.BinOp | ast.Call | ast.Dict | ast.IfExp):
        return child if not isinstance(node, ast.keyword) else context
    if isinstance(child, ast.comprehension | ast.GeneratorExp | ast.ListComp | ast.DictComp):
        return child if not isinstance(child, ast.comprehension) else context
    if isinstance(child, ast.match_case):
        return child
    return context


def _text(node: ast.AST) -> str:
    """The node in one line; of a compound statement, its first line."""
    if isinstance(node, ast.Pass):
        return "(nothing)"
    lines = ast.unparse(node).splitlines()
    if isinstance(node, ast.If | ast.While | ast.For):
        return lines[0]
    return " ".join(line.strip() for line in lines)


def _is_left_alone(child: ast.AST, parent: ast.AST) -> bool:
    match child:
        case (
            ast.Import()
            | ast.ImportFrom()
            | ast.Expr(value=ast.Constant())
            | ast.ClassDef(bases=[ast.Name(id="Protocol")])
            | ast.Assign(targets=[ast.Name(id="__slots__")])
            | ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar")))
            | ast.AnnAssign(value=None)
            | ast.keyword(arg="strict")
            | ast.AnnAssign(annotation=ast.Name(id="TypeAlias"))
        ):
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name in _TYPES
        case ast.Assign(value=value):
            return _is_enum(parent) or (
                isinstance(parent, ast.Module)
                and isinstance(value, ast.BinOp)
                and _is_union_of_types(value)
            )
        case ast.Expr(value=ast.Call(func=called)):
            return ast.unparse(called) == "super().__init__"
        case ast.Constant(value=str()) | ast.JoinedStr():
            return _is_text_of_exception(parent)
    return False


def _is_union_of_types(node: ast.expr) -> bool:
    """Whether these are types: their names are written as such, unlike those of constants."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_union_of_types(left) and _is_union_of_types(right)
        case ast.Subscript(value=one):
            return _is_union_of_types(one)
        case ast.Name(id=name):
            return not name.isupper()
    return isinstance(node, ast.Constant) and node.value is None


def _is_enum(node: ast.AST) -> bool:
    bases = node.bases if isinstance(node, ast.ClassDef) else ()
    return any(ast.unparse(base).endswith("Enum") for base in bases)


def _is_text_of_exception(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
        ("Error", "NotKnown", ".wrong")
    )


def _nothing(place: Place) -> Iterator[ast.AST]:
    """No argument where there was one."""
    call, node = place.parent, place.node
    if not isinstance(call, ast.Call) or place.field != "args" or isinstance(node, ast.Starred):
        return
    if isinstance(call.func, ast.Name) and call.func.id in _NEVER_WITHOUT:
        return
    if not _is_text_of_exception(call) and not isinstance(node, ast.GeneratorExp):
        yield ast.Constant(None)


def difference(before: str, after: str) -> str:
    """What changes, with a little of what is around it."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(0, start - AROUND), max(0, end - AROUND)
    return " -> ".join(_shortened(text, start, len(text) - end) for text in (before, after))


def _shortened(text: str, start: int, end: int) -> str:
    part = text[start:end]
    if len(part) > LONGEST:
        part = f"{part[: LONGEST // 2]}…{part[-LONGEST // 2 :]}"
    return f"{'…' * (start > 0)}{part}{'…' * (end < len(text))}"
