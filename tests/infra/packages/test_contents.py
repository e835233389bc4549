import pytest
from jinja2 import ModuleLoader

from functions import config_files
from functions.calculators.registry import CALCULATORS, Domain
from functions.forms.definition import GROUPS
from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from functions.pages.environment import COMPILED
from infra.packages.contents import built, copy_pages, copy_sources
from infra.packages.places import FUNCTIONS
from infra.packages.templates import template_name

PAGE = "waiver/calculator/index.html"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The files of the package of a function, below functions/."""
    found = {}

    def files(function):
        if function not in found:
            target = tmp_path_factory.mktemp(function)
            copy_sources(function, target)
            below = target / "functions"
            found[function] = {
                path.relative_to(below).as_posix() for path in below.rglob("*") if path.is_file()
            }
        return found[function]

    return files


def packaged(path):
    """The path of a file of ``functions`` in a package, below the folder of that name."""
    if name := template_name(path):
        return f"pages/{COMPILED.name}/{ModuleLoader.get_module_filename(name)}"
    return path.relative_to(FUNCTIONS).as_posix().replace(".toml", ".json")


@pytest.mark.parametrize("domain", Domain)
def test_calculator_package_holds_complete_folder_of_each_calculator(copied, domain):
    for name, entry in CALCULATORS.items():
        if entry.domain is domain:
            folder = FUNCTIONS / "calculators" / name
            paths = [path for path in folder.iterdir() if path.is_file()]
            assert {packaged(path) for path in paths} <= copied(domain), name


def test_templates_are_copied_as_modules_only(copied):
    files = copied("contact")
    assert packaged(FUNCTIONS / "pages" / "templates" / "calculator.html") in files
    assert packaged(FUNCTIONS / "contact" / "templates" / "contact.html") in files
    assert not [file for file in files if file.endswith(".html")]


@pytest.mark.parametrize("domain", Domain)
def test_calculator_package_holds_no_calculator_of_other_domain(copied, domain):
    others = tuple(
        f"calculators/{name}/" for name, entry in CALCULATORS.items() if entry.domain is not domain
    )
    assert not [file for file in copied(domain) if file.startswith(others)]


@pytest.mark.parametrize("function", [*Domain, "paper_forms", "decision_register"])
def test_package_with_calculator_holds_shared_calculator_modules(copied, function):
    groups = {f"calculators/shared/groups/{name}.json" for name in config_files.names(GROUPS)}
    words = {f"calculators/shared/{language}.json" for language in LANGUAGES}
    assert words | groups <= copied(function)


@pytest.mark.parametrize("function", ["contact", "delivery"])
def test_package_without_calculator_holds_no_shared_calculator_modules(copied, function):
    assert not [file for file in copied(function) if file.startswith("calculators/shared/")]


def test_data_files_are_packaged_as_json_without_bytecode(copied):
    files = copied(Domain.WAIVER)
    assert "calculators/waiver/fr.json" in files
    assert not [file for file in files if file.endswith((".toml", ".pyc"))]


def test_paper_forms_package_holds_definitions_and_questions(
    copied,
):
    files = copied("paper_forms")
    assert {
        "paper_forms/definitions/intervention.json",
        "paper_forms/words/fr/intervention.json",
        "calculators/advances/questions.json",
        "calculators/advances/fr.json",
    } <= files
    assert "calculators/limits/questions.json" not in files


@pytest.mark.parametrize("function", [*Domain, "contact", "delivery", "reference"])
def test_other_packages_hold_no_paper_form(copied, function):
    assert not [file for file in copied(function) if file.startswith("paper_forms/")]


def test_paper_forms_package_holds_empty_forms_and_pages():
    assert set(built("paper_forms")) == {
        "advances/simulator/index.html",
        "advances/arrears/index.html",
        "waiver/calculator/index.html",
        "forms/intervention.pdf",
        "forms/advance.pdf",
        "forms/waiver-request.pdf",
        "forms/income-declaration.pdf",
        *(f"letters/{name}/index.html" for name in letters()),
        *(f"letters/{name}.pdf" for name in letters()),
    }


def test_api_description_is_in_reference_package_only_as_yaml_and_json(copied):
    both = {"reference/openapi.json", "reference/openapi.yaml"}
    assert both <= copied("reference")
    assert not both & copied(Domain.WAIVER)


def test_parameter_names_are_in_reference_package_only(copied):
    assert "i18n/fr/parameters.json" in copied("reference")
    assert "i18n/fr/parameters.json" not in copied(Domain.MAINTENANCE)


def test_no_function_takes_words_of_site(copied):
    assert not {"i18n/fr/site.json", "i18n/fr/statistics.json"} & copied("reference")


def test_delivery_package_holds_words_and_topics_of_contact(copied):
    assert {"contact/questions.json", "contact/fr.json"} <= copied("delivery")


def test_register_package_holds_words_of_retention(copied):
    assert {"calculators/retention/fr.json", "decision_register/fr.json"} <= copied(
        "decision_register"
    )


def test_package_holds_its_pages_in_every_language(tmp_path):
    for language in LANGUAGES:
        for built_page in built(Domain.WAIVER):
            page = tmp_path / "site" / language / built_page
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()

    missing = copy_pages(Domain.WAIVER, tmp_path / "package", tmp_path / "site")

    assert missing == ()
    assert (tmp_path / "package" / "pages" / "de" / PAGE).is_file()


def test_page_that_is_not_built_is_named(tmp_path):
    missing = copy_pages("contact", tmp_path / "package", tmp_path / "nowhere")

    assert missing == tuple(f"{language}/help/contact/index.html" for language in LANGUAGES)


def test_function_that_fills_no_page_misses_none(tmp_path):
    assert copy_pages("reference", tmp_path / "package", tmp_path / "nowhere") == ()
