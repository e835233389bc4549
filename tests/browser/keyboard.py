"""Uses the site by keyboard alone, as a keyboard scenario says, and checks the focus at each step.

A scenario is data (``keyboard_scenarios/*.toml``): its start, and its steps, each a word with its
arguments. A selector says where to stop or what to see; the page itself is moved by keys only.

    tab SELECTOR          Tab until the focus is there; ``back``: Shift+Tab; ``next``: Tab once
    press KEY             one key: Enter, Space, ArrowDown, Escape
    type TEXT             what the hands type where the focus is
    answer NAME VALUE     Tab to that question, then type, or choose with Space and the arrows
    follow SELECTOR PATH  Tab to a link, Enter, and the page of that path is there
    save NAME             Enter, and a file of that name is saved
    see SELECTOR          it is in sight; ``focus``: and has the focus; ``gone``: it is not
    holds SELECTOR TEXT   that text is in the field
    think SECONDS         a person takes time where a program would not
    return                the page before, for which each browser has a key of its own
    at PATH               the address ends so
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

FOLDER = Path(__file__).with_name("keyboard_scenarios")
SCREENS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
MOST_STOPS = 150
"""The most presses of the Tab key that a page may need to reach an element of a scenario."""
LOOKS, MOMENT_MS = 100, 20
"""How often and how long to wait for the focus to be in sight, and marked by the keyboard."""
ALL = "Control+a"

STOP = """selector => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const marked = [at, at.closest('.option, .choice')].some(part => {
    if (!part) return false;
    const style = getComputedStyle(part);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none';
  });
  const seen = [...at.getClientRects()].some(box => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 1 || bottom - top < 1) return false;
    const top_most = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top_most && (at.contains(top_most) || top_most.contains(at)
      && getComputedStyle(top_most).position === 'static'
      || [...at.labels ?? []].some(label => label.contains(top_most)));
  });
  const name = at.outerHTML.split('>')[0].slice(0, 160);
  return { name, marked, seen, arrived: at.matches(selector) };
}"""
"""What has the focus: how it starts, whether it is marked and in sight, whether it is the goal."""
CHOSEN = """() => {
  const { name, value, checked } = document.activeElement;
  return { name, value, checked };
}"""


@dataclass(frozen=True)
class Scenario:
    """One way through the site."""

    name: str
    start: str
    steps: tuple[tuple[str, ...], ...]
    screen: str = "desktop"
    scripts: bool = True
    everyday: bool = False
    writes: bool = False
    """Whether a message is written: what takes it starts some time after the gateway."""

    def options(self) -> dict[str, Any]:
        """What the browser needs to know before it starts."""
        phone = self.screen == "phone"
        return {
            "viewport": SCREENS[self.screen],
            "java_script_enabled": self.scripts,
            "is_mobile": phone,
            "has_touch": phone,
        }


def scenarios() -> list[Scenario]:
    """Every keyboard scenario, file by file."""
    return [
        Scenario(**{**entry, "steps": tuple(tuple(step) for step in entry["steps"])})
        for file in sorted(FOLDER.glob("*.toml"))
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["scenarios"]
    ]


def run_scenario(page: Page, scenario: Scenario) -> None:
    """Run all steps. A state that differs from the scenario raises an error."""
    page.goto(scenario.start)
    for step, *entry in scenario.steps:
        getattr(Hands(page), "back_to_page_before" if step == "return" else step)(*entry)


class Hands:
    """What a person does with a keyboard, and sees."""

    def __init__(self, page: Page) -> None:
        """On that page."""
        self._page = page

    def tab(self, selector: str, key: str = "Tab", most: int = MOST_STOPS) -> None:
        """Go from stop to stop until the goal, each of them in sight and marked."""
        passed = []
        for _ in range(most):
            self._page.keyboard.press(key)
            stop = self._stop(selector, "marked", "seen")
            if stop is None:
                continue
            passed.append(stop["name"])
            assert stop["marked"], f"the focus is not marked: {stop['name']}"
            assert stop["seen"], f"the focus is out of sight: {stop['name']}"
            if stop["arrived"]:
                return
        raise AssertionError(f"{key} does not reach {selector}, but: {passed}")

    def _stop(self, selector: str, *wanted: str) -> dict[str, Any] | None:
        """Where the focus is, once it is as wanted: a busy machine takes a moment to render it."""
        for _ in range(LOOKS):
            stop: dict[str, Any] | None = self._page.evaluate(STOP, selector)
            if stop is None or all(stop[each] for each in wanted):
                break
            self._page.wait_for_timeout(MOMENT_MS)
        return stop

    def back(self, selector: str) -> None:
        """The same in the other direction."""
        self.tab(selector, "Shift+Tab")

    def next(self, selector: str) -> None:
        """The very next stop."""
        self.tab(selector, most=1)

    def press(self, key: str) -> None:
        """One key."""
        self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        """What is in a field goes, the text comes."""
        self._page.keyboard.press(ALL)
        self._page.keyboard.type(text)

    def answer(self, name: str, value: str) -> None:
        """Answer one question: text is typed, of the options one is chosen."""
        self.tab(f'[name="{name}"]')
        if not self._page.evaluate("document.activeElement.matches('[type=radio]')"):
            self.type(value)
            return
        first = self._chosen()
        while (option := self._chosen())["value"] != value:
            self._page.keyboard.press("ArrowDown")
            assert self._chosen()["value"] != first["value"], f"{name} has no option {value}"
        if not option["checked"]:
            self._page.keyboard.press("Space")
        assert self._chosen() == {"name": name, "value": value, "checked": True}

    def _chosen(self) -> dict[str, Any]:
        found: dict[str, Any] = self._page.evaluate(CHOSEN)
        return found

    def follow(self, selector: str, path: str) -> None:
        """Take a link."""
        self.tab(selector)
        self.press("Enter")
        self.at(path)

    def save(self, name: str) -> None:
        """What the press of the key brings is a file to keep."""
        with self._page.expect_download() as download:
            self._page.keyboard.press("Enter")
        assert download.value.suggested_filename == name

    def think(self, seconds: str) -> None:
        """Nothing happens for a while."""
        self._page.wait_for_timeout(float(seconds) * 1000)

    def see(self, selector: str) -> None:
        """Something is shown."""
        expect(self._page.locator(selector).first).to_be_visible()

    def gone(self, selector: str) -> None:
        """Something is not shown, or not there."""
        expect(self._page.locator(selector).first).to_be_hidden()

    def focus(self, selector: str) -> None:
        """The page itself has put the focus somewhere, and there it is in sight."""
        expect(self._page.locator(selector).first).to_be_focused()
        stop = self._stop(selector, "seen")
        assert stop is not None
        assert stop["seen"], f"the focus is out of sight: {stop['name']}"

    def holds(self, selector: str, value: str) -> None:
        """A field holds what was typed."""
        expect(self._page.locator(selector)).to_have_value(value)

    def back_to_page_before(self) -> None:
        """The page before, as the reader left it."""
        self._page.go_back()

    def at(self, path: str) -> None:
        """The address ends so: nothing typed is in it."""
        self._page.wait_for_url(f"**{path}")
