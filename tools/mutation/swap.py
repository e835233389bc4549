"""Puts changed code into functions that are imported already: no module is read again."""

from __future__ import annotations

import gc
import inspect
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType
from typing import Any


class Functions:
    """Every imported function of these files, or of files in these folders, by its code."""

    def __init__(self, *places: str) -> None:
        """Find the functions, and those that keep their answers."""
        self._by_code: dict[object, list[FunctionType]] = {}
        self._caches: list[_lru_cache_wrapper[Any]] = []
        self._original: list[tuple[FunctionType, CodeType]] = []
        for found in gc.get_objects():
            function = inspect.unwrap(found) if isinstance(found, _lru_cache_wrapper) else found
            if isinstance(function, FunctionType) and _file(function).startswith(places):
                self._by_code.setdefault(_identity(function.__code__), []).append(function)
                if function is not found:
                    self._caches.append(found)

    def swap(self, old: CodeType, new: CodeType) -> None:
        """Put the outermost functions of the new module code in the place of the old ones."""
        for before, after in zip(_nested(old), _nested(new), strict=True):
            if not before.co_flags & inspect.CO_NEWLOCALS:
                self.swap(before, after)
            elif before != after or _identity(before) != _identity(after):
                for function in self._by_code.get(_identity(before), ()):
                    self._original.append((function, function.__code__))
                    function.__code__ = after
        self.forget_answers()

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


def _file(function: FunctionType) -> str:
    return function.__code__.co_filename


def _identity(code: CodeType) -> object:
    return code.co_filename, code.co_qualname, tuple(code.co_positions())


def _nested(code: CodeType) -> list[CodeType]:
    return [value for value in code.co_consts if isinstance(value, CodeType)]
