"""Reads a calendar with the library named first, from the file named second; prints its entries."""

import importlib
import json
import sys
from datetime import timedelta
from pathlib import Path

library, file = sys.argv[1:]
text = Path(file).read_bytes().decode()


def by_vobject():
    vobject = importlib.import_module("vobject")

    for entry in vobject.readOne(text).vevent_list:
        yield {
            "uid": entry.uid.value,
            "start": str(entry.dtstart.value),
            "end": str(entry.dtend.value),
            "summary": entry.summary.value,
            "alarms": len(getattr(entry, "valarm_list", [])),
        }


def by_ics():
    ics = importlib.import_module("ics")

    for entry in ics.Calendar(text).events:
        yield {
            "uid": entry.uid,
            "start": str(entry.begin.date()),
            # The library keeps the last day of an entry of whole days.
            "end": str(entry.begin.date() + max(entry.duration, timedelta(days=1))),
            "summary": entry.name,
            "alarms": len(entry.alarms),
        }


print(json.dumps(list({"vobject": by_vobject, "ics": by_ics}[library]())))
