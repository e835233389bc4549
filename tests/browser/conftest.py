"""A real Chromium: one for each process of the tests, a fresh context for each test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
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
expect.set_options(timeout=TIMEOUT_MS)


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
        context = browser.new_context(**{"base_url": gateway, "locale": "fr-BE", **options})
        context.set_default_timeout(TIMEOUT_MS)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


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
def returning(request: pytest.FixtureRequest, gateway: str) -> Iterator[Page]:
    """A page with scripts; its history is loaded again, or shown as it was left."""
    context = request.getfixturevalue(request.param).new_context(base_url=gateway, locale="fr-BE")
    context.set_default_timeout(TIMEOUT_MS)
    yield context.new_page()
    context.close()


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def visitor(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """A page with and without scripts, in the ``VIEWPORT`` of the module if it has one."""
    size = getattr(request.module, "VIEWPORT", {"width": 1280, "height": 720})
    return new_context(java_script_enabled=request.param, viewport=size).new_page()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop screen, scripts on. Addresses are relative to the gateway."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def page_without_scripts(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop screen, scripts off."""
    context = new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    return context.new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, scripts on."""
    return new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True
    ).new_page()
