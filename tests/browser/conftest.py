"""A real Chromium for each process of the tests, and the pages that tests use one after another.

A new page starts a process, which takes longer than most tests. So a page is given again to the
next test that wants one of the same kind, as empty as a new one: nothing stored, no request held,
its screen and its colours set anew. What lasts as long as a context needs an ``own_page``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from functions.http.paths import BASE
from tools.dev.browser import FLAGS, chromium

TIMEOUT_MS = 10_000
"""The first answer of a gateway that has just started may take some seconds."""
LOOKS = 60
"""How often one looks, a second later each time, whether what starts slowly is there."""
DESKTOP = {"width": 1280, "height": 900}
EMPTY = "/robots.txt"
"""A file of the site: no script of it runs there, and what the site stored can be erased."""
expect.set_options(timeout=TIMEOUT_MS)


class Pages:
    """The pages that are given again, by the browser and by what cannot be changed of a page."""

    def __init__(self, gateway: str) -> None:
        """Of that gateway."""
        self._gateway = gateway
        self._given: dict[tuple[Browser, str], Page] = {}

    def give(
        self,
        browser: Browser,
        *,
        viewport: Mapping[str, int] = DESKTOP,
        color_scheme: str = "light",
        **options: object,
    ) -> Page:
        """A page with these options, as empty as a new one."""
        kind = (browser, repr(sorted(options.items())))
        page = self._given.get(kind)
        if page is None or page.is_closed():
            page = self._given[kind] = context_of(browser, self._gateway, options).new_page()
        for other in page.context.pages:
            if other != page:
                other.close()
        page.unroute_all()
        page.set_viewport_size(viewport)
        page.emulate_media(media="null", color_scheme=color_scheme)
        page.goto(EMPTY)
        page.evaluate("sessionStorage.clear()")
        return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("No Chromium. Cure: apt-get install chromium, or set CHROMIUM to one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contact(gateway: str) -> None:
    """The contact form takes messages; its services start after the gateway."""
    form = urlencode({"language": "en", "intent": "topic", "topic": "thisSite"}).encode()
    request = Request(f"{gateway}{BASE}/contactMessages", form, {"Accept": "text/html"})  # noqa: S310 - our own gateway
    for _ in range(LOOKS):
        try:
            urlopen(request, timeout=TIMEOUT_MS / 1000).close()  # noqa: S310 - likewise
        except OSError:
            time.sleep(1)
        else:
            return
    pytest.fail("The contact form takes no messages.")


@pytest.fixture
def new_context(browser: Browser, gateway: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts with the options of Playwright; all are closed after the test."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(context_of(browser, gateway, options))
        return made[-1]

    yield make
    for context in made:
        context.close()


def context_of(browser: Browser, gateway: str, options: Mapping[str, object]) -> BrowserContext:
    """A context of a reader of this country; addresses are relative to the gateway."""
    context = browser.new_context(**{"base_url": gateway, "locale": "fr-BE", **options})
    context.set_default_timeout(TIMEOUT_MS)
    return context


@pytest.fixture(scope="session")
def pages(gateway: str) -> Pages:
    """The pages of this process that the tests share."""
    return Pages(gateway)


@pytest.fixture
def page_with(browser: Browser, pages: Pages) -> Callable[..., Page]:
    """Gives a page with the options of Playwright, on a desktop screen unless they say another."""
    return partial(pages.give, browser)


@pytest.fixture
def own_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A desktop page that no other test gets: for a clock, a script put in, a lost network."""
    return new_context(viewport=DESKTOP).new_page()


@pytest.fixture(scope="session")
def browser_that_freezes(browser: Browser) -> Iterator[Browser]:
    """A browser that shows a page of its history as it was left (back-forward cache)."""
    freezing = browser.browser_type.launch(
        executable_path=chromium(),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield freezing
    freezing.close()


@pytest.fixture(params=["browser", "browser_that_freezes"], ids=["reloads", "freezes"])
def returning(request: pytest.FixtureRequest, pages: Pages) -> Page:
    """A page with scripts; its history is loaded again, or shown as it was left."""
    return pages.give(request.getfixturevalue(request.param))


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def visitor(request: pytest.FixtureRequest, page_with: Callable[..., Page]) -> Page:
    """A page with and without scripts, in the ``VIEWPORT`` of the module if it has one."""
    size = getattr(request.module, "VIEWPORT", DESKTOP)
    return page_with(java_script_enabled=request.param, viewport=size)


@pytest.fixture
def page(page_with: Callable[..., Page]) -> Page:
    """A page on a desktop screen, scripts on."""
    return page_with()


@pytest.fixture
def page_without_scripts(page_with: Callable[..., Page]) -> Page:
    """A page on a desktop screen, scripts off."""
    return page_with(java_script_enabled=False)


@pytest.fixture
def phone(page_with: Callable[..., Page]) -> Page:
    """A page on a phone, scripts on."""
    return page_with(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
