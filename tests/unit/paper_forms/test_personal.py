"""The page that asks who the people on a form are: asked last, optional, for that one PDF."""

import base64
import html
import re

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.kept import keeps
from functions.pages.personal_page import PREFIX
from functions.paper_forms.definition import form_names, paper_form
from functions.paper_forms.personal import NEVER_ASKED, personal_names
from tests.api.events import application, application_form, post_form, waiver_form
from tests.api.inputs import typed_fields
from tests.unit.paper_forms.conftest import OPERATIONS, opened, text_of, values_of

FIELD = re.compile(
    r'<input class="\w+" type="text" id="([^"]+)" name="personal\.([^"]+)" value="([^"]*)"'
)
TYPED = {
    "intervention": {
        "applicant-lastName": "Öztürk",
        "debtor-birthDate": "3/5/1980",
        "creditors-1-firstNames": "Mia",
    },
    "advance": {"openFile-fileNumber": "SECAL/2026/0042", "children-1-lastName": "Peeters"},
    "waiver-request": {"debtor-municipality": "Eupen", "decision-reference": "GP 12"},
    "income-declaration": {"debtor-lastName": "Łukasik", "household-partnerLastName": "De Smet"},
}


def answers_of(form):
    return application_form() if form in ("intervention", "advance") else waiver_form()


def press(form, language="en", typed=None, **fields):
    """The answer to the form of a page, with what was typed about people."""
    people = {f"{PREFIX}{name}": text for name, text in (typed or {}).items()}
    sent = answers_of(form) | {"language": language} | fields | people
    return post_form(OPERATIONS[form], sent, language)


def pdf_of(reply):
    assert reply.status == 200, reply.body[:500]
    assert reply.headers["Content-Type"] == "application/pdf"
    return base64.b64decode(reply.body)


def asked(reply):
    """The fields of the page, by their name in the PDF, with what they hold."""
    return {name: html.unescape(value) for _, name, value in FIELD.findall(reply.body)}


def test_button_of_result_leads_to_page_with_empty_fields(name, language):
    reply = press(name, language, intent="personal")
    assert reply.status == 200
    assert reply.headers["Cache-Control"] == "no-store"
    found = asked(reply)
    assert found.keys() >= TYPED[name].keys()
    assert set(found.values()) == {""}
    assert html.escape(catalog_of(language).gettext("paper_personal.heading")) in reply.body


def test_page_has_one_field_for_each_child_given():
    document = application(
        children=[
            {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"},
            {"birthDate": "2018-05-03", "monthlyMaintenance": "150.00"},
        ]
    )
    sent = typed_fields(document, "fr") | {"language": "fr", "intent": "personal"}
    names = asked(post_form(OPERATIONS["intervention"], sent, "fr")).keys()
    assert {f"creditors-{number}-lastName" for number in (1, 2)} <= names
    assert "creditors-3-lastName" not in names


def test_page_does_not_ask_what_calculator_asked():
    assert "creditors-1-birthDate" not in asked(press("intervention", intent="personal"))


def test_page_carries_every_answer_to_pdf(name):
    reply = press(name, intent="personal")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', reply.body))
    given = {key: text for key, text in answers_of(name).items() if text.strip()}
    assert given.items() <= {key: html.unescape(text) for key, text in hidden.items()}.items()


def test_typed_people_are_in_their_fields(name, language):
    values = values_of(pdf_of(press(name, language, TYPED[name])))
    expected = dict(TYPED[name])
    if "debtor-birthDate" in expected:
        pattern = catalog_of(language).entries["paper_common.pattern.date"]
        expected["debtor-birthDate"] = (
            pattern.replace("%d", "03").replace("%m", "05").replace("%Y", "1980")
        )
    assert expected.items() <= values.items()


def test_empty_page_gives_same_form_as_without_page(name):
    empty = dict.fromkeys(TYPED[name], "  ")
    assert press(name, typed=empty).body == press(name).body


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"applicant-lastName": "x" * 61}, "too_long"),
        ({"debtor-birthDate": "qvxyz"}, "not_a_date"),
    ],
)
def test_text_that_form_cannot_take_comes_back_with_its_fault(typed, key, language):
    reply = press("intervention", language, typed)
    assert reply.status == 400
    ((name, text),) = typed.items()
    assert asked(reply)[name] == text
    sentence = catalog_of(language).entries[f"paper_personal.{key}"]
    assert html.escape(sentence.partition("{count}")[0]) in reply.body
    # Only its field repeats it.
    assert reply.body.count(text) == 1


def test_day_that_calendar_lacks_is_said_to_not_exist(language):
    reply = press("intervention", language, {"debtor-birthDate": "31/02/1990"})
    sentence = catalog_of(language).entries["errors.reasons.no_such_date.other"]
    assert html.escape(sentence[1:]) in reply.body


def test_markup_in_name_stays_text():
    reply = press(
        "intervention", typed={"applicant-lastName": '"><script>x</script>'}, intent="personal"
    )
    assert "<script>" not in reply.body
    assert asked(reply)["applicant-lastName"] == '"><script>x</script>'


def test_letters_that_font_lacks_are_in_annex(tmp_path):
    content = pdf_of(press("intervention", typed={"applicant-lastName": "名前"}))
    assert "U+524D, U+540D" in text_of(content, tmp_path)


@pytest.mark.parametrize("form", form_names())
def test_numbers_of_people_and_accounts_are_never_asked(form):
    kinds = {
        f"{section.id}-{field.id}": field.kind
        for section in paper_form(form).sections
        for field in section.fields
    }
    never = {name for name, kind in kinds.items() if kind in NEVER_ASKED}
    assert never.isdisjoint(
        re.sub(r"-\d+-", "-", name) for name in personal_names(paper_form(form))
    )


def test_cells_of_national_number_and_account_stay_empty(name):
    with opened(pdf_of(press(name, typed=TYPED[name]))) as pdf:
        values = {
            str(field.T): str(field.get("/V", ""))
            for field in pdf.Root.AcroForm.Fields
            if re.search("nationalNumber|iban", str(field.T), re.IGNORECASE)
        }
    assert values
    assert set(values.values()) == {""}


@pytest.mark.parametrize("name_of_number", ["applicant-nationalNumber", "applicant-iban"])
def test_number_sent_all_the_same_is_refused_as_unknown(name_of_number):
    reply = press("intervention", typed={name_of_number: "85073000160"})
    assert reply.status == 400
    assert "85073000160" not in values_in_titles(reply.body)


def values_in_titles(page):
    return " ".join(re.findall(r"<title>.*?</title>|action=\"[^\"]*\"", page))


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_no_tab_keeps_field_about_people(calculator):
    kept = keeps(form_definition(calculator))
    assert PREFIX not in kept


def test_page_has_nothing_that_scripts_keep(name):
    body = press(name, intent="personal").body
    assert "data-keeps" not in body
    assert 'id="simulator"' not in body


def test_file_name_says_what_it_is_in_language_of_reader(name):
    names = {press(name, language).headers["Content-Disposition"] for language in LANGUAGES}
    assert len(names) == len(LANGUAGES)


def test_button_of_language_carries_names_and_answers_there():
    typed = {"applicant-lastName": "Łukasik"}
    reply = press("intervention", "fr", typed=typed, intent="language:nl:personal")
    assert reply.headers["Content-Language"] == "nl"
    assert html.escape(catalog_of("nl").gettext("paper_personal.heading")) in reply.body
    assert asked(reply)["applicant-lastName"] == "Łukasik"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_every_other_language_for_its_form(language):
    body = press("intervention", language, intent="personal").body
    offered = re.findall(
        r'form="personal-form" name="intent" value="language:(\w\w):personal"', body
    )
    assert sorted([*offered, language]) == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "born", "other"),
    [
        ("fr", "Enfant né le", "autre parent"),
        ("nl", "Kind geboren op", "De andere ouder"),
        ("de", "Kind, geboren am", "Der andere Elternteil"),
        ("en", "Child born on", "The other parent"),
    ],
)
def test_page_of_names_calls_people_as_calculators_do(language, born, other):
    legends = re.findall(
        r'<legend class="section-title">([^<]+)<',
        press("intervention", language, intent="personal").body,
    )
    assert legends[1].endswith(other)
    assert legends[2].startswith(born)
