"""The text of a result as a person reads it: a line for each block, `` | `` between cells.

A verdict begins with ``[yes]``, ``[later]`` or ``[no]``, which the page shows as a colour. The form
that is folded in a result is no part of it.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from html.parser import HTMLParser

RESULT = {"section": "result", "article": "summary"}
"""The elements that hold a result, or its summary, and their class."""
BLOCKS = frozenset(
    {"article", "button", "caption", "dd", "desc", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "form", "h1", "h2", "h3", "h4", "li", "ol", "p", "section", "summary", "svg"}
    | {"table", "tbody", "text", "tfoot", "thead", "title", "tr", "ul"}
)
CELLS = frozenset({"td", "th", "dd"})
VOID = frozenset({"br", "input", "hr", "img", "link", "meta"})
TONE = re.compile(r"(?:verdict|answer-tag)--(\w+)")
TONES = {"due": "later"}
"""The tones that a case writes in another word."""
PIECE = re.compile(r"M(\d+) (\d+)v-(\d+)h8v\3z")
BAR_WIDTH, FULL_HEIGHT = 10, 1000


def page_lines(html: str) -> list[str]:
    """The lines of the result, or of the summary; none where the page has neither."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.lines


def bars(html: str) -> dict[str, str]:
    """The bars of every picture, by picture and part.

    Written as ``1-3: 0-857``: the bars by their number, then bottom and top in thousandths of the
    height.
    """
    found = {}
    for picture in re.findall(r'<svg class="chart-picture".*?</figure>', html, re.DOTALL):
        name = re.search(r'aria-labelledby="(\S+)-title', picture)[1]
        for part, path in re.findall(r'<path class="chart-part chart-(\w+)" d="([^"]*)"', picture):
            found[f"{name} {part}"] = _runs(path)
    return found


def _runs(path: str) -> str:
    assert PIECE.sub("", path) == "", path
    runs: list[list[int]] = []
    for left, below_top, height in PIECE.findall(path):
        number = int(left) // BAR_WIDTH + 1
        bottom = FULL_HEIGHT - int(below_top)
        top = bottom + int(height)
        if runs and runs[-1][1:] == [number - 1, bottom, top]:
            runs[-1][1] = number
        else:
            runs.append([number, number, bottom, top])
    return ", ".join(
        f"{first}: {bottom}-{top}" if first == last else f"{first}-{last}: {bottom}-{top}"
        for first, last, bottom, top in runs
    )


def mismatch(lines: Sequence[str], fragments: Sequence[str]) -> str:
    """Which fragment does not follow the one before it; empty where all are there in order."""
    place, start, before = 0, 0, "the start"
    for number, fragment in enumerate(fragments, start=1):
        for at in range(place, len(lines)):
            end = _end_of(fragment, lines[at], start if at == place else 0)
            if end:
                place, start, before = at, end, repr(fragment)
                break
        else:
            near = get_close_matches(fragment, lines, n=3, cutoff=0.4)
            return "\n  ".join(
                (
                    f"fragment {number} of {len(fragments)} does not follow {before}",
                    f"expected: {fragment}",
                    *(f"on the page: {line}" for line in near),
                    "what follows:",
                    *lines[place : place + 15],
                )
            )
    return ""


def is_in(line: str, fragment: str) -> bool:
    """Whether the line has the fragment."""
    return _end_of(fragment, line, 0) > 0


def _end_of(fragment: str, line: str, start: int) -> int:
    """Where the fragment ends in the line; 0 where it is not in it. A row is the whole line."""
    if " | " in fragment or fragment.startswith("["):
        return len(line) if line == fragment and start == 0 else 0
    # Not a part of a longer word or number: 50,00 is not in 1 150,00.
    bounded = re.compile(rf"(?<!\w)(?<!\d )(?<!\d[.,]){re.escape(fragment)}(?!\w)")
    found = bounded.search(line, start)
    return found.end() if found else 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._depth = 0
        self._form = 0
        self._in_summary = False
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._form or (self._depth and tag == "form" and not self._in_summary):
            self._form += tag not in VOID
            return
        classes = (dict(attrs).get("class") or "").split()
        if not self._depth:
            if RESULT.get(tag) in classes:
                self._depth = 1
                self._in_summary = tag == "article"
            return
        if tag not in VOID:
            self._depth += 1
        if tag in CELLS and self._text.strip():
            self._text += " | "
        elif tag in BLOCKS or tag == "br":
            self._end_line()
        tones = [found[1] for name in classes if (found := TONE.fullmatch(name))]
        self.lines.extend(f"[{TONES.get(tone, tone)}]" for tone in tones)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._depth or tag in VOID:
            return
        if self._form:
            self._form -= 1
            return
        self._depth -= 1
        if tag in BLOCKS and tag != "dt":
            self._end_line()

    def handle_data(self, data: str) -> None:
        if self._depth and not self._form:
            self._text += data

    def _end_line(self) -> None:
        # Empty cells at the end of a row say nothing.
        line = " ".join(self._text.split()).rstrip(" |")
        if line:
            self.lines.append(line)
        self._text = ""
