"""What the tests of kept answers do with a simulator, in French."""

from playwright.sync_api import expect

from tests.browser.form_actions import CALCULATE, NEXT, fill_advances, fill_waiver

__all__ = ["NEXT", "answer_advances", "answer_waiver", "calculate", "pressed", "settled"]


def settled(page):
    expect(page.locator("#simulator[aria-busy=true]")).to_have_count(0)


def pressed(page, button):
    page.locator(button).first.click()
    settled(page)


def answer_waiver(page):
    """Answer every step of the waiver; the last one is open."""
    fill_waiver(page, "fr")


def answer_advances(page):
    """Answer every step of the simulation; the last one is open."""
    fill_advances(page, "fr")


def calculate(page):
    page.locator(CALCULATE).first.click()
    expect(page.locator(".result")).to_be_visible()
