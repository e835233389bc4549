"""What a mutant changes: a few small changes for each kind of expression and statement."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""Each comparison with its neighbour at the bound and with its opposite."""

ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}

NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
"""Functions that are easily taken for each other."""


def changed_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are there instead, one in each mutant. Statements give ``pass``."""
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _changed(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _without(items: Sequence[Item]) -> Iterator[list[Item]]:
    for position in range(len(items)):
        yield [*items[:position], *items[position + 1 :]]


def _with(items: Sequence[ast.AST], position: int, item: ast.AST) -> list[ast.AST]:
    return [*items[:position], item, *items[position + 1 :]]


def _constant(value: str | int | None) -> ast.Constant:
    return ast.Constant(value)


def _comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for position, operator in enumerate(node.ops):
        for other in COMPARISONS[type(operator)]:
            yield _changed(node, ops=_with(node.ops, position, other()))


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _changed(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    for rest in _without(node.values):
        yield rest[0] if len(rest) == 1 else _changed(node, values=rest)


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield _changed(node, op=other())
    yield node.left
    yield node.right


def _literal(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield _constant(not value)
    elif isinstance(value, int):
        yield _constant(value + 1)
        yield _constant(value - 1)
    elif isinstance(value, str):
        yield _constant(f"XX{value}")


def _condition(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _filter(node: ast.comprehension) -> Iterator[ast.AST]:
    for rest in _without(node.ifs):
        yield _changed(node, ifs=rest)


def _keyword(node: ast.keyword) -> Iterator[ast.AST]:
    if node.arg is not None and not _is_none(node.value):
        yield ast.keyword(node.arg, _constant(None))


def _name(node: ast.Name) -> Iterator[ast.AST]:
    if node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield _changed(node, id=NAMES[node.id])


def _elements(node: ast.List | ast.Tuple | ast.Set) -> Iterator[ast.AST]:
    if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return
    for rest in _without(node.elts):
        yield _changed(node, elts=rest)


def _entries(node: ast.Dict) -> Iterator[ast.AST]:
    for keys, values in zip(_without(node.keys), _without(node.values), strict=True):
        yield _changed(node, keys=keys, values=values)


def _slice(node: ast.Slice) -> Iterator[ast.AST]:
    for bound in ("lower", "upper"):
        if getattr(node, bound) is not None:
            yield _changed(node, **{bound: None})


def _branch(node: ast.If) -> Iterator[ast.AST]:
    yield _changed(node, test=_constant(value=True))
    yield _changed(node, test=_constant(value=False))


def _loop(node: ast.While) -> Iterator[ast.AST]:
    yield _changed(node, test=_constant(value=False))


def _match(node: ast.Match) -> Iterator[ast.AST]:
    for rest in _without(node.cases):
        if rest:
            yield _changed(node, cases=rest)


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not _is_none(node.value):
        yield _changed(node, value=_constant(None))


def _left_out(_: ast.stmt) -> Iterator[ast.AST]:
    yield ast.Pass()


def _assigned(node: ast.AugAssign) -> Iterator[ast.AST]:
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield _changed(node, op=other())
    yield ast.Assign([node.target], node.value)


def _jump(node: ast.Continue | ast.Break) -> Iterator[ast.AST]:
    yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


OPERATORS: Sequence[tuple[type | tuple[type, ...], Callable[..., Iterator[ast.AST]]]] = (
    (ast.Compare, _comparison),
    (ast.BoolOp, _boolean),
    (ast.UnaryOp, _unary),
    (ast.BinOp, _binary),
    (ast.Constant, _literal),
    (ast.IfExp, _condition),
    (ast.comprehension, _filter),
    (ast.keyword, _keyword),
    (ast.Name, _name),
    ((ast.List, ast.Tuple, ast.Set), _elements),
    (ast.Dict, _entries),
    (ast.Slice, _slice),
    (ast.If, _branch),
    (ast.While, _loop),
    (ast.Match, _match),
    (ast.Return, _return),
    ((ast.Expr, ast.Raise), _left_out),
    (ast.AugAssign, _assigned),
    ((ast.Continue, ast.Break), _jump),
)
