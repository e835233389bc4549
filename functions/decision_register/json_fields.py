"""Reads the fields of a JSON object one by one, collecting what is wrong instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from functions.forms import parse_json
from functions.forms.definition import Kind, Question
from functions.forms.echo import echo_path, echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.numbers import ParseError
from functions.forms.parse_text import REORDERING, named
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Value

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
"""A number or code of a file: it cannot hold a name written in full."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
ABSENT = object()
MOST_UNKNOWN = 50


class JsonFields:
    """The fields of an object at a place of the body.

    What cannot be read comes back as ``None`` and is in ``issues``, which all places share.
    """

    def __init__(
        self, fields: Mapping[str, object], issues: list[FieldError], path: str = ""
    ) -> None:
        """Start at that place; every field asked for counts as known."""
        self._fields = fields
        self._path = path
        self._known: set[str] = set()
        self.issues = issues

    def refuse(self, name: str, code: str, **limits: Value) -> None:
        """Say that a field cannot be used."""
        typed = echo_safely(self._fields[name]) if name in self._fields else ""
        self.issues.append(FieldError(path=self._at(name), code=code, limits=limits, value=typed))

    def pass_over(self, *names: str) -> None:
        """Say nothing of these fields: what they may be depends on one that cannot be read."""
        self._known.update(names)

    def day(self, name: str) -> date | None:
        """A date."""
        value: date | None = self._single(name, Kind.DATE)
        return value

    def day_if_given(self, name: str) -> date | None:
        """A date that may be left out."""
        self.pass_over(name)
        return self.day(name) if name in self._fields else None

    def choice(self, name: str, options: Sequence[str]) -> str | None:
        """One of the options."""
        value: str | None = self._single(name, Kind.CHOICE, options=tuple(options))
        return value

    def yes(self, name: str) -> bool | None:
        """A yes or a no."""
        value: bool | None = self._single(name, Kind.BOOLEAN)
        return value

    def amount(self, name: str, largest: str) -> int | None:
        """An amount in cents."""
        value: int | None = self._single(name, Kind.AMOUNT, minimum="0.00", maximum=largest)
        return value

    def text(self, name: str, longest: int, *, reference: bool = False) -> str | None:
        """A text that is not empty; with ``reference``, a number or code without spaces."""
        answer = self._given(name)
        if answer is ABSENT:
            return None
        if not isinstance(answer, str) or not answer.strip():
            self.refuse(name, ParseErrorCode.NOT_A_TEXT)
        elif unseen := [s for s in answer if CONTROL.match(s) or s in REORDERING]:
            self.refuse(name, ParseErrorCode.UNSEEN, signs=named(unseen))
        elif len(answer) > longest:
            self.refuse(name, ParseErrorCode.TOO_LONG, maximum=longest)
        elif reference and not REFERENCE.fullmatch(answer):
            self.refuse(name, ParseErrorCode.NOT_A_REFERENCE)
        else:
            return answer
        return None

    def group(self, name: str) -> JsonFields | None:
        """The fields of an object inside."""
        answer = self._given(name)
        if isinstance(answer, Mapping):
            return JsonFields(answer, self.issues, self._at(name))
        if answer is not ABSENT:
            self.refuse(name, ParseErrorCode.NOT_AN_OBJECT)
        return None

    def entries(self, name: str, fewest: int, most: int) -> Iterator[JsonFields]:
        """The objects of a list."""
        answer = self._given(name)
        if answer is ABSENT:
            return
        if not isinstance(answer, list):
            self.refuse(name, ParseErrorCode.NOT_A_LIST)
            return
        if len(answer) < fewest:
            self.refuse(name, ParseErrorCode.TOO_FEW, minimum=fewest)
        if len(answer) > most:
            self.refuse(name, ParseErrorCode.TOO_MANY, maximum=most)
        for position, entry in enumerate(answer[:most]):
            path = f"{self._at(name)}[{position}]"
            if isinstance(entry, Mapping):
                yield JsonFields(entry, self.issues, path)
            else:
                self.issues.append(FieldError(path=path, code=ParseErrorCode.NOT_AN_OBJECT))

    def close(self) -> None:
        """Refuse every field that nobody asked for."""
        unknown = (name for name in self._fields if name not in self._known)
        for name, _ in zip(unknown, range(MOST_UNKNOWN), strict=False):
            self.issues.append(
                FieldError(
                    path=echo_path(self._at(name)),
                    code=ParseErrorCode.UNKNOWN,
                    value=echo_safely(self._fields[name]),
                )
            )

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _given(self, name: str) -> object:
        """The field, which must be there."""
        self._known.add(name)
        if name not in self._fields:
            self.refuse(name, ValidationErrorCode.REQUIRED)
        return self._fields.get(name, ABSENT)

    def _single(self, name: str, kind: Kind, **bounds: Any) -> Any:
        answer = self._given(name)
        if answer is ABSENT:
            return None
        try:
            return parse_json.parse_value(Question(path=name, kind=kind, **bounds), answer)
        except ParseError as refused:
            self.refuse(name, refused.code, **refused.limits)
            return None
