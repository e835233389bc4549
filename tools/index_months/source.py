"""Reads the file of Statbel from a path or an address, also zipped."""

from __future__ import annotations

import http.client
import io
import urllib.request
import zipfile
import zlib
from pathlib import Path

from tools.index_months.refused import Refused

OFFICIAL = (
    "https://statbel.fgov.be/sites/default/files/files/opendata/"
    "Consumptieprijsindex%20en%20gezondheidsindex/CPI%20All%20base%20years.zip"
)
LARGEST = 50_000_000
"""Bytes; the file of all bases and months since 1920 has less than one tenth of it."""
SECONDS = 30


def read_text(place: str) -> str:
    """The text of the file at a path or an http(s) address.

    Raises:
        Refused: it cannot be read, or holds no text.
    """
    is_address = place.startswith(("http://", "https://"))
    content = _download(place) if is_address else _from_disk(Path(place))
    if content.startswith(b"PK"):
        content = _unzip(content, place)
    if not content.strip():
        raise Refused(f"{place} is empty")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{place} is not UTF-8 text (byte {error.start})") from error


def _from_disk(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(f"there is no file {path.absolute()}") from error
    except OSError as error:
        raise Refused(f"{path.absolute()} cannot be read: {error.strerror}") from error


def _download(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": "alimenta"})  # noqa: S310 - http(s)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - http(s)
            content: bytes = answer.read(LARGEST + 1)
            promised = answer.headers.get("Content-Length")
    except (OSError, ValueError, http.client.HTTPException) as error:
        # OSError includes what urllib and time limits raise.
        raise Refused(f"{address} cannot be downloaded: {error}") from error
    if len(content) > LARGEST:
        raise Refused(f"{address} is larger than {LARGEST} bytes")
    # A limited read does not complain about a short answer.
    if promised is not None and len(content) < int(promised):
        raise Refused(f"{address}: only {len(content)} of {promised} bytes arrived")
    return content


def _unzip(content: bytes, place: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                raise Refused(f"{place} is the spreadsheet; take the zipped text file: {OFFICIAL}")
            texts = [name for name in names if name.lower().endswith((".txt", ".csv"))]
            if len(texts) != 1:
                raise Refused(f"{place} holds {len(texts)} text files, not 1: {', '.join(names)}")
            if archive.getinfo(texts[0]).file_size > LARGEST:
                raise Refused(f"{texts[0]} in {place} is larger than {LARGEST} bytes")
            return archive.read(texts[0])
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(f"{place} is cut off or damaged: {error}") from error
    except (RuntimeError, NotImplementedError) as error:
        raise Refused(f"{place} cannot be unzipped: {error}") from error
