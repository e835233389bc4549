"""What a form has no room for, or no letters for, is known before it is downloaded."""

import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.definition import paper_form
from tests.api.conftest import text_of as shown
from tests.api.events import application_form, post_form

SETS = [name for name in ("advances", "arrears", "waiver") if form_definition(name).fills]
WITH_CHILDREN = [name for name in SETS if form_definition(name).fills.children]
ROOM = form_definition("advances").fills.children


@pytest.mark.parametrize("name", WITH_CHILDREN)
def test_page_has_child_capacity_of_each_form(name):
    fills = form_definition(name).fills
    for form in fills.forms:
        sections = paper_form(form).sections
        asked = [one for one in sections for field in one.fields if _is_of_a_child(field)]
        assert {section.repeat for section in asked} == {fills.children}


def _is_of_a_child(field):
    return (field.answers or "").startswith("children[].")


@pytest.mark.parametrize("name", SETS)
def test_no_answer_in_words_of_its_own_reaches_form(name):
    # Figures, days and options are of letters that the font has. A question in words would have
    # to say on the page, before the download, which of its letters cannot be printed.
    assert not [one.path for one in form_definition(name).questions() if one.kind.is_words]


def result_with(children, language):
    fields = application_form() | {"language": language}
    for place in range(children):
        fields[f"children[{place}].birthDate"] = "03/05/2015"
        fields[f"children[{place}].monthlyMaintenance"] = "150"
    page = post_form("/simulateAdvances", fields).body
    assert "result-take-along" in page
    return page


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize("language", LANGUAGES)
def test_children_beyond_form_capacity_are_mentioned_at_button(language, more):
    page = result_with(ROOM + more, language)
    sentence = catalog_of(language).gettext("common.take_along.no_room", room=ROOM, more=more)
    assert sentence.replace("\xa0", " ") in shown(page).replace("\xa0", " ")
    assert page.count('aria-describedby="result-no-room"') == 2
    assert page.count('id="result-no-room"') == 1


def test_children_within_form_capacity_are_not_mentioned():
    assert "result-no-room" not in result_with(ROOM, "en")
