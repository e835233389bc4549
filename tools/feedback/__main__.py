"""Sums the feedback in a log: ``python3 dev.py feedback LOGFILE``, one line for each page."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

MESSAGE = "feedback"
"""What a line of the log about feedback says."""
YES, NO = "yes", "no"


def said(lines: Iterable[str]) -> Iterator[Mapping[str, str]]:
    """The feedback in the lines of a log, which may begin with the time of the log service."""
    for line in lines:
        start = line.find("{")
        try:
            entry = json.loads(line[start:]) if start >= 0 else None
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("message") == MESSAGE:
            yield entry


def table(entries: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """A line for each page and language, the most often unhelpful one first."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for entry in entries:
        count = counts.setdefault((entry["page"], entry["language"]), Counter())
        count[entry["answer"]] += 1
        if entry["answer"] == NO and entry["reason"]:
            count[entry["reason"]] += 1
    yield "page\tlanguage\tyes\tno\treasons"
    for (page, language), count in sorted(counts.items(), key=lambda each: (-each[1][NO], each[0])):
        reasons = sorted((-n, name) for name, n in count.items() if name not in (YES, NO))
        why = ", ".join(f"{name} {-n}" for n, name in reasons)
        yield f"{page}\t{language}\t{count[YES]}\t{count[NO]}\t{why}"


def main(arguments: list[str]) -> int:
    """Print the table of a log."""
    parser = argparse.ArgumentParser(prog="dev.py feedback", description=__doc__)
    parser.add_argument("log", type=Path, help="a log of the function, as exported")
    options = parser.parse_args(arguments)
    try:
        text = options.log.read_text(encoding="utf-8")
    except OSError as refused:
        sys.stderr.write(f"{options.log}: {refused.strerror}. Cure: name the exported log.\n")
        return 2
    for line in table(said(text.splitlines())):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
