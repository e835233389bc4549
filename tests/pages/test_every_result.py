"""What holds for the result pages of several calculators: their languages and their sentences."""

import re

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.pages import test_arrears, test_eligibility, test_indexation, test_limits, test_payments
from tests.pages.result_pages import (
    asked_beyond_the_step,
    figures,
    keys_written,
    notes_used,
    sentences_used,
    text,
)

MODULES = {
    "arrears": test_arrears,
    "eligibility": test_eligibility,
    "indexation": test_indexation,
    "limits": test_limits,
    "payments": test_payments,
}
RESULTS = [(subject, name) for subject, module in MODULES.items() for name in module.RESULTS]


@pytest.mark.parametrize(("subject", "name"), RESULTS)
def test_result_has_no_empty_list_table_or_paragraph(subject, name):
    page = MODULES[subject].shown(name, "en")
    assert re.findall(r"<(ul|ol|dl|tbody|p|h3|h4)\b[^>]*>\s*</\1>", page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "name"), RESULTS)
def test_result_in_every_language_has_its_heading_and_no_placeholder(subject, name, language):
    page = text(MODULES[subject].shown(name, language))
    assert catalog_of(language).gettext("common.result.detail") in page
    assert "{" not in page


@pytest.mark.parametrize(("subject", "name"), RESULTS)
def test_result_in_every_language_has_same_figures(subject, name):
    shown = MODULES[subject].shown
    assert [figures(shown(name, language)) for language in LANGUAGES] == [
        figures(shown(name, "en"))
    ] * len(LANGUAGES)


@pytest.mark.parametrize("subject", MODULES)
def test_cases_use_every_sentence_of_step(subject):
    used = sentences_used(MODULES[subject].RESULTS.values())
    assert used == keys_written(subject, "rules", used)


@pytest.mark.parametrize("subject", MODULES)
def test_cases_use_every_note(subject):
    used = notes_used(MODULES[subject].RESULTS.values())
    assert used == keys_written(subject, "notes", used)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", MODULES)
def test_step_sentence_uses_only_inputs_of_step(subject, language):
    assert asked_beyond_the_step(subject, language, MODULES[subject].RESULTS.values()) == set()
