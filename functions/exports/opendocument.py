"""What every OpenDocument file (1.2) has: its archive, its list of files, and its description."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from functions.i18n.catalog import Catalog

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can name: no member has its time of creation."""
READABLE = 0o644 << 16
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
COUNTRY = "BE"
PARTS = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "number": "datastyle",
    "fo": "xsl-fo-compatible",
}
NAMESPACES = "".join(f' xmlns:{name}="{NAMES}:{kind}:1.0"' for name, kind in PARTS.items())
"""The namespaces of a content or a style file."""


def packed(media_type: str, title: str, files: Mapping[str, str], catalog: Catalog) -> bytes:
    """The archive of a document of that type; the same files give the same bytes."""
    whole = {
        # The type is first and unpacked, so that a program can read it off the first bytes.
        "mimetype": media_type,
        "META-INF/manifest.xml": _manifest(media_type, (*files, "meta.xml")),
        "meta.xml": _meta(title, catalog),
        **files,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in whole.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = READABLE
            is_type = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if is_type else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return buffer.getvalue()


def _manifest(media_type: str, names: tuple[str, ...]) -> str:
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>\n'
        for name in names
    )
    return (
        f'{HEAD}\n<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0"'
        ' manifest:version="1.2">\n'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>\n'
        f"{files}</manifest:manifest>\n"
    )


def _meta(title: str, catalog: Catalog) -> str:
    """The title of the document, its language, and that it comes from an independent site."""
    return (
        f'{HEAD}\n<office:document-meta xmlns:office="{NAMES}:office:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">\n'
        f"<office:meta><dc:title>{escape(title)}</dc:title>"
        f"<dc:description>{escape(catalog.gettext('common.site.independence'))}</dc:description>"
        f"<dc:language>{catalog.language}-{COUNTRY}</dc:language></office:meta>\n"
        "</office:document-meta>\n"
    )
