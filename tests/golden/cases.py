"""The golden cases: a request, and what follows from it by arithmetic made by hand.

One YAML file a case, in the folder of its calculator. The comment at its top works the figures
out, from the acts and the published figures; nothing in a case is copied from an answer of the
product. Its members:

``request``   the request as the API takes it. The page is sent the same answers as a form, dates
              and decimals typed the way of each language.
``today``     the day on which the page is asked; that of the test where it does not matter.
``form``      fields that differ from that; ``false`` where the page cannot be asked this.
``json``      the members of the result. ``null``: the member is absent. Members that are not named
              are not compared. A list is compared whole, unless its entries are named by their
              place; an entry that is text means an object with that code or rule. Between the
              steps of the explanation there may be others.
              ``{columns, rows}`` is a list of objects, where ``2025-03..2026-02`` in a row means
              one row for each of these months. A value with its type is written
              ``amount 150.00``, inputs by name, a source ``act; article; status``.
``page``      by language, what a person reads, in this order. With `` | `` it is a row of a table.
``once``      by language, what is on the page once and no more.
``never``     by language, what must not be on the page, nor in its summary.
``summary``   the same as ``page``, of the printable summary.
``bars``      the bars of the pictures (see ``page_text.bars``).
``csv``       by language, every line of the table to save.
``calendar``  by language, every entry: day, title, text, source, time of the reminder before it;
              ``…`` leaves one of these open.
``sources``   by language, acts and pages that the result in JSON cites: code, title, address.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.api.inputs import typed_fields

FOLDER = Path(__file__).with_name("cases")
MONTHS = re.compile(r"(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)")
MEMBERS = frozenset(
    {"request", "today", "form", "json", "page", "once", "never"}
    | {"summary", "bars", "csv", "calendar", "sources"}
)


class _Loader(yaml.CSafeLoader):
    """Reads ``true``, ``false``, ``null`` and whole numbers; dates and decimals stay text."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}


for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^(?:0|[1-9]\d{0,4})$", "0123456789"),
    ("null", r"^null$", "n"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@dataclass(frozen=True)
class Case:
    """One case, named by its calculator and its file."""

    calculator: str
    name: str
    content: Mapping[str, Any]

    @property
    def request(self) -> Mapping[str, Any]:
        return expanded(self.content["request"])

    @property
    def json(self) -> Mapping[str, Any]:
        return expanded(self.content["json"])

    @property
    def has_page(self) -> bool:
        return self.content.get("form") is not False

    def form(self, language: str) -> dict[str, str]:
        """The answers as a reader of the language types them."""
        return typed_fields(self.request, language) | (self.content.get("form") or {})

    @property
    def today(self) -> str | None:
        """The day on which the page is asked; ``None`` where it does not matter."""
        return self.content.get("today")

    def texts(self, member: str, language: str) -> list[str]:
        return self.content.get(member, {}).get(language, [])


@cache
def cases() -> tuple[Case, ...]:
    """Every case, in the order of the files."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*/*.yaml")))


def _read(file: Path) -> Case:
    content = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    assert content.keys() <= MEMBERS, f"{file}: {content.keys() - MEMBERS}"
    return Case(file.parent.name, file.stem, content)


def expanded(expected: Any) -> Any:
    """The same with every table of rows as a list of objects."""
    if isinstance(expected, Mapping):
        if expected.keys() == {"columns", "rows"}:
            return [
                dict(zip(expected["columns"], row, strict=True))
                for written in expected["rows"]
                for row in _rows(written)
            ]
        return {name: expanded(member) for name, member in expected.items()}
    if isinstance(expected, list):
        return [expanded(member) for member in expected]
    return expected


def _rows(row: list[Any]) -> Iterator[list[Any]]:
    """The row, or one row for each month of a run."""
    run = next((match for cell in row if (match := MONTHS.fullmatch(str(cell)))), None)
    if run is None:
        yield row
        return
    year, month, last_year, last_month = map(int, run.groups())
    for number in range(year * 12 + month - 1, last_year * 12 + last_month):
        one = f"{number // 12:04d}-{number % 12 + 1:02d}"
        yield [one if cell == run[0] else cell for cell in row]
