"""What a phone loads for a page, in a real browser: requests, bytes, and when the text is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tools.dev.browser import FLAGS, chromium

PHONE = ViewportSize(width=412, height=823)
SLOWER_BY = 4
SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""A slow mobile network and a phone with a quarter of this processor, as Lighthouse assumes."""
LARGEST = """() => new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true })
  setTimeout(() => resolve(null), 2000)
})"""


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@dataclass(frozen=True, slots=True)
class Viewed:
    """One first view of a page. ``largest`` in milliseconds: when its largest part was painted."""

    requests: int
    bytes: int
    largest: float | None


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser, until the block ends.

    Raises:
        NoBrowser: there is none.
    """
    path = chromium()
    if path is None:
        raise NoBrowser("no Chromium: page weight is not measured. Cure: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield found
        finally:
            found.close()


def view(browser: Browser, address: str) -> Viewed:
    """Open a page for the first time, on a slow phone."""
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        loaded: list[int] = []

        def note(event: dict[str, Any]) -> None:
            loaded.append(int(event["encodedDataLength"]))

        wire.on("Network.loadingFinished", note)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
        page.goto(address, wait_until="networkidle")
        return Viewed(len(loaded), sum(loaded), page.evaluate(LARGEST))
    finally:
        context.close()
