import re
from collections import defaultdict

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, PAPER_SHARED, SHARED, catalog_of, shared_subject

WORDS_IN_A_SENTENCE = 4
"""Shorter texts are terms: two files may use the same term."""
WORD = re.compile(r"[^\W\d_]{2,}")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")

SAME_ON_PURPOSE = {
    # A date of the schedule and the same date of a calculator of its own.
    "indexation.calendar.next.title",
    # Two decisions, two procedures.
    "appeal.questions.informedOn.label",
    "appeal.questions.informedOn.why",
    # An answer that a quick question offers as well.
    "not_paid.questions.fixedByJudgeOrNotary.options.notKnown",
    # The same letter in sections of different names.
    "first_questions.sections.letter.intro",
    # A rule of each calculator.
    "advances.rules.key_date.renewal",
    "first_questions.rules.first.no_fraud",
    # The agency's word for a reading, in the options and as a code inside sentences.
    "common.codes.reading.literal",
    # A name that is short enough for the menu as it is.
    "site.menu.advances",
    "parameters.table.heading_maintenance",
    # An answer of a calculator, or of a form, that a letter takes along.
    "letters.questions.partner.label",
    "letters.questions.titleDate.label",
    "letters.questions.decisionDate.label",
    "letters.questions.childrenWithChildBenefit.label",
    "letters.questions.countableIncome.label",
    "letters.questions.letterDate.hint",
    # The form of a service and the page of a calculator that fills it.
    "decision_register.result.percentage",
    "decision_register.result.recovered",
    "decision_register.about.decided_on",
    # Fields of printable forms that are in a section of another name.
    "paper_intervention.fields.creditors.monthlyMaintenance.label",
    "paper_intervention.fields.creditors.nationalNumber.label",
    "paper_intervention.fields.creditors.childBenefit.label",
    "paper_intervention.fields.creditors.education.label",
    "paper_income-declaration.fields.children.name.label",
    "site.check.nationalNumber",
    # What the two forms of the payment fund say differently from those of the service.
    "paper_waiver-request.sections.file.heading",
    "paper_waiver-request.sections.signature.intro",
}
NUMBERED = re.compile(r"paper_[\w-]+\.steps\.\d")
"""The steps of a printable form: each form numbers its own."""


def is_sentence(text):
    return len(WORD.findall(PLACEHOLDER.sub("", text))) >= WORDS_IN_A_SENTENCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_written_in_two_files(language):
    keys = defaultdict(list)
    for key, text in catalog_of(language).entries.items():
        if is_sentence(text) and key not in SAME_ON_PURPOSE and not NUMBERED.fullmatch(key):
            keys[text].append(key)
    repeated = [
        found for found in keys.values() if len({key.partition(".")[0] for key in found}) > 1
    ]
    assert repeated == []


def test_exception_is_sentence_that_another_file_repeats():
    repeated = set()
    for language in LANGUAGES:
        keys = defaultdict(set)
        for key, text in catalog_of(language).entries.items():
            keys[text].add(key)
        for found in keys.values():
            if len({key.partition(".")[0] for key in found}) > 1:
                repeated |= found
    assert SAME_ON_PURPOSE - repeated == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence_missing_in_calculator_file_is_shared_one(language):
    entries = catalog_of(language).entries
    assert "advances.next.heading" not in entries.of("advances")
    assert entries["advances.next.heading"] == entries["shared.next.heading"]


def test_sentence_of_own_file_overrides_shared_one():
    entries = catalog_of("en").entries
    assert "shared.questions.paymentHistory.label" in entries
    assert entries["advances.questions.paymentHistory.label"].endswith("twelve months?")


def test_sentence_of_no_file_is_error_that_names_its_key():
    with pytest.raises(KeyError, match=r"advances\.no_such_sentence"):
        catalog_of("en").gettext("advances.no_such_sentence")


@pytest.mark.parametrize(
    ("subject", "shared"),
    [
        ("advances", SHARED),
        (SHARED, None),
        ("paper_advance", PAPER_SHARED),
        (PAPER_SHARED, None),
        ("common", None),
        ("contact", None),
        ("must_repay", SHARED),
    ],
)
def test_calculators_and_printable_forms_share_sentences(subject, shared):
    assert shared_subject(subject) == shared


def test_every_shared_question_is_used_by_two_calculators_without_own_words():
    entries = catalog_of("en").entries
    users = defaultdict(set)
    for name in CALCULATORS:
        for question in form_definition(name).questions():
            for part in ("label", "hint", "why", "short", "unit", "assumed", "assumed_short"):
                key = f"{question.key}.{part}"
                if f"{name}.{key}" not in entries.of(name):
                    users[f"{SHARED}.{key}"].add(name)
    shared = {key for key in entries.of(SHARED) if key.startswith(f"{SHARED}.questions.")}
    shared = {key for key in shared if ".options." not in key}
    assert {key for key in shared if len(users[key]) < 2} == set()
