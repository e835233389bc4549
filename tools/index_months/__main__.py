"""Adds Statbel's new index months: ``python3 dev.py add-index-months FILE_OR_ADDRESS``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from functions.law.core.parameter import IndexSeries
from functions.parameters import load
from tools.index_months import additions, source, statbel
from tools.index_months.additions import Additions, Coefficients
from tools.index_months.refused import Refused

FOLDER = load.HERE / "indices"


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Show the new months and write them; 1 when there is nothing to add or it is refused."""
    options = _parser().parse_args(arguments)
    names = [options.only] if options.only else list(load.SERIES)
    try:
        published = statbel.read(source.read_text(options.place), names)
        coefficients = _coefficients()
        found = [
            additions.find(
                _series(folder, name), published[name], coefficients, accept=options.accept
            )
            for name in names
        ]
        _show(found, coefficients)
        if not any(one.months for one in found):
            raise Refused("no new month")  # noqa: TRY301 - one way out for all reasons
        texts = _new_texts(folder, found)
    except Refused as reason:
        sys.stderr.write(f"add-index-months: nothing is added: {reason}\n")
        return 1
    if options.dry_run:
        sys.stdout.write("Nothing is written (--dry-run).\n")
        return 0
    for path, text in texts.items():
        _replace(path, text)
        sys.stdout.write(f"Written: {path}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py add-index-months", description=__doc__)
    parser.add_argument(
        "place",
        metavar="FILE_OR_ADDRESS",
        help=f"the text file of all base years, also zipped: {source.OFFICIAL}".replace("%", "%%"),
    )
    parser.add_argument("--dry-run", action="store_true", help="show the months, write nothing")
    parser.add_argument(
        "--accept", action="store_true", help="also take a month that changes by more than 5 %%"
    )
    parser.add_argument("--only", choices=list(load.SERIES), help="one of the two series")
    return parser


def _coefficients() -> Coefficients:
    return {
        key: figure
        for key, parameter in load.maintenance().to_base_2013.items()
        if (figure := parameter.values[-1].figure) is not None
    }


def _series(folder: Path, name: str) -> IndexSeries:
    lines = (folder / load.SERIES[name]).read_text("utf-8").splitlines()
    return load.read_series(name, lines)


def _show(found: Sequence[Additions], coefficients: Coefficients) -> None:
    for one in found:
        sys.stdout.writelines(f"{line}\n" for line in additions.lines(one, coefficients))


def _new_texts(folder: Path, found: Sequence[Additions]) -> Mapping[Path, str]:
    """The whole new text of each table that gains a month, read back once before it is written."""
    texts = {}
    for one in found:
        if not one.months:
            continue
        path = folder / load.SERIES[one.series.name]
        text = path.read_bytes().decode()
        end = "\r\n" if "\r\n" in text else "\n"
        rows = (f"{new.month},{additions.figure(new.points)}{end}" for new in one.months)
        text = text.rstrip("\r\n") + end + "".join(rows)
        load.read_series(one.series.name, text.splitlines())
        texts[path] = text
    return texts


def _replace(path: Path, text: str) -> None:
    """Write a file so that it is never half there."""
    draft = path.with_suffix(".new")
    draft.write_bytes(text.encode())
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
