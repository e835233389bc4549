"""The statement and the reasons: documents that people read and print."""

import re
from html.parser import HTMLParser

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.api.events import post_json
from tests.unit.decision_register.decisions import payment, waiver_decision

UNTIL = {
    "fr": "est réputée motivée jusqu\u2019au 30 novembre 2031",
    "nl": "geldt als gemotiveerd tot en met 30 november 2031",
    "de": "gilt bis zum 30. November 2031 als begründet",
    "en": "is deemed reasoned until 30 November 2031",
}
KEPT = {
    "fr": "sont conservées jusqu\u2019au 30 novembre 2031",
    "nl": "worden bewaard tot en met 30 november 2031",
    "de": "werden bis zum 30. November 2031 aufbewahrt",
    "en": "are kept until 30 November 2031",
}
VOID = {"meta", "br", "link", "wbr"}


class Outline(HTMLParser):
    """The headings, the text, and whether each element is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self):
        return re.sub(r"[ \n]+", " ", " ".join(self.text))


@pytest.fixture
def document(register):
    def get(decision, part, language, accept="text/html"):
        decision_id = register.record(decision).json["decisionId"]
        reply = register.get(
            f"/decisions/{decision_id}/{part}", accept=accept, accept_language=language
        )
        assert reply.status == 200
        assert reply.headers["Content-Language"] == language
        assert reply.headers["Content-Type"] == f"{accept}; charset=utf-8"
        return reply.body

    return get


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("accept", ["text/html", "text/plain"])
def test_statement_gives_last_day_of_deemed_reasoning(document, language, accept):
    text = document(payment(), "statement", language, accept)
    assert UNTIL[language] in text
    assert "P-2026-004512" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("decision", [payment(documentDrawnUp=True), waiver_decision()])
def test_statement_of_other_decision_gives_retention_only(document, language, decision):
    text = document(decision, "statement", language, "text/plain")
    assert UNTIL[language] not in text
    assert KEPT[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["statement", "reasons"])
@pytest.mark.parametrize("decision", [payment(), waiver_decision()])
def test_document_is_self_contained(document, language, part, decision):
    html = document(decision, part, language)
    outline = Outline(html)
    assert outline.open == []
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in html
    assert outline.tags.count("h1") == 1
    assert not {"script", "style", "link", "img", "iframe", "form"} & set(outline.tags)
    assert not {"style", "src", "href", "onclick"} & {name for name, _ in outline.attributes}
    assert "{" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_of_waiver_hold_every_step_of_calculation(document, language):
    decision = waiver_decision()
    words = Outline(document(decision, "reasons", language)).words
    answer = post_json("/calculateWaiver", decision["waiver"], language).json
    for step in answer["explanation"]:
        assert step["text"] in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_payment_reasons_hold_text_of_payer_in_its_language(document, language):
    html = document(payment(), "reasons", language)
    assert "Het kind krijgt het basisbedrag. (decreet, art. 13)" in html
    assert "7 &lt; 18" in html
    assert 'lang="nl"' in html
    assert ("184,60" in html) or ("184.60" in html)


def test_payer_text_is_escaped(document):
    mark = "<script>alert(1)</script>"
    decision = payment(
        {
            "softwareName": mark,
            "inputs": [{"name": mark, "value": mark}],
            "explanation": [{"text": mark, "source": mark}],
        }
    )
    html = document(decision, "reasons", "en")
    assert mark not in html
    assert html.count("&lt;script&gt;") == 5


def test_four_languages_hold_same_figures(document):
    def figures(language):
        words = Outline(document(waiver_decision(), "reasons", language)).words
        return sorted(
            int(re.sub(r"\D", "", figure))
            for figure in re.findall(r"\d[\d.,\u202f]*\d,\d\d|\d[\d.,\u202f]*\d\.\d\d", words)
        )

    assert figures("fr") == figures("nl") == figures("de") == figures("en") != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_record_keeps_sentences_of_its_day(document, register, language, monkeypatch):
    """Words of a later version do not change a stored document."""
    html = document(waiver_decision(), "reasons", language)
    step = register.get("/exportDecisions").body
    assert all(f'\\"{other}\\":' in step for other in LANGUAGES)
    monkeypatch.setattr("functions.pages.explanation_view.sentence_keys", lambda _: ())
    (item,) = register.get("/decisions").json["items"]
    later = register.get(f"/decisions/{item['decisionId']}/reasons", accept_language=language).body
    start, end = "<ol>", "</ol>"
    first = html.partition(start)[2].partition(end)[0]
    assert later.partition(start)[2].partition(end)[0] == first
