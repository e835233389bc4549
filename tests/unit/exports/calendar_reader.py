"""Reads a calendar file with a library of others; refuses what RFC 5545 does not allow."""

import re
from dataclasses import dataclass, field
from datetime import date

from icalendar import Calendar
from icalendar import Component as Read


@dataclass
class Component:
    """A component, its properties as text, their parameters, and the components inside it."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    inside: list["Component"] = field(default_factory=list)
    day: date | None = None


def events(text: str) -> list[Component]:
    """The entries of the one calendar that the text is."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text), "a line break is CRLF"
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (calendar,) = Calendar.from_ical(text, multiple=True)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = [_component(entry) for entry in calendar.subcomponents]
    assert found, "a calendar may not be empty"
    for entry in found:
        assert {"UID", "DTSTAMP", "DTSTART"} <= entry.properties.keys()
    return found


def _component(read: Read) -> Component:
    assert not read.errors, read.errors
    return Component(
        name=read.name,
        properties={name: _text(value) for name, value in read.items()},
        parameters={name: dict(value.params) for name, value in read.items()},
        inside=[_component(entry) for entry in read.subcomponents],
        day=_day(read),
    )


def _text(value: object) -> str:
    return str(value) if isinstance(value, str) else value.to_ical().decode()


def _day(read: Read) -> date | None:
    return read.decoded("DTSTART") if "DTSTART" in read else None
