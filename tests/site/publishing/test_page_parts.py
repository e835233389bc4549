"""What is read first on a page of guidance, its citations, and its tables on a phone."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.page_parts import arranged, with_labels

ENGLISH = catalog_of("en")
ACT = "https://www.ejustice.just.fgov.be/eli/loi/2003/02/21/2003003146"
CITED = f'<a href="{ACT}">art. 8</a>'
BUTTON = '<a class="button" href="tool/">Calculate</a>'


def test_part_in_short_becomes_card_after_first_sentence_with_first_button():
    page = (
        "<h1>Title</h1>\n<p>Lead.</p>\n<p>More.</p>\n<h2>Other</h2>\n<p>Text.</p>\n"
        f"<h2>In short</h2>\n<ul><li>One</li></ul>\n<h2>Next</h2>\n<p>{BUTTON}</p>"
    )
    content = arranged(page, ENGLISH).content
    order = ["Lead.", '<section class="in-short">', "One", BUTTON, "</section>", "More.", "Other"]
    places = [content.index(part) for part in order]
    assert places == sorted(places)


def test_button_of_many_points_in_short_follows_second_point():
    points = "".join(f"<li>{name}</li>\n" for name in ("One", "Two", "Three", "Four"))
    page = (
        f"<h1>Title</h1>\n<p>Lead.</p>\n<h2>In short</h2>\n<ul>\n{points}</ul>\n"
        f"<h2>Next</h2>\n<p>{BUTTON}</p>"
    )
    content = arranged(page, ENGLISH).content
    assert f"<li>Two</li>\n</ul>\n<p>{BUTTON}</p>\n<ul>\n<li>Three</li>" in content


def test_first_sentence_becomes_card_on_page_without_part_in_short():
    page = f"<h1>Title</h1>\n<p>Lead.</p>\n<h2>Next</h2>\n<p>{BUTTON}</p>"
    content = arranged(page, ENGLISH).content
    card = content[content.index('<div class="in-short">') : content.index("</div>")]
    assert "Lead." in card
    assert BUTTON in card


def test_page_without_button_has_no_card_of_its_first_sentence():
    page = "<h1>Title</h1>\n<p>Lead.</p>\n<h2>Next</h2>\n<p>Text.</p>"
    assert arranged(page, ENGLISH).content == page


def test_citation_in_brackets_becomes_mark_and_text_at_end():
    page = arranged(f"<h1>T</h1><p>You have 15 days ({CITED}). Pay ({CITED}).</p>", ENGLISH)
    assert page.content.count('href="#text-1"') == 2
    assert "(" not in page.content
    assert [(text.number, text.href, text.status) for text in page.texts] == [(1, ACT, "law")]
    assert page.texts[0].name.endswith(", art. 8")


def test_two_citations_in_one_bracket_are_two_marks():
    other = f'<a href="{ACT}">art. 9</a>'
    page = arranged(f"<p>Ask ({CITED}; {other}).</p>", ENGLISH)
    assert [text.number for text in page.texts] == [1, 2]
    assert page.content.count("<sup") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        f"See {CITED}.",
        f"A term (since 2003, {CITED}).",
        'A site (<a href="https://example.org/">other</a>).',
    ],
)
def test_link_that_is_no_citation_in_brackets_stays(sentence):
    page = arranged(f"<p>{sentence}</p>", ENGLISH)
    assert (page.content, page.texts) == (f"<p>{sentence}</p>", [])


def test_cell_of_table_of_three_columns_has_heading_of_its_column():
    table = (
        "<table><thead><tr><th>Due</th><th>Now</th><th align='right'>\"Later\"</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )
    labelled = with_labels(table)
    assert labelled.startswith('<table class="cards">')
    assert '<td data-label="Now">2</td><td data-label="&quot;Later&quot;">3</td>' in labelled


def test_table_of_two_columns_stays_table():
    table = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody></tbody></table>"
    assert with_labels(table) == table


@pytest.mark.parametrize("language", LANGUAGES)
def test_built_page_has_mark_for_each_text_at_its_end(pages, language):
    page = pages[f"/{language}/debtor/costs/"]
    marked = {a["href"] for a in page.all("a") if a.get("href", "").startswith("#text-")}
    listed = {f"#{item['id']}" for item in page.all("li") if "id" in item}
    assert marked
    assert marked == {each for each in listed if each.startswith("#text-")}
