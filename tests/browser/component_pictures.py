"""The page of components in pictures: what a change of a style sheet does to all of them at once.

    PYTHONPATH=.:site python -m tests.browser.component_pictures

takes the pictures again, and the boxes of every component (``component_pictures/``). Text is in
the font of the printable forms, which is in this repository, so that no font of a machine counts.
Pixels are compared only in the version of the browser that took the pictures; in any other one the
boxes are: where each component is in what it stands in, and how large.
"""

from __future__ import annotations

import base64
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from tools.dev.browser import FLAGS, chromium
from tools.dev.places import ROOT, SITE
from tools.gateway.subprocess_server import running_gateway

FOLDER = Path(__file__).with_name("component_pictures")
BOXES = FOLDER / "boxes.json"
FONTS = {
    400: ROOT / "site" / "paper" / "fonts" / "NotoSans-Regular.ttf",
    700: ROOT / "site" / "paper" / "fonts" / "NotoSans-Bold.ttf",
}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark", "forced-colours")
HEIGHT = 800
SCALE = 0.5
COLOURS = 32
NOTICED = 40
"""A difference of a colour, of 255, below which nobody sees one."""
SHARE = 0.002
"""So much of a picture may differ: the edge of a letter."""
LEEWAY = 2
"""So many pixels may a box differ in another version of the browser."""
FONT = """@font-face {{ font-family: "Pictures"; font-weight: {weight};
  src: url(data:font/ttf;base64,{font}); }}"""
STYLE = """*, *::before, *::after { font-family: "Pictures" !important; transition: none !important;
  letter-spacing: 0 !important; caret-color: transparent !important; }"""
MEASURE = """() => [...document.querySelectorAll('main *')]
  .filter(each => each.getAttribute('class') && each.checkVisibility() && !each.closest('svg'))
  .map(each => {
    const [box, outer] = [each, each.parentElement].map(one => one.getBoundingClientRect());
    return [each.getAttribute('class'), box.x - outer.x, box.y - outer.y, box.width, box.height];
  })"""

Box = tuple[str, float, float, float, float]


class View(NamedTuple):
    """How the page is looked at."""

    width: int
    scheme: str

    @property
    def file(self) -> Path:
        """The picture of it."""
        return FOLDER / f"{self.width}-{self.scheme}.png"


VIEWS = tuple(View(width, scheme) for width in WIDTHS for scheme in SCHEMES)


def seen(browser: Browser, origin: str, view: View) -> tuple[Image.Image, list[Box]]:
    """The page of components as a small picture, and its boxes."""
    context = browser.new_context(
        base_url=origin,
        viewport={"width": view.width, "height": HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="dark" if view.scheme == "dark" else "light",
        forced_colors="active" if view.scheme == "forced-colours" else "none",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto("/components.html")
    page.add_style_tag(content=_style())
    page.evaluate("document.fonts.ready")
    boxes: list[Box] = [
        (name, *(round(each) for each in place)) for name, *place in page.evaluate(MEASURE)
    ]
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    context.close()
    return picture, boxes


def _style() -> str:
    faces = (
        FONT.format(weight=weight, font=base64.b64encode(file.read_bytes()).decode())
        for weight, file in FONTS.items()
    )
    return "\n".join((*faces, STYLE))


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """How much of two pictures differs for the eye; all of it if their sizes do."""
    if one.size != other.size:
        return 1.0
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(difference.histogram()[NOTICED:]) / (one.width * one.height)


def moved(kept: list[Box], found: list[Box]) -> list[tuple[Box, Box]]:
    """The boxes that are elsewhere or of another size, each as it was and as it is."""
    return [
        (before, now)
        for before, now in zip(map(tuple, kept), found, strict=False)
        if before[0] != now[0]
        or any(abs(a - b) > LEEWAY for a, b in zip(before[1:], now[1:], strict=True))
    ]


def main() -> int:
    """Take all pictures and boxes again."""
    FOLDER.mkdir(exist_ok=True)
    kept: dict[str, object] = {}
    with running_gateway(SITE) as gateway, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for view in VIEWS:
            picture, boxes = seen(browser, gateway.address, view)
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(view.file, optimize=True)
            kept[view.file.stem] = boxes
            sys.stdout.write(f"{view.file.name}: {view.file.stat().st_size // 1000} kB\n")
        kept["browser"] = browser.version
        browser.close()
    lines = (f"{json.dumps(name)}: {_rows(value)}" for name, value in sorted(kept.items()))
    BOXES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


def _rows(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(box) for box in value) + "\n]"


if __name__ == "__main__":
    sys.exit(main())
