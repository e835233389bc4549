"""Pictures of results as paths of an SVG: bars month by month, or steps with a mark on one.

All is whole numbers: the page stretches a drawing of fixed size to the width that it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from functions.i18n.catalog import Catalog
from functions.law.core.values import Value

WIDTH = 10
"""Of one bar with the gap beside it."""
HEIGHT = 1000
"""Of the highest bar."""
GAP = 1

Bar = Mapping[str, int]
"""The parts of one bar from the bottom up, in cents or basis points, by the key of their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Every piece of one kind, as one path. ``name`` is its word in the legend."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark above one bar: its place in percent of the width, and the anchor of its text."""

    at: int
    anchor: Literal["start", "middle", "end"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with its words. ``id`` sets it apart on the page.

    ``left`` and ``right`` are the words below its ends, ``top`` those beside its highest line.
    """

    id: str
    title: str
    text: str
    parts: tuple[Part, ...]
    width: int
    top: str
    left: str
    right: str
    mark: Mark | None = None


def chart(  # noqa: PLR0913 - the picture and each of its words
    catalog: Catalog,
    key: str,
    bars: Sequence[Bar],
    *,
    id: str,  # noqa: A002 - what HTML calls it
    top: type[int],
    ends: tuple[str, str],
    mark: Mark | None = None,
    **inputs: Value,
) -> Chart | None:
    """The picture of bars with the words under ``key``; ``None`` where there is nothing to see.

    ``top`` is the kind of value that the height of a bar is.
    """
    highest = max((sum(bar.values()) for bar in bars), default=0)
    if highest == 0:
        return None
    written: Value = top(highest)
    return Chart(
        id=id,
        title=catalog.gettext(f"{key}.title", **inputs),
        text=catalog.gettext(f"{key}.text", top=written, **inputs),
        parts=tuple(
            Part(kind=kind, name=catalog.gettext(f"{key}.parts.{kind}"), path="".join(pieces))
            for kind, pieces in _pieces(bars, highest).items()
            if pieces
        ),
        width=len(bars) * WIDTH,
        top=catalog.format(written),
        left=ends[0],
        right=ends[1],
        mark=mark,
    )


def mark_at(place: int, count: int, text: str) -> Mark:
    """A mark above the bar of that place; near an end its text is anchored inwards."""
    at = (2 * place + 1) * 50 // count
    third = 100 // 3
    return Mark(
        at=at,
        anchor="start" if at <= third else "end" if at >= 100 - third else "middle",
        text=text,
    )


def _pieces(bars: Sequence[Bar], highest: int) -> Mapping[str, Sequence[str]]:
    """The pieces of each kind, each a rectangle on top of the pieces below it."""
    pieces: dict[str, list[str]] = {kind: [] for bar in bars for kind in bar}
    across = WIDTH - GAP - GAP
    for place, bar in enumerate(bars):
        left, low = place * WIDTH + GAP, 0
        for kind, value in bar.items():
            if value:
                bottom, top = low * HEIGHT // highest, (low + value) * HEIGHT // highest
                pieces[kind].append(
                    f"M{left} {HEIGHT - bottom}v-{top - bottom}h{across}v{top - bottom}z"
                )
                low += value
    return pieces
