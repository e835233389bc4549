import pytest

from functions.words.load import LANGUAGES
from infra.packages.contents import PAGES, built, copy_pages, copy_sources

SOURCES = (
    "__init__.py",
    "openapi.json",
    "openapi.yaml",
    "law/replay/core.py",
    "law/core/values.py",
    "law/__pycache__/values.cpython-311.pyc",
    "words/fr/common.toml",
    "words/fr/paper_intervention.toml",
    "words/fr/parameters.toml",
    "words/fr/site.toml",
    "questions/definition.py",
    "questions/paper/intervention.toml",
    "edge/templates/pieces.html",
    "simulate_advances/handler.py",
    "reference_data/handler.py",
)


@pytest.fixture
def source(tmp_path):
    for name in SOURCES:
        path = tmp_path / "functions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    handler = tmp_path / "functions" / "simulate_advances" / "handler.py"
    handler.write_text("from functions.law.core.values import Cents")
    return tmp_path / "functions"


def copied(function, source, target):
    copy_sources(function, target, source)
    below = target / "functions"
    return {path.relative_to(below).as_posix() for path in below.rglob("*") if path.is_file()}


def test_a_function_takes_its_own_folder_what_it_imports_and_the_data_made_ready(source, tmp_path):
    assert copied("simulate_advances", source, tmp_path / "package") == {
        "__init__.py",
        "law/core/values.py",
        "words/fr/common.json",
        "edge/templates/pieces.html",
        "simulate_advances/handler.py",
    }


def test_a_function_takes_the_questions_of_its_operation_with_all_that_is_theirs_but_no_other(
    source, tmp_path
):
    for name, operation in (("advances", "simulateAdvances"), ("waiver", "calculateWaiver")):
        (source / "questions" / f"{name}.toml").write_text(f'operation = "{operation}"')
        (source / "words" / "fr" / f"{name}.toml").touch()
        template = source / "edge" / "templates" / "results" / name / "result.html"
        template.parent.mkdir(parents=True)
        template.touch()
    files = copied("simulate_advances", source, tmp_path / "package")
    kinds = ("questions/{}.json", "words/fr/{}.json", "edge/templates/results/{}/result.html")
    assert {kind.format("advances") for kind in kinds} <= files
    assert not {kind.format("waiver") for kind in kinds} & files


def test_the_function_that_fills_forms_takes_their_definitions_and_the_questions_they_answer(
    source, tmp_path
):
    fills = 'fills = { operation = "fillAdvanceForm", forms = ["intervention"] }'
    for name, operation in (("advances", "simulateAdvances"), ("limits", "calculateLimits")):
        own = f'operation = "{operation}"\n{fills if name == "advances" else ""}'
        (source / "questions" / f"{name}.toml").write_text(own)
        (source / "words" / "fr" / f"{name}.toml").touch()
    files = copied("fill_form", source, tmp_path / "package")
    assert {"questions/paper/intervention.json", "words/fr/paper_intervention.json"} <= files
    assert {"questions/advances.json", "words/fr/advances.json"} <= files
    assert not {"questions/limits.json", "words/fr/limits.json"} & files


def test_the_function_that_fills_forms_takes_the_empty_forms_and_the_pages():
    assert set(built("fill_form")) == {
        "advances/simulator/index.html",
        "advances/arrears/index.html",
        "waiver/calculator/index.html",
        "forms/intervention.pdf",
        "forms/advance.pdf",
        "forms/waiver-request.pdf",
        "forms/income-declaration.pdf",
    }


def test_the_contract_goes_in_both_its_forms_with_the_function_that_serves_it(source, tmp_path):
    files = copied("reference_data", source, tmp_path / "package")

    assert {"openapi.json", "openapi.yaml"} <= files


def test_only_the_function_that_lists_the_figures_takes_their_names(source, tmp_path):
    assert "words/fr/parameters.json" in copied("reference_data", source, tmp_path / "package")
    assert "words/fr/parameters.json" not in copied("simulate_advances", source, tmp_path / "other")


def test_a_function_takes_the_pages_that_it_fills_in_every_language(tmp_path):
    for language in LANGUAGES:
        page = tmp_path / "site" / language / PAGES["calculate_waiver"]
        page.parent.mkdir(parents=True)
        page.touch()

    missing = copy_pages("calculate_waiver", tmp_path / "package", tmp_path / "site")

    assert missing == ()
    assert (tmp_path / "package" / "pages" / "de" / PAGES["calculate_waiver"]).is_file()


def test_a_page_that_is_not_built_is_named(tmp_path):
    missing = copy_pages("simulate_advances", tmp_path / "package", tmp_path / "nowhere")

    assert missing == tuple(f"{language}/{PAGES['simulate_advances']}" for language in LANGUAGES)


def test_a_function_that_fills_no_page_misses_none(tmp_path):
    assert copy_pages("reference_data", tmp_path / "package", tmp_path / "nowhere") == ()
