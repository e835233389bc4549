"""The pictures in the pages of results, and the words that say what they show."""

import re

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.events import application_form, post_form, waiver_form
from tests.pages.test_form import Page

pytestmark = pytest.mark.usefixtures("pages")

CHILDREN = {
    "children[1].birthDate": "28/02/2009",
    "children[1].monthlyMaintenance": "1250,50",
    "children[1].childBenefit": "yes",
    "children[1].education": "yes",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_child_has_chart_with_text_alternative(language):
    body = post_form("/simulateAdvances", application_form(language=language, **CHILDREN)).body
    page = Page(body)
    ids = {element.get("id") for element in page.elements}
    pictures = page.all("svg", role="img")
    assert len(pictures) == 2
    for picture in pictures:
        assert set(picture["aria-labelledby"].split()) <= ids
    assert catalog_of(language).gettext("advances.chart.title", number=2) in body


def test_limits_chart_marks_band_of_household():
    body = post_form("/calculateWaiver", waiver_form(language="en")).body
    (mark,) = Page(body).all("text", **{"class": "bands-pin"})
    share = re.search(r'aria-current="true">.*?<td class="figure">([^<]*)<', body, re.DOTALL)
    assert mark["text"].endswith(share[1])


@pytest.mark.parametrize("path", ["/simulateAdvances", "/calculateWaiver"])
def test_picture_has_no_style_of_its_own(path):
    form = application_form if path == "/simulateAdvances" else waiver_form
    assert " style=" not in post_form(path, form(language="en")).body
