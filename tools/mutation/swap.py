"""Puts changed code into functions that are imported already: no module is read again."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType
from typing import Any


class Functions:
    """Every imported function whose file is below ``root``, by its code."""

    def __init__(self, root: str) -> None:
        """Find the functions, and those that keep their answers."""
        self._by_code: dict[object, list[FunctionType]] = {}
        self._caches: list[_lru_cache_wrapper[Any]] = []
        self._original: list[tuple[FunctionType, CodeType]] = []
        for found in gc.get_objects():
            function = inspect.unwrap(found) if isinstance(found, _lru_cache_wrapper) else found
            if isinstance(function, FunctionType) and _is_in(function, root):
                self._by_code.setdefault(_identity(function.__code__), []).append(function)
                if function is not found:
                    self._caches.append(found)

    def swap(self, old: CodeType, new: CodeType) -> bool:
        """Put the functions of the new module code in the place of the old ones that differ.

        ``False``: something outside functions differs, so that the module must be read anew.
        """
        pairs = list(_changed_functions(old, new))
        if None in pairs:
            return False
        for before, after in filter(None, pairs):
            for function in self._by_code.get(_identity(before), ()):
                self._original.append((function, function.__code__))
                function.__code__ = after
        self.forget_answers()
        return True

    def restore(self) -> None:
        """Give every function its own code again."""
        while self._original:
            function, code = self._original.pop()
            function.__code__ = code
        self.forget_answers()

    def forget_answers(self) -> None:
        """Empty what functions keep: it was computed before the exchange."""
        for cache in self._caches:
            cache.cache_clear()


def _is_in(function: FunctionType, root: str) -> bool:
    return function.__code__.co_filename.startswith(root)


def _identity(code: CodeType) -> object:
    return code.co_filename, code.co_qualname, tuple(code.co_positions())


def _changed_functions(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType] | None]:
    """The outermost functions that differ; ``None`` where the code around functions does."""
    inner = [_nested(code) for code in (old, new)]
    if len(inner[0]) != len(inner[1]) or _around(old) != _around(new):
        yield None
        return
    for before, after in zip(*inner, strict=True):
        if before == after and _identity(before) == _identity(after):
            continue
        if before.co_flags & inspect.CO_NEWLOCALS:
            yield before, after
        else:
            yield from _changed_functions(before, after)


def _nested(code: CodeType) -> list[CodeType]:
    return [value for value in code.co_consts if isinstance(value, CodeType)]


def _around(code: CodeType) -> object:
    constants = [repr(value) for value in code.co_consts if not isinstance(value, CodeType)]
    return code.co_code, constants, code.co_names
