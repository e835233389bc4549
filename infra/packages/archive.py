"""Writes an archive that depends on the content only: same files, same bytes."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can hold."""

READABLE = 0o100644
UNIX = 3


def write_archive(
    folders: tuple[Path, ...], archive: Path, *, without: tuple[str, ...] = ()
) -> None:
    """Write the files of the folders, laid over each other, into one archive.

    Files whose names begin as one of ``without`` stay out.
    """
    files = {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(without)
    }
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            packed.writestr(_entry(name), files[name].read_bytes(), ZIP_DEFLATED, 9)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, BEGINNING)
    entry.create_system = UNIX
    entry.external_attr = READABLE << 16
    return entry
