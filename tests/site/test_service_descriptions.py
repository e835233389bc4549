"""What programs read of the services: schema.org on the pages, and CPSV-AP in a file."""

import json
import re

import pytest

from functions.i18n.catalog import LANGUAGES
from functions.parameters import load
from publishing.service_descriptions.cpsv_ap import ADDRESS, CONTEXT
from publishing.service_descriptions.schema_org import FAQ, HOW_TO, as_block
from publishing.service_descriptions.services import services
from tests.site.conftest import DATA_BLOCK, Page

KINDS = {
    **{each.page.removesuffix("index"): "GovernmentService" for each in services().values()},
    **{f"{page.removesuffix('.md')}/": "HowTo" for page in HOW_TO},
}
LISTS_OF_QUESTIONS = [f"{page.removesuffix('.md')}/" for page in FAQ]
SHOWN_QUESTION = re.compile(r"<li>\s*<strong>[^<]*(?:<(?!/strong)[^<]*)*\?</strong>")
MANDATORY = {
    "cpsv:PublicService": {
        "dct:identifier",
        "dct:title",
        "dct:description",
        "cv:hasCompetentAuthority",
    },
    "cpsv:Rule": {"dct:identifier", "dct:title", "dct:description"},
    "cv:PublicOrganisation": {"dct:identifier", "dct:title", "skos:prefLabel", "dct:spatial"},
    "cv:Channel": {"dct:identifier"},
    "eli:LegalResource": {"dct:identifier"},
    "foaf:Document": {"dct:title"},
    "dct:Location": set(),
}
"""The classes of the file, each with what CPSV-AP 3.2 requires of it."""


@pytest.fixture(scope="module")
def blocks(pages):
    return {
        address: [json.loads(text) for text in page.texts[DATA_BLOCK]]
        for address, page in pages.items()
        if DATA_BLOCK in page.texts
    }


@pytest.fixture(scope="module")
def graph(site):
    document = json.loads((site / ADDRESS).read_text(encoding="utf-8"))
    assert document["@context"] == CONTEXT
    return document["@graph"]


def types(node):
    found = node["@type"]
    return {found} if isinstance(found, str) else set(found)


def test_pages_that_hold_data_are_those_of_services_and_of_steps(blocks):
    kinds = {
        address: [each["@type"] for each in found]
        for address, found in blocks.items()
        if address[4:] not in LISTS_OF_QUESTIONS
    }
    assert kinds == {
        f"/{language}/{page}": [kind] for language in LANGUAGES for page, kind in KINDS.items()
    }


@pytest.mark.parametrize("other", ["text/javascript", "application/json", "module", ""])
def test_block_of_any_other_type_counts_as_script(other):
    page = Page("", f'<script type="{other}">x</script>')
    assert page.texts == {"script": ["x"]}


def test_data_cannot_end_its_block():
    assert "<" not in as_block({"name": "</script><script>alert(1)</script>"})


def test_service_has_name_and_description_of_its_page(blocks, pages):
    for address, found in blocks.items():
        for service in found:
            if service["@type"] == "GovernmentService":
                (described,) = pages[address].all("meta", name="description")
                assert service["description"] == described["content"]
                assert pages[address].texts["title"][0].startswith(service["name"])
                assert service["url"].endswith(address)


def test_steps_are_sentences_of_their_page(blocks, pages):
    for address, found in blocks.items():
        words = plain(re.sub(r"<sup.*?</sup>", "", pages[address].markup, flags=re.DOTALL))
        for how_to in found:
            for step in how_to.get("step", ()):
                assert plain(step["text"]) in words


@pytest.fixture(scope="module")
def answered(blocks):
    """The questions of each page that is a list of them, by its address."""
    return {
        address: data["mainEntity"]
        for address, found in blocks.items()
        for data in found
        if data["@type"] == "FAQPage"
    }


def test_questions_and_answers_are_words_of_their_page(answered, pages):
    for address, questions in answered.items():
        words = plain(re.sub(r"<sup.*?</sup>", "", pages[address].markup, flags=re.DOTALL))
        for question in questions:
            assert plain(question["name"]) in words
            assert plain(question["acceptedAnswer"]["text"]) in words


def test_every_question_that_a_page_shows_is_there_with_an_answer(answered, pages):
    for language in LANGUAGES:
        for page in LISTS_OF_QUESTIONS:
            questions = answered.get(f"/{language}/{page}", ())
            shown = SHOWN_QUESTION.findall(pages[f"/{language}/{page}"].markup)
            assert len(questions) == len(shown), language
            assert all(each["name"].endswith("?") for each in questions)
            assert all(each["acceptedAnswer"]["text"] for each in questions)


def test_questions_have_members_that_schema_org_asks_for(answered):
    for questions in answered.values():
        for question in questions:
            assert question.keys() == {"@type", "name", "acceptedAnswer"}
            assert question["@type"] == "Question"
            assert question["acceptedAnswer"].keys() == {"@type", "text"}
            assert question["acceptedAnswer"]["@type"] == "Answer"


def test_some_page_is_a_list_of_questions(answered):
    assert answered


def test_steps_have_members_that_schema_org_asks_for(blocks):
    for found in blocks.values():
        for data in found:
            if data["@type"] == "HowTo":
                assert {"name", "step"} <= data.keys()
                places = [step["position"] for step in data["step"]]
                assert places == list(range(1, len(places) + 1))
                assert all(step["@type"] == "HowToStep" for step in data["step"])


def plain(markup):
    return re.sub(r"[\s\xa0]+", "", re.sub(r"<[^>]+>", "", markup))


def test_page_of_service_names_the_file(pages):
    for language in LANGUAGES:
        for each in services().values():
            page = pages[f"/{each.path(language)}"]
            assert page.all("link", rel="alternate", type="application/ld+json", href=f"/{ADDRESS}")


def test_file_has_both_services(graph):
    found = {node["dct:identifier"] for node in graph if "cpsv:PublicService" in types(node)}
    assert found == set(services())


def test_every_node_has_mandatory_properties_of_its_class(graph):
    for node in graph:
        for kind in types(node) & MANDATORY.keys():
            assert MANDATORY[kind] <= node.keys(), node["@id"]
        assert types(node) & MANDATORY.keys(), node["@id"]


def test_every_reference_has_its_node_and_texts_are_in_four_languages(graph):
    known = {node["@id"] for node in graph}
    for node in graph:
        for name in ("cv:hasCompetentAuthority", "cpsv:follows", "cv:hasChannel"):
            if name in node:
                assert node[name]["@id"] in known
        for reference in node.get("cv:hasLegalResource", ()):
            assert reference["@id"] in known
        if "cpsv:PublicService" in types(node):
            languages = {text["@language"] for text in node["dct:title"]}
            assert languages == set(LANGUAGES)


def test_acts_are_named_by_their_eli(graph):
    addresses = {link for act in load.acts().values() for link in act.get("link", {}).values()}
    acts = [node for node in graph if "eli:LegalResource" in types(node)]
    assert acts
    for act in acts:
        assert act["@id"] in addresses
        assert {each["@id"] for each in act["eli:is_realized_by"]} <= addresses
        assert "/eli/" in act["@id"]
