"""The feed of rule changes, read as a feed reader does."""

from xml.etree import ElementTree as ET

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.atom import ATOM
from publishing.rule_feed import changes, feed

SITE = "https://example.org/en/"


def entries(language="en"):
    root = ET.fromstring(feed(SITE, catalog_of(language)))  # noqa: S314 - our own file
    return root.findall(f"{{{ATOM}}}entry")


def text(entry, name):
    return entry.findtext(f"{{{ATOM}}}{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_in_each_language_has_elements_that_atom_requires(language):
    root = ET.fromstring(feed(SITE, catalog_of(language)))  # noqa: S314 - our own file
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for element in (root, *entries(language)):
        assert all(text(element, name) for name in ("id", "title", "updated"))


def test_feed_entries_have_ids_of_their_own():
    ids = [text(entry, "id") for entry in entries()]
    assert len(set(ids)) == len(ids) == len(changes())


def test_feed_is_in_order_of_day_latest_first():
    days = [change.first_day for change in changes()]
    assert days == sorted(days, reverse=True)


def test_feed_states_contribution_of_2015_with_its_source():
    found = [
        text(entry, "summary")
        for entry in entries()
        if text(entry, "id").endswith(":debtorContribution/2015-01-01")
    ]
    assert len(found) == 1
    assert found[0].startswith("13%")


def test_feed_states_end_of_income_test():
    found = [
        text(entry, "summary")
        for entry in entries()
        if text(entry, "id").endswith(":incomeCeiling/2020-06-01")
    ]
    assert found == ["The rule that used this figure no longer applies."]
