"""Looks for marks where none belongs: logs, headers, titles, addresses, and what is kept."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf

from tests.api.events import Reply
from tests.data_leaks.marks import Mark, found, words_in

TITLE = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1>", re.DOTALL)
ADDRESSES = re.compile(
    r"\b(?:href|src|srcset|action|formaction|cite|data|content|poster|ping|id|for)"
    r"""=("[^"]*"|'[^']*'|[^\s>]*)"""
)
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TRACE, RELATED = "BelGov-Trace-Id", "BelGov-Related-Trace-Id"
LINKS = frozenset({"href", "self", "first", "next", "prev", "last", "type", "instance"})
OF_A_CALENDAR = re.compile(r"^(?:UID|URL|NAME|X-WR-CALNAME|PRODID)[:;].*$", re.MULTILINE)
FORM_DATE = re.compile(r"\bD:[0-9]{8}\b|(?<=Date>)[0-9]{4}-[0-9]{2}-[0-9]{2}(?=<)")
"""The day on which the empty form was printed: its month may also be one that somebody types."""

STAMPED = {
    "timestamp": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:,]{12}\+[0-9]{4}"),
    "trace_id": UUID,
    "duration_ms": re.compile(r"[0-9]+\.[0-9]"),
    "reference": re.compile(r"[34679CDFHJKMNPQRTWXY]{5}-[34679CDFHJKMNPQRTWXY]{5}"),
}
"""What a line of a log says of its own: its shape is checked, so that no answer can be there."""
SAID = frozenset({
    "level", "location", "message", "service", "operation", "status", "error", "places", "step",
    "page", "answer", "reason", "_aws", "Count", "outcome", "language",
})  # fmt: skip
"""The only other things that a line of a log may say."""
CONTENT = "content"
"""What the register keeps of a decision: marks belong here, and in the days of its extensions."""
EXTENSIONS = "extensions"


class Found(list[str]):
    """One line for each place where a mark is that does not belong there."""

    def look(self, place: str, text: str, marks: Iterable[Mark]) -> None:
        """Look for these marks, and for any marked word, in a text."""
        own = found(text, marks)
        self += [f"{place}: {mark.name}" for mark in own]
        if not own and words_in(text):
            self.append(f"{place}: a word of another request")


def look_at_reply(into: Found, place: str, reply: Reply, marks: tuple[Mark, ...], sent: str) -> int:
    """Look beside the answer itself; how many marks the answer holds, where they belong.

    ``sent`` is what the client called its request, which comes back in one header alone.
    """
    headers = dict(reply.headers)
    if not UUID.fullmatch(headers.pop(TRACE, "")):
        into.append(f"{place}: header {TRACE} is none")
    if headers.pop(RELATED, sent) != sent:
        into.append(f"{place}: header {RELATED} is another")
    into.look(f"{place}: headers", json.dumps(headers), marks)
    content, texts = _content(reply)
    for kind, text in _beside(content, reply.headers.get("Content-Type", "")):
        into.look(f"{place}: {kind}", text, marks)
    return len(found(texts, marks))


def _content(reply: Reply) -> tuple[bytes, str]:
    kind = reply.headers.get("Content-Type", "")
    if kind.startswith(("application/pdf", "application/vnd")):
        return base64.b64decode(reply.body), ""
    return reply.body.encode(), reply.body


def _beside(content: bytes, kind: str) -> Iterator[tuple[str, str]]:
    """What an answer says beside its text: the name of the whole, and where its links lead."""
    if kind.startswith("application/pdf"):
        yield from _beside_pdf(content)
    elif kind.startswith("application/vnd"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield "a name in a file", name
                if name != "content.xml":
                    yield f"{name} of a file", archive.read(name).decode()
    elif "json" in kind:
        text = content.decode()
        for each in text.splitlines() if "jsonl" in kind else (text,):
            yield "a link", " ".join(_links(json.loads(each)))
    elif kind.startswith("text/html"):
        text = content.decode()
        yield "a title", " ".join(match[2] for match in TITLE.finditer(text))
        yield "an address", " ".join(ADDRESSES.findall(text))
    elif kind.startswith("text/calendar"):
        yield "the name of a calendar", " ".join(OF_A_CALENDAR.findall(content.decode()))


def _beside_pdf(content: bytes) -> Iterator[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield "metadata of a PDF", FORM_DATE.sub("", " ".join(map(str, pdf.docinfo.values())))
        with pdf.open_outline() as outline:
            yield "a bookmark of a PDF", " ".join(_headings(outline.root))
        if "/Metadata" in pdf.Root:
            yield "metadata of a PDF", FORM_DATE.sub("", pdf.Root.Metadata.read_bytes().decode())
        yield "descriptions of the fields of a PDF", " ".join(_descriptions(pdf))
        yield "numbers of people and accounts in a PDF", " ".join(_numbers(pdf))
        for page in pdf.pages:
            for note in page.get("/Annots", ()):
                if "/A" in note and "/URI" in note.A:
                    yield "an address in a PDF", str(note.A.URI)


def _descriptions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What a screen reader says of the fields, and how they are called."""
    for field in pdf.Root.AcroForm.Fields:
        yield from (str(field.T), str(field.get("/TU", "")))


def _numbers(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is in the cells that nobody is asked to fill in."""
    for field in pdf.Root.AcroForm.Fields:
        if str(field.T).endswith(("ationalNumber", "-iban")):
            yield str(field.get("/V", ""))


def _headings(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _headings(item.children)


def _links(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for member, entry in node.items():
            if isinstance(entry, str) and member in LINKS:
                yield entry
            yield from _links(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from _links(entry)


def look_at_log(into: Found, place: str, text: str, marks: Iterable[Mark]) -> int:
    """Look at what was written to both outputs; how many lines there are."""
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            into.append(f"{place}: a line that is not ours")
            into.look(f"{place}: log", line, marks)
            continue
        for name, shape in STAMPED.items():
            if name in said and not shape.fullmatch(str(said.pop(name))):
                into.append(f"{place}: log: {name} is none")
        if more := said.keys() - SAID:
            into.append(f"{place}: log says more: {', '.join(sorted(more))}")
        into.look(f"{place}: log", json.dumps(said), marks)
    return len(lines)


def look_at_decisions(
    into: Found, items: Iterable[Mapping[str, Any]], recorded: Mapping[str, tuple[Mark, ...]]
) -> int:
    """Look at the table of the register; how many marks are kept where they belong."""
    kept = 0
    for item in items:
        marks = recorded.get(item["decision_id"]["S"], ())
        place = "the register"
        if not marks:
            into.append(f"{place}: a decision that was not to be recorded")
        beside = {name: entry for name, entry in item.items() if name not in (CONTENT, EXTENSIONS)}
        into.look(f"{place}: beside the content", json.dumps(beside, default=str), marks)
        content = zlib.decompress(bytes(item[CONTENT]["B"])).decode()
        own = {form for mark in marks for form in mark.forms}
        into += [f"{place}: the words of another" for _ in words_in(content) - own]
        kept += len(found(content, marks))
    return kept
