"""The operation on the index of a maintenance amount, in JSON and on its page."""

from datetime import date

import pytest

from functions.http import clock
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from functions.parameters import load
from tests import known_figures
from tests.api.conftest import text_of
from tests.api.events import post_form, post_json

pytestmark = pytest.mark.usefixtures("pages")
PATH = "/indexMaintenance"


def request(**changes):
    """A complete request in JSON; a change to ``None`` takes the member away."""
    document = {
        "monthlyMaintenance": "150.00",
        "title": {"date": "2022-03-10", "indexation": "notStated"},
        "month": "2026-11",
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def form(**changes):
    return {
        "language": "en",
        "monthlyMaintenance": "150,00",
        "title.date": "10/03/2022",
        "title.indexation": "notStated",
        "title.startIndex.figure": "",
        "title.startIndex.baseYear": "",
        "month": "11/2026",
    } | changes


def test_silent_title_follows_consumer_price_index():
    catalog = post_json(PATH, request()).json
    assert catalog["amount"] == "173.38"
    assert [line["month"] for line in catalog["adaptations"]] == [
        "2023-03",
        "2024-03",
        "2025-03",
        "2026-03",
    ]
    assert catalog["isPublished"] is True


def test_month_without_published_index_keeps_last_amount(monkeypatch):
    figures = known_figures.maintenance()
    monkeypatch.setattr(load, "maintenance", lambda: figures)
    catalog = post_json(PATH, request(month="2027-04")).json
    assert (catalog["amount"], catalog["isPublished"]) == ("173.38", False)
    assert "index" not in catalog["adaptations"][-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_amount_of_api_in_every_language(language):
    reply = post_form(PATH, form(language=language))
    assert reply.status == 200
    catalog = catalog_of(language).gettext("indexation.verdict.indexed.figure", amount=Cents(17338))
    assert catalog in reply.body


def test_empty_month_on_page_is_current_month(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 4, 30))
    reply = post_form(PATH, form(month=""))
    assert reply.status == 200
    assert "Month April 2025" in text_of(reply.body)


def test_machine_must_give_month():
    assert post_json(PATH, request(month=None)).issues == {"month": "requiredInput"}


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"monthlyMaintenance": "0.00"}, "monthlyMaintenance", "outOfRange"),
        ({"month": "2022-02"}, "month", "outOfRange"),
        ({"title": {"date": "2022-03-10"}}, "title.indexation", "requiredInput"),
        ({"title": None}, "title.date", "requiredInput"),
        ({"month": "2026-13"}, "month", "schemaViolation"),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, request(**changes))
    assert reply.status == 400
    assert reply.issues[path] == issue


@pytest.mark.parametrize("language", LANGUAGES)
def test_month_before_title_is_refused_with_months_that_are_accepted(language):
    reply = post_form(PATH, form(language=language, month="02/2022"))
    assert reply.status == 400
    assert catalog_of(language).format(Month(2022, 3)) in text_of(reply.body)
