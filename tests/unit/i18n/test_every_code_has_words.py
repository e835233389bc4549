import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.calculators.registry import CALCULATORS, Domain
from functions.forms.definition import NOT_KNOWN, Kind, form_definition
from functions.forms.errors import ParseErrorCode
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.trace import Status
from functions.law.maintenance.application import TitleKind
from functions.law.maintenance.monthly_advance import AdvanceStatus
from functions.law.waiver.outcome import Outcome
from functions.law.waiver.request import Reading, Rounding, YesNoUnknown
from functions.parameters import load

LAW = Path(load.__file__).parents[1] / "law"
SETS = (*CALCULATORS, "contact")


def calls(folder: str, name: str) -> Iterator[str]:
    """The codes with which the law builds its notes, key dates or documents."""
    for path in (LAW / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                for keyword in node.keywords:
                    if keyword.arg == "code" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)


@pytest.fixture(params=LANGUAGES)
def catalog(request):
    return catalog_of(request.param)


def without_words(catalog, keys):
    return sorted(key for key in set(keys) if not catalog.has(key))


@pytest.mark.parametrize("domain", Domain)
def test_every_note_has_sentence_in_calculator(catalog, domain):
    names = [entry.name for entry in CALCULATORS.values() if entry.domain is domain]
    codes = set(calls(domain, "Note"))
    assert codes
    assert {
        code for code in codes if not any(catalog.has(f"{n}.notes.{code}") for n in names)
    } == set()


def test_every_key_date_has_next_step(catalog):
    codes = set(calls("maintenance", "KeyDate"))
    assert codes
    keys = (f"advances.key_dates.{code}.{part}" for code in codes for part in ("title", "text"))
    assert without_words(catalog, keys) == []


def test_every_document_has_sentence(catalog):
    codes = set(calls("maintenance", "Document"))
    assert codes
    assert without_words(catalog, (f"advances.documents.{code}" for code in codes)) == []


def test_every_status_of_month_has_label_and_sentence(catalog):
    keys = (f"advances.statuses.{s}.{part}" for s in AdvanceStatus for part in ("label", "text"))
    assert without_words(catalog, keys) == []


def test_every_outcome_has_verdict(catalog):
    parts = ("tag", "sentence")
    keys = (f"waiver.verdict.{outcome}.{part}" for outcome in Outcome for part in parts)
    assert without_words(catalog, keys) == []


def test_every_reading_has_name_and_sentence(catalog):
    keys = (f"waiver.reading.{r}.{part}" for r in Reading for part in ("name", "text"))
    assert without_words(catalog, keys) == []


def test_every_code_inside_sentence_has_words(catalog):
    codes = {
        "title_kind": TitleKind,
        "good_faith": YesNoUnknown,
        "uncertain_situation": YesNoUnknown,
        "reading": Reading,
        "rounding": Rounding,
        "series": load.SERIES,
    }
    keys = (f"common.codes.{name}.{code}" for name, every in codes.items() for code in every)
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("name", SETS)
def test_every_question_has_its_words(catalog, name):
    keys = (
        f"{name}.{question.key}.{part}"
        for question in form_definition(name).questions()
        for part in ("label", "hint", "why")
    )
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("name", SETS)
def test_every_option_has_its_words(catalog, name):
    keys = (
        f"{name}.{question.key}.options.{option}"
        for question in form_definition(name).questions()
        if question.kind is Kind.CHOICE
        for option in question.page_options or question.options
        # The words of this one are the same for every question.
        if option != NOT_KNOWN
    )
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("name", SETS)
def test_every_section_has_its_words(catalog, name):
    sections = form_definition(name).sections
    keys = [f"{name}.sections.{s.id}.{part}" for s in sections for part in ("title", "intro")]
    keys += [
        f"{name}.sections.{s.id}.{part}"
        for s in sections
        if any(question.more for question in s.questions)
        for part in ("more_title", "more_intro")
    ]
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("name", SETS)
def test_every_list_has_words_of_its_entries(catalog, name):
    questions = form_definition(name)
    keys = [f"{name}.lists.{path}.entry" for path in questions.lists]
    keys += [
        f"{name}.lists.{bounds.path}.{part}"
        for bounds in questions.rows()
        for part in ("add", "remove")
    ]
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("name", SETS)
def test_every_table_has_words_around_it(catalog, name):
    questions = form_definition(name)
    tables = [] if questions.table is None else [questions.table]
    keys = [
        f"{name}.lists.{path}.{part}" for path in tables for part in ("caption", "intro", "needed")
    ]
    keys += [
        f"{name}.lists.{path}.columns.{question.path.removeprefix(f'{path}[].')}"
        for path in tables
        for question in questions.questions()
        if question.list_path == path
    ]
    assert without_words(catalog, keys) == []


def test_every_act_has_title_and_short_name(catalog):
    keys = (f"common.acts.{act}.{part}" for act in load.acts() for part in ("title", "short"))
    assert without_words(catalog, keys) == []


def test_every_status_of_source_has_word_and_meaning(catalog):
    keys = (f"common.{table}.{s}" for s in Status for table in ("status", "status_meaning"))
    assert without_words(catalog, keys) == []


def test_every_figure_of_law_has_name_and_meaning(catalog):
    names = {
        parameter.name.rpartition(".")[0]
        if parameter.name.startswith("to_base_2013.")
        else parameter.name
        for parameter in load.all_parameters()
    }
    keys = (f"parameters.{name}.{part}" for name in names for part in ("name", "meaning"))
    assert without_words(catalog, keys) == []


@pytest.mark.parametrize("reason", [*ValidationErrorCode, *ParseErrorCode])
def test_every_refusal_has_sentence(catalog, reason):
    assert catalog.table(f"errors.reasons.{reason}")
