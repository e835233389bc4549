"""How soon the answer to a form can be read on a slow line: from the press to the painted answer.

The first answer that a page shows, in Chromium; without scripts, until the page with the answer and
its style sheets is loaded. What the server takes is left out, since ``answers`` measures it: it is
the shortest of some requests over no line.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from functools import partial
from itertools import product
from urllib.parse import parse_qsl
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.calculators import Calculator, calculators
from bench.measurement import Options, interleaved, seconds, spread
from bench.paths import SITE
from bench.results import Result, Table, Target
from functions.pages.repeated_rows import CALCULATE
from tests.browser.form_actions import GIVE
from tests.support.environments import NotInstalled
from tools.dev.browser import FLAGS, chromium
from tools.gateway.subprocess_server import running_gateway

READABLE_MS = 250
ROUND_TRIP_MS = 150
BYTES_A_SECOND = 1_600_000 // 8
LINE = {
    "offline": False,
    "latency": ROUND_TRIP_MS,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND // 2,
}
"""That of the slow phone of Lighthouse."""
PROCESSORS = {"": 1, ", slow": 4}
"""How many times as slow as that of this machine the processor of the phone is."""
SCREEN: ViewportSize = {"width": 412, "height": 823}
ROUNDS_OF_PAGES = 3
"""A page takes long: each case is measured in as many rounds as asked for, divided by this."""
RESULT = ".result"
COLUMNS = tuple(
    f"{scripts}{speed}, ms" for scripts in ("with scripts", "without") for speed in PROCESSORS
)
ASKED = 5
"""So many requests say how long the server takes."""

UNTIL_PAINTED = """RESULT => {
  const region = document.getElementById("simulator");
  const start = performance.now();
  window.painted = new Promise((done) => {
    const changed = (_, observer) => {
      if (!region.querySelector(RESULT)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    };
    new MutationObserver(changed).observe(region, { childList: true, subtree: true });
  });
}"""
PAINTED = "window.painted"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventStart"


def measure(options: Options) -> Result:
    """Every calculator with its first example, with scripts and without.

    Raises:
        NotInstalled: there is no Chromium.
    """
    found = calculators()
    path = chromium()
    if path is None:
        raise NotInstalled("no Chromium. Cure: apt-get install chromium, or set CHROMIUM to one")
    ways = tuple(product((True, False), PROCESSORS.values()))
    with running_gateway(SITE) as gateway, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        cases: dict[tuple[str, bool, int], Callable[[], float]] = {
            (one.name, has_scripts, slower): partial(
                readable_after, browser, gateway.address, one, slower, has_scripts=has_scripts
            )
            for one in found
            for has_scripts, slower in ways
        }
        rounds = max(1, options.rounds // ROUNDS_OF_PAGES)
        taken = interleaved(cases, rounds, "answers on a phone")
        server = {one.name: server_ms(gateway.address, one) for one in found}
        browser.close()
    figures = {
        one.name: [
            spread([each - server[one.name] for each in taken[one.name, *way]]) for way in ways
        ]
        for one in found
    }
    slowest = max(row[0].median for row in figures.values())
    note = (
        f"A round trip of {ROUND_TRIP_MS} ms and {BYTES_A_SECOND * 8 / 1e6:.1f} Mbit/s; with the "
        "style sheets that the answer waits for, without the time of the server. Slow: the "
        "processor is slowed down to a fourth."
    )
    return Result(
        (Table("the answer can be read after", COLUMNS, figures),),
        (Target("slowest answer, with scripts, ms", slowest, at_most=READABLE_MS),),
        (note,),
    )


def readable_after(
    browser: Browser, address: str, calculator: Calculator, slower: int, *, has_scripts: bool
) -> float:
    """The milliseconds from the press to the painted answer, with those of the server."""
    place = calculator.page.parent.relative_to(SITE)
    with browser.new_context(java_script_enabled=has_scripts, viewport=SCREEN) as context:
        page = context.new_page()
        page.bring_to_front()
        page.goto(f"{address}/{place}/", wait_until="networkidle")
        session = context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        if has_scripts:
            page.evaluate(UNTIL_PAINTED, RESULT)
            page.evaluate(GIVE, [CALCULATE, entries(calculator)])
            page.wait_for_selector(f"#simulator {RESULT}")
            painted: float = page.evaluate(PAINTED)
        else:
            with page.expect_navigation(wait_until="load"):
                page.evaluate(GIVE, [CALCULATE, entries(calculator)])
            painted = page.evaluate(LOADED)
        return painted


def server_ms(address: str, calculator: Calculator) -> float:
    """The shortest of some answers to the same form, asked for without a line between."""
    asked = calculator.page_event
    request = Request(  # noqa: S310 - our own gateway
        f"{address}{asked['rawPath']}", b64decode(asked["body"]), asked["headers"]
    )

    def answer() -> None:
        with urlopen(request) as response:  # noqa: S310 - likewise
            response.read()

    return min(seconds(answer) for _ in range(ASKED)) * 1000


def entries(calculator: Calculator) -> list[tuple[str, str]]:
    """The fields of the form with their values."""
    return parse_qsl(b64decode(calculator.page_event["body"]).decode(), keep_blank_values=True)
