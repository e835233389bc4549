"""Feeds in the Atom format (RFC 4287): the same data give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
AUTHOR = "Alimenta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. ``id`` never changes, ``updated`` is the day of its last change."""

    id: str
    title: str
    updated: date
    link: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at ``address`` about ``page``, both whole addresses, in one language."""

    address: str
    page: str
    language: str
    title: str
    entries: Sequence[Entry]


def document(feed: Feed) -> str:
    """The feed as XML; it was updated when the last of its entries was.

    Raises:
        ValueError: it has no entry.
    """
    ET.register_namespace("", ATOM)
    root = ET.Element(_tag("feed"), {LANGUAGE: feed.language})
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max(entry.updated for entry in feed.entries)))
    _text(ET.SubElement(root, _tag("author")), "name", AUTHOR)
    _link(root, "self", feed.address)
    _link(root, "alternate", feed.page)
    for entry in feed.entries:
        _entry(root, entry)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, _tag("entry"))
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.link)
    _text(element, "summary", entry.summary)


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _text(parent: ET.Element, name: str, content: str) -> None:
    ET.SubElement(parent, _tag(name)).text = content


def _link(parent: ET.Element, relation: str, address: str) -> None:
    ET.SubElement(parent, _tag("link"), {"rel": relation, "href": address})
