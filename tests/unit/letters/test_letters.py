"""The text of each letter against values worked by hand, and what a blank letter must not hold."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from functions.forms.parse import parse_json_answers
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.letters.definition import letters
from functions.letters.files import as_text
from functions.letters.letter import BLANK, write_letter
from functions.letters.request import SCHEMA, LetterRequest

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 30)
FIGURE = re.compile(r"\d+(?:/\d+)?")
SPACES = re.compile(r"[\u00a0\u202f]")


def written(name, document, language):
    parsed = parse_json_answers(SCHEMA, document)
    return write_letter(letters()[name], parsed.request, catalog_of(language), TODAY)


def text_of(letter):
    return SPACES.sub(" ", as_text(letter, catalog_of(letter.language)))


@pytest.fixture(params=CASES, ids=lambda case: case["letter"])
def case(request):
    return request.param


def test_letter_says_figures_and_articles_of_its_case(case, language):
    text = text_of(written(case["letter"], case["request"], language))
    assert [said for said in case["says"][language] if said not in text] == []


def test_letter_omits_what_its_case_rules_out(case, language):
    text = text_of(written(case["letter"], case["request"], language))
    assert [said for said in case.get("omits", {}).get(language, ()) if said in text] == []


def test_letter_has_last_day_of_its_case(case):
    found = written(case["letter"], case["request"], "en").advice.last_day
    assert str(found) == str(case.get("lastDay"))


def test_letter_lists_enclosures_of_its_case(case, language):
    letter = written(case["letter"], case["request"], language)
    assert len(set(letter.enclosures)) == case["enclosures"]


def test_every_letter_has_a_case():
    assert {case["letter"] for case in CASES} == set(letters())


def test_blank_letter_names_nobody_and_no_contact(name, language):
    text = as_text(
        write_letter(letters()[name], LetterRequest(), catalog_of(language), TODAY),
        catalog_of(language),
    )
    assert re.findall(r"@|www\.|https?:|\bBE\d\d|€|\d{5,}|\d{2,4}[ /.]\d{2}[ /.]\d{2}", text) == []


def test_blank_letter_leaves_sender_and_address_to_be_filled_in(name):
    letter = write_letter(letters()[name], LetterRequest(), catalog_of("en"), TODAY)
    assert letter.sender == (BLANK, BLANK, BLANK)
    assert letter.recipient[-2:] == (BLANK, BLANK)


def test_letter_names_same_figures_in_every_language(name):
    found = {
        language: sorted(FIGURE.findall(text_of(written(name, {}, language))))
        for language in LANGUAGES
    }
    assert len({tuple(figures) for figures in found.values()}) == 1, found


def test_advice_names_same_figures_in_every_language(name):
    def figures(language):
        advice = written(name, {}, language).advice
        return sorted(FIGURE.findall(" ".join((*advice.where, advice.how, advice.when))))

    assert len({tuple(figures(language)) for language in LANGUAGES}) == 1


def test_letter_ends_with_words_that_it_is_model(name, language):
    catalog = catalog_of(language)
    assert text_of(written(name, {}, language)).endswith(
        f"\n\n{catalog.gettext('letters.footer')}\n"
    )


def test_only_letters_to_other_parent_warn_of_contact():
    warned = {name for name in letters() if written(name, {}, "en").advice.caution}
    assert warned == {"missed-payment", "indexation"}


@pytest.mark.parametrize("name", ["missed-payment", "indexation"])
def test_letter_to_other_parent_asks_no_reference(name):
    asked = [question.path for question in letters()[name].questions().questions()]
    assert "reference" not in asked
    assert "recipientStreet" in asked
    assert written(name, {"reference": "AB 12"}, "en").reference == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missed-payment", "parentStreet"),
        ("appeal", "authorityStreet"),
        ("complaint", "authorityStreet"),
        ("debtor-answer", ""),
        ("reasons", ""),
    ],
)
def test_address_is_asked_in_words_for_its_recipient(name, words):
    questions = {question.path: question for question in letters()[name].questions().questions()}
    assert questions["recipientStreet"].words == words


@pytest.mark.parametrize(
    ("name", "start"),
    [("reasons", "Your reference: "), ("appeal", "Reference of the decision: ")],
)
def test_reference_is_of_who_gave_it(name, start):
    assert written(name, {"reference": "AB 12"}, "en").reference == f"{start}AB 12"


@pytest.mark.parametrize(("name", "heading"), [("reasons", "Annexe"), ("waiver", "Annexes")])
def test_heading_of_enclosures_follows_their_number(name, heading):
    assert written(name, {}, "fr").heading_of_enclosures == f"{heading}\u00a0:"


def test_typed_name_and_address_replace_lines():
    people = {
        "senderName": "A. Claes",
        "senderStreet": "Kerkstraat 1",
        "senderTown": "9000 Gent",
        "recipientName": "Kantoor X",
        "recipientStreet": "Dorp 2",
        "recipientTown": "1000 Brussel",
    }
    letter = written("reasons", people, "en")
    assert letter.sender == ("A. Claes", "Kerkstraat 1", "9000 Gent")
    assert letter.recipient[1:] == ("Kantoor X", "Dorp 2", "1000 Brussel")


@pytest.mark.parametrize("option", ["paidNow", "paidBefore", "titleEnded"])
def test_each_reply_has_enclosures_of_its_own(option):
    letter = written("debtor-answer", {"reply": option}, "en")
    others = {"paidNow", "paidBefore", "titleEnded"} - {option}
    for other in others:
        assert written("debtor-answer", {"reply": other}, "en").enclosures != letter.enclosures


def test_index_that_fell_is_not_called_more():
    fallen = {"titleAmount": "130.00", "indexedAmount": "129.00"}
    assert "more than" not in text_of(written("indexation", fallen, "en"))


def test_one_unpaid_month_is_named_once():
    text = text_of(
        written("missed-payment", {"firstMonth": "2026-11", "lastMonth": "2026-11"}, "en")
    )
    assert text.count("November 2026") == 1


def test_family_without_children_does_not_count_them():
    text = text_of(written("waiver", {"partner": True, "childrenWithChildBenefit": 0}, "en"))
    assert "I live with a partner." in text
    assert "child benefit for" not in text


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"letterDate": "2003-01-01"}, "letter_date"),
        ({"firstMonth": "2026-11", "lastMonth": "2026-09"}, "last_month"),
    ],
)
def test_answer_outside_known_rule_or_order_is_refused(document, path):
    (issue,) = parse_json_answers(SCHEMA, document).issues
    assert issue.path.replace("D", "_d").replace("M", "_m") == path
