"""The table of the accessibility statement claims what is tested, and nothing else."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.accessibility import FOLDER, RESULTS, UNCHECKED, read_clauses, statement
from publishing.assets import OWN_ASSETS, own_styles

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 12, 31)
CLAUSE = '[tests]\na = "x.py::test_a"\n[clauses]\n"9.1.1.1" = { result = "part", by = ["a"] }\n'
CHECK = '[[checks]]\nclause = "9.1.1.1"\nday = {day}\nmet = {met}\nmethod = "reading"\n'
MEDIA = {"audio", "video", "track", "object", "embed", "canvas", "marquee"}
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
SHOWS = re.compile(r"(?<![\w-])(display|visibility|opacity|content|clip|clip-path)\s*:")
LISTENS = re.compile(r'addEventListener\(\s*"(\w+)"')
GESTURES = {"touchstart", "touchmove", "touchend", "pointermove", "mousemove", "wheel", "drag"}
MOTION = {"devicemotion", "deviceorientation"}
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
MENU = re.compile(r'<nav class="menu[^>]*>.*?</nav>', re.DOTALL)
LINK = re.compile(r'href="([^"]+)"')


def functions_of(file):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def scripts():
    return {file.name: file.read_text(encoding="utf-8") for file in OWN_ASSETS.glob("*.js")}


def listened():
    return {event for text in scripts().values() for event in LISTENS.findall(text)}


def written(folder, *checks):
    (folder / "clauses.toml").write_text(CLAUSE, encoding="utf-8")
    text = "".join(CHECK.format(day=day, met=met) for day, met in checks) or "checks = []\n"
    (folder / "manual.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_named_test_exists():
    named = {test for clause in read_clauses() for test in clause.tests}
    missing = {
        test
        for file, _, function in (test.partition("::") for test in named)
        if function not in functions_of(file)
        for test in [f"{file}::{function}"]
    }
    assert missing == set()


def test_every_claim_has_check_behind_it():
    bare = [
        clause.number
        for clause in read_clauses()
        if (clause.result == UNCHECKED) != (not clause.tests and clause.day is None)
    ]
    assert bare == []


def test_results_are_known():
    assert {clause.result for clause in read_clauses()} <= set(RESULTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_is_named_and_counted(language):
    shown = statement(catalog_of(language), TODAY)
    assert len(shown["rows"]) == len(read_clauses(FOLDER))
    assert all(row["name"] and row["said"] for row in shown["rows"])
    assert str(len(shown["rows"])) in shown["summary"]


def test_newest_manual_check_counts(tmp_path):
    folder = written(tmp_path, ("2026-11-01", "false"), ("2026-12-01", "true"))
    (clause,) = read_clauses(folder)
    assert (clause.result, clause.day) == ("met", date(2026, 12, 1))


def test_failed_manual_check_is_unmet(tmp_path):
    (clause,) = read_clauses(written(tmp_path, ("2026-12-01", "false")))
    assert clause.result == "unmet"


def test_age_of_manual_check_is_shown(tmp_path):
    folder = written(tmp_path, ("2026-12-01", "true"))
    (row,) = statement(catalog_of("en"), TODAY, folder)["rows"]
    assert "30 days" in row["manual"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_shows_table(pages, language):
    markup = pages[f"/{language}/about/accessibility/"].markup
    assert all(f">{clause.number} " in markup for clause in read_clauses())


def test_pages_hold_no_sound_and_no_film(pages):
    found = {
        (address, tag)
        for address, page in pages.items()
        for tag, _ in page.elements
        if tag in MEDIA
    }
    assert found == set()


def test_only_picture_of_pages_is_mark(pages):
    shown = {image["src"] for page in pages.values() for image in page.all("img")}
    assert {
        source for source in shown if not re.fullmatch(r"/assets/mark\.\w+\.svg", source)
    } == set()


def test_style_sheet_asks_for_no_orientation():
    assert "orientation" not in own_styles()


def test_nothing_moves_by_itself():
    assert "animation:" not in own_styles()
    assert "@keyframes" not in own_styles()


def test_pointing_at_something_shows_nothing_more():
    shown = [
        selector.strip()
        for selector, body in RULE.findall(own_styles())
        if (":hover" in selector or ":focus" in selector)
        and "forced-colors" not in selector
        and SHOWS.search(body)
    ]
    assert shown == []


def test_scripts_listen_to_no_single_character():
    keys = {key for text in scripts().values() for key in re.findall(r'\.key [!=]== "(\w+)"', text)}
    assert keys == {"Enter", "Escape"}


def test_scripts_listen_to_no_gesture_and_no_motion():
    assert listened() & (GESTURES | MOTION) == set()


def test_nothing_happens_before_pointer_is_released():
    assert "mousedown" not in listened()
    pressed = [text for text in scripts().values() if "pointerdown" in text]
    # Only the time until the answers are erased starts again.
    assert len(pressed) == 1
    assert 'addEventListener("pointerdown", touch)' in pressed[0]


def test_focus_alone_changes_no_page():
    # The search loads its list.
    focused = [
        name for name, text in scripts().items() if re.search(r'"(focus|focusin|blur)"', text)
    ]
    assert focused == ["find.js"]


def test_borders_and_focus_ring_have_contrast():
    schemes = own_styles().split("@media (prefers-color-scheme: dark)")
    for scheme in schemes[:2]:
        colours = dict(reversed(TOKEN.findall(scheme)))
        for mark in ("edge", "focus"):
            assert contrast(colours[mark], colours["surface"]) >= 3


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_has_same_order_on_every_page(pages, language):
    orders = {
        tuple(LINK.findall("".join(MENU.findall(page.markup))))
        for address, page in pages.items()
        if address.startswith(f"/{language}/")
    }
    assert len(orders) == 1
    assert orders != {()}
