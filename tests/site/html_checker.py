"""Gives every page of the site, and every page that a function renders, to the Nu HTML checker.

    PYTHONPATH=.:site python -m tests.site.html_checker [--jar vnu.jar]

The site must have been built (``python3 dev.py build``). The checker is the file ``vnu.jar`` of the
npm package ``vnu-jar`` and needs Java 11 or newer; without ``--jar``, npm puts the package below
``build/``. Whatever the checker says counts, an error or a warning, except what
``html_exceptions.toml`` gives a reason for; an exception that nothing needs counts as well.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.site.rendered_pages import RenderedPage, rendered_pages
from tests.site.result_pages import result_pages
from tools.dev.places import ROOT, SITE

PACKAGE = "vnu-jar@26.9.27"
TOOLS = ROOT / "build" / "html_checker"
JAR = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RESULTS = TOOLS / "results"
RENDERED = TOOLS / "rendered"
EXCEPTIONS = Path(__file__).with_name("html_exceptions.toml")


class Message(NamedTuple):
    """What the checker says of one page."""

    page: str
    line: int
    text: str


class Exceptions:
    """What may stay, and which of it was met."""

    def __init__(self, entries: Iterable[dict[str, str]]) -> None:
        """Nothing has been met yet."""
        self._entries = list(entries)
        self._met: set[int] = set()

    def allow(self, message: Message) -> bool:
        """Whether a message may stay."""
        for place, entry in enumerate(self._entries):
            if re.fullmatch(entry["message"], message.text) and re.search(
                rf"(?:{entry['pages']})$", message.page
            ):
                self._met.add(place)
                return True
        return False

    def not_met(self) -> list[str]:
        """The exceptions that no page needs any longer."""
        return [
            entry["message"] for place, entry in enumerate(self._entries) if place not in self._met
        ]


def main() -> int:
    """Check, print what is wrong, and return the exit code."""
    parser = argparse.ArgumentParser(prog="tests.site.html_checker", description=__doc__)
    parser.add_argument("--jar", type=Path, help="the checker; npm brings it if not given")
    jar = parser.parse_args().jar or installed()
    if not (SITE / "index.html").is_file():
        parser.error("There is no built site. Cure: python3 dev.py build")
    built = sum(1 for _ in SITE.rglob("*.html"))
    logging.disable(logging.CRITICAL)
    with_result, others = save(RESULTS, results()), save(RENDERED, rendered_pages(SITE))
    exceptions = Exceptions(tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exceptions"])
    said = list(messages(jar, (SITE, RESULTS, RENDERED)))
    wrong = [message for message in said if not exceptions.allow(message)]
    lines = [f"{message.page}:{message.line}: {message.text}" for message in wrong]
    lines += [f"No page needs the exception: {pattern}" for pattern in exceptions.not_met()]
    allowed = len(said) - len(wrong)
    lines.append(
        f"{built} pages of the site, {with_result} with a result, {others} of other kinds: "
        f"{len(wrong)} wrong, {allowed} allowed for a reason"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or exceptions.not_met() else 0


def installed() -> Path:
    """The checker, fetched by npm where it is not there yet."""
    npm = shutil.which("npm")
    if not JAR.is_file() and npm is None:
        sys.exit("There is no npm. Cure: install Node.js, or give the checker with --jar")
    if not JAR.is_file():
        TOOLS.mkdir(parents=True, exist_ok=True)
        wanted = ["install", "--ignore-scripts", "--no-save", "--prefix", str(TOOLS), PACKAGE]
        subprocess.run([str(npm), *wanted], check=True)  # noqa: S603 - our own command
    return JAR


def results() -> Iterator[RenderedPage]:
    """Every page with a result."""
    for shown in result_pages(SITE):
        if not shown.shows_a_result:
            sys.exit(f"The example gives no result: {shown.name}")
        yield RenderedPage(shown.name, shown.reply.body)


def save(folder: Path, pages: Iterable[RenderedPage]) -> int:
    """Write pages into a folder, each into its own file, and say how many there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    count = 0
    for count, page in enumerate(pages, 1):  # noqa: B007 - the last count is what is asked for
        (folder / f"{page.name}.html").write_text(page.markup, encoding="utf-8")
    return count


def messages(jar: Path, folders: Iterable[Path]) -> Iterator[Message]:
    """Everything that the checker says of the pages in those folders."""
    java = shutil.which("java")
    if java is None:
        sys.exit("There is no Java. Cure: install a Java runtime, version 11 or newer")
    command = [java, "-jar", str(jar), "--skip-non-html", "--format", "json", *map(str, folders)]
    process = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own
    for message in json.loads(process.stderr)["messages"]:
        page = message.get("url", "").removeprefix(f"file:{ROOT}/")
        yield Message(page, message.get("lastLine", 0), message["message"])


if __name__ == "__main__":
    sys.exit(main())
