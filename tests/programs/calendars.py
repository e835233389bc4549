"""Calendars in the libraries of others: each finds the same entries as the file has."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from icalendar import Calendar

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES
from tests.api.events import call
from tests.programs.calls import calls
from tests.programs.running import BUILD, run
from tests.support.environments import install_by_npm, node, python_of

HERE = Path(__file__).parent
CALENDAR = "text/calendar"
PYTHON = ("vobject", "ics")
NODE = ("ical.js", "node-ical")


def calendar_faults(library: str) -> Iterator[str]:
    """What is wrong with the calendars of every example, in every language.

    Raises:
        NotInstalled: the library does not install on this machine.
    """
    reader = _reader(library)
    file = BUILD / "days.ics"
    for name, text in _calendars():
        file.write_bytes(text.encode())
        found = json.loads(run([*reader, library, str(file)], BUILD))
        expected = _entries(text)
        if sorted(found, key=lambda one: one["uid"]) != expected:
            yield f"{name}: {found!r:.200} instead of {expected!r:.200}"


def _reader(library: str) -> list[str]:
    """The program that reads with that library."""
    BUILD.mkdir(parents=True, exist_ok=True)
    if library in PYTHON:
        return [str(python_of("file_readers")), str(HERE / "calendar_python" / "read.py")]
    folder = BUILD / "tools-calendar_node"
    install_by_npm(HERE / "calendar_node", folder)
    shutil.copy(HERE / "calendar_node" / "read.mjs", folder / "read.mjs")
    return [str(node()), str(folder / "read.mjs")]


def _calendars() -> Iterator[tuple[str, str]]:
    """The calendar of the first example of each calculation that has one, in each language."""
    for entry in CALCULATORS.values():
        one = next(each for each in calls() if each.operation == entry.operation)
        for language in LANGUAGES:
            reply = call(
                "POST",
                one.target,
                json.dumps(one.body),
                content_type="application/json",
                accept=CALENDAR,
                accept_language=language,
            )
            if reply.status == 200:
                yield f"{one.name} {language}", reply.body


def _entries(text: str) -> list[dict[str, Any]]:
    """The entries as icalendar reads them."""
    found = [
        {
            "uid": str(entry["UID"]),
            "start": str(entry.decoded("DTSTART")),
            "end": str(entry.decoded("DTEND")),
            "summary": str(entry["SUMMARY"]),
            "alarms": len(entry.walk("VALARM")),
        }
        for entry in Calendar.from_ical(text).walk("VEVENT")
    ]
    return sorted(found, key=lambda one: one["uid"])
