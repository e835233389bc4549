import re
from collections import Counter

import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.definition import form_names, paper_form

FORMS = form_names()
ON_PAPER_ONLY = {"reserved", "signature"}
KINDS = {
    *("text", "textarea", "date", "month", "integer", "amount", "index"),
    *("nationalNumber", "iban"),
    *("boolean", "choice", "checkbox"),
    *ON_PAPER_ONLY,
}


def fields_of(name):
    for section in paper_form(name).sections:
        for field in section.all_fields():
            yield section, field


def expected_keys(name):
    yield from ("title", "fileName", "situation", "subject", "basis", "purpose")
    for section in paper_form(name).sections:
        yield f"sections.{section.id}.heading"
        if section.repeat > 1:
            yield f"sections.{section.id}.entry"
        if section.table:
            rows = (
                ["row"] if section.table.numbered else [f"rows.{one}" for one in section.table.rows]
            )
            yield from (f"sections.{section.id}.{key}" for key in ("caption", "rowHeading", *rows))
    for section, field in fields_of(name):
        yield f"fields.{section.id}.{field.id}.label"
        if field.kind == "choice":
            yield from (f"fields.{section.id}.{field.id}.options.{one}" for one in field.options)


def worded_keys(name, language):
    return set(catalog_of(language).table(f"paper_{name}"))


def figures(text):
    return sorted(re.findall(r"\d+", text))


def test_forms_are_those_that_site_announces():
    assert set(FORMS) == {
        *("intervention", "advance", "renewal"),
        *("waiver-request", "income-declaration"),
    }


def test_every_form_has_unique_position_on_page():
    places = [(paper_form(name).group, paper_form(name).place) for name in FORMS]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_has_date_signature_and_attachments(name):
    fields = {f"{section.id}.{field.id}": field for section, field in fields_of(name)}
    assert fields["signature.date"].required
    assert fields["signature.signature"].kind == "signature"
    assert any(key.startswith("attachments.") for key in fields)


def test_resources_are_asked_by_kind_and_by_person_without_family_benefits():
    asked = {question.path for question in form_definition("waiver").questions()}
    kinds = {path.removeprefix("debtorResources.") for path in asked if "debtorResources" in path}
    for name in ("waiver-request", "income-declaration"):
        section = next(part for part in paper_form(name).sections if part.id == "resources")
        assert set(section.table.rows) == kinds - {"familyBenefits"} | {"total"}
        assert [column.id for column in section.table.columns] == ["debtor", "partner"]


@pytest.mark.parametrize("name", FORMS)
def test_every_field_is_of_kind_that_can_be_printed(name):
    assert {field.kind for _, field in fields_of(name)} <= KINDS


@pytest.mark.parametrize("name", FORMS)
def test_field_has_one_name_in_its_section(name):
    names = [(section.id, field.id) for section, field in fields_of(name)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", FORMS)
def test_field_that_answers_question_offers_only_its_options(name):
    form = paper_form(name)
    questions = {question.path: question for question in form_definition(form.answers).questions()}
    for _, field in fields_of(name):
        if field.answers:
            assert set(field.options) <= set(questions[field.answers].options)


@pytest.mark.parametrize("name", FORMS)
def test_every_text_field_has_maximum_length(name):
    unbounded = {"boolean", "choice", "checkbox", *ON_PAPER_ONLY}
    assert not [
        field for _, field in fields_of(name) if (field.length is None) != (field.kind in unbounded)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_every_field_is_worded(name, language):
    catalog = catalog_of(language)
    missing = [key for key in expected_keys(name) if not catalog.has(f"paper_{name}.{key}")]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_no_word_is_left_over(name, language):
    optional = re.compile(r"steps\.\d+|sections\.\w+\.intro|fields\.(\w+)\.(\w+)\.hint")
    leftover = worded_keys(name, language) - set(expected_keys(name))
    assert not [key for key in leftover if not optional.fullmatch(key)]


def test_every_shared_word_is_that_of_two_forms():
    optional = re.compile(r"sections\.\w+\.intro|fields\.(\w+)\.(\w+)\.hint")
    shared = {
        key
        for key in worded_keys("common", "en")
        if key.startswith(("sections.", "fields.")) and not optional.fullmatch(key)
    }
    users = Counter(
        key for name in FORMS for key in set(expected_keys(name)) - worded_keys(name, "en")
    )
    assert {key for key in shared if users[key] < 2} == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", [*FORMS, "common"])
def test_languages_have_same_keys(name, language):
    assert worded_keys(name, language) == worded_keys(name, LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", [*FORMS, "common"])
def test_languages_have_same_figures(name, language):
    first, other = (catalog_of(code).table(f"paper_{name}") for code in (LANGUAGES[0], language))
    assert {key: figures(text) for key, text in first.items()} == {
        key: figures(text) for key, text in other.items()
    }


def test_entry_after_first_may_be_left_empty():
    section = next(part for part in paper_form("intervention").sections if part.id == "creditors")
    name = section.fields[0]
    assert [name.required_in(entry) for entry in (1, 2, 6)] == [True, False, False]


def test_form_that_does_not_exist_is_refused():
    with pytest.raises(FileNotFoundError):
        paper_form("unknown")
