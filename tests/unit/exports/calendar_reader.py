"""Reads a calendar file as strictly as RFC 5545 writes it, and refuses everything else."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)")
ESCAPE = re.compile(r"\\(.)|([;,])")
TEXTS = ("SUMMARY", "DESCRIPTION")
ONCE = {"VCALENDAR": ("VERSION", "PRODID"), "VEVENT": ("UID", "DTSTAMP", "DTSTART")}


@dataclass
class Component:
    """A component, its properties and those inside it. A text is read, other values stay."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    inside: list["Component"] = field(default_factory=list)

    @property
    def day(self) -> date:
        assert self.parameters["DTSTART"] == {"VALUE": "DATE"}
        return datetime.strptime(self.properties["DTSTART"], "%Y%m%d").date()  # noqa: DTZ007


def events(text: str) -> list[Component]:
    """The entries of the one calendar that the text is."""
    lines = _unfolded(text)
    calendar = _component(lines)
    assert not lines, "something stands after the calendar"
    assert calendar.name == "VCALENDAR"
    assert calendar.properties["VERSION"] == "2.0"
    assert calendar.inside, "a calendar may not be empty"
    return calendar.inside


def _unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text), "a line break is CRLF"
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(raw), "an empty line"
    assert max(len(line.encode()) for line in raw) <= 75
    return re.sub(r"\r\n ", "", "\r\n".join(raw)).split("\r\n")


def _component(lines: list[str]) -> Component:
    begin = lines.pop(0)
    assert begin.startswith("BEGIN:"), begin
    found = Component(begin.removeprefix("BEGIN:"))
    while lines and lines[0] != f"END:{found.name}":
        if lines[0].startswith("BEGIN:"):
            found.inside.append(_component(lines))
            continue
        match = LINE.fullmatch(lines.pop(0))
        assert match, "no content line"
        name, value = match["name"], match["value"]
        assert name not in found.properties, f"{name} twice"
        pairs = match["parameters"].split(";")[1:]
        found.parameters[name] = dict(pair.split("=") for pair in pairs)
        found.properties[name] = _text(value) if name in TEXTS else value
    lines.pop(0)
    for name in ONCE.get(found.name, ()):
        assert name in found.properties, f"{found.name} without {name}"
    return found


def _text(value: str) -> str:
    def read(match: re.Match[str]) -> str:
        assert match[2] is None, f"{match[2]} must be escaped"
        assert match[1] in "\\;,nN", f"unknown escape {match[1]}"
        return "\n" if match[1] in "nN" else match[1]

    return ESCAPE.sub(read, value)
