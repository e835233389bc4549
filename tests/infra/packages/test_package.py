import importlib.util
import json
import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from functions.calculators.registry import CALCULATORS
from functions.http.paths import BASE
from infra.api_routes import read_api_routes
from infra.packages.build import Package, build_package
from infra.packages.bytecode import compiler
from infra.packages.contents import FILLS_FORMS, built
from infra.packages.dependencies import fetch_dependencies, lock_of
from infra.packages.places import FUNCTIONS
from tests.support.api_gateway import event
from tests.support.environments import python_of
from tools.dev.file_lock import only_one

API_ROUTES = read_api_routes()
DEPLOYED = API_ROUTES.deployed
LARGEST = 1_900_000
LARGEST_WITH_FORMS = 7_400_000
"""The library for PDF, and sixteen forms."""
NOT_OF_OURS = ("boto3", "botocore", "pydantic", "yaml", "pip")

PAGE = (
    "<!doctype html><html lang='fr'><head><title>Page</title></head><body>"
    "<!-- simulator:start --><!-- simulator:end --></body></html>"
)

OF_THE_RUNTIME = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")
"""What the Lambda runtime includes: the AWS clients and their dependencies."""

COMPILED = "orjson"
"""The library that works only as it is compiled for a processor, and that every answer needs."""

USES_CLIENTS = ("contact", "delivery", "decision_register")

# Isolated and without the packages of this machine: only what the archive holds can be imported,
# and, where a function may use clients of AWS, what the Python of Lambda brings along.
ASK = """
import importlib, json, sys
sys.path[:0] = sys.argv[1].split(":")
handler = importlib.import_module(f"functions.handlers.{sys.argv[2]}").handler
answer = handler(json.loads(sys.argv[3]), None)
sys.stderr.write(json.dumps(answer))
"""

# Counts the sources that the running code compiles: the texts of data classes, by their beginning.
LOADED = """
import importlib, json, sys
sys.path[:0] = sys.argv[1].split(":")
compiled = []
def note(event, details):
    if event == "compile" and (details[0] or b"").startswith(b"def __create_fn__"):
        compiled.append(details[0].decode())
sys.addaudithook(note)
handler = importlib.import_module(f"functions.handlers.{sys.argv[2]}").handler
answer = handler(json.loads(sys.argv[3]), None)
sys.stderr.write(json.dumps([sorted(sys.modules), compiled]))
"""
LIBRARIES = ("aws_lambda_powertools", "jinja2", "typing_extensions")
NEVER_LOADED = {
    "asyncio",
    "aws_lambda_powertools.event_handler.appsync",
    "aws_lambda_powertools.event_handler.openapi.merge",
    "aws_lambda_powertools.metrics",
    "boto3",
    "botocore",
    "jinja2.bccache",
    "jinja2.whole_compiler",
    "jinja2.whole_lexer",
    "jinja2.whole_parser",
    "jmespath",
}


WORKER = "PYTEST_XDIST_WORKER"
"""Set where several processes run the tests: they have a folder above their own in common."""


def digest(package):
    return sha256(package.archive.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def packed(tmp_path_factory):
    """The package of a function. Each is built when a test of any process first asks for it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if WORKER in os.environ else own) / "packages"
    folder.mkdir(exist_ok=True)

    @cache
    def build(function):
        missing = folder / f"{function}.json"
        with only_one(f"package-{function}"):
            if not missing.is_file():
                fetch_dependencies(lock_of(function))
                missing.write_text(json.dumps(build_package(function, folder).missing))
        return Package(function, folder / f"{function}.zip", tuple(json.loads(missing.read_text())))

    return build


@pytest.fixture(scope="session", params=DEPLOYED)
def package(request, packed):
    return packed(request.param)


@pytest.fixture(scope="session")
def unpacked(packed, tmp_path_factory):
    """The folder with what the package of a function holds."""

    @cache
    def unpack(function):
        folder = tmp_path_factory.mktemp(function)
        with ZipFile(packed(function).archive) as archive:
            archive.extractall(folder)
        return folder

    return unpack


@pytest.fixture(scope="session")
def names(package):
    with ZipFile(package.archive) as archive:
        return archive.namelist()


@pytest.fixture(scope="session")
def runtime(tmp_path_factory):
    """A folder with what the Python of Lambda brings along, and nothing else."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in OF_THE_RUNTIME:
        origin = Path(importlib.util.find_spec(name).origin)
        source = origin.parent if origin.name == "__init__.py" else origin
        (folder / source.name).symlink_to(source)
    return folder


@pytest.fixture(scope="session")
def compiled_here(tmp_path_factory):
    """A folder with that library for this machine, in the version of the packages."""
    python = python_of("functions", compiler() or "")
    (installed,) = python.parents[1].glob(f"lib/python*/site-packages/{COMPILED}")
    folder = tmp_path_factory.mktemp("compiled")
    (folder / COMPILED).symlink_to(installed)
    return folder


@pytest.fixture(scope="session")
def returned(unpacked, compiled_here, runtime):
    """What the handler of a package returns for an event."""

    def ask(function, event):
        folder = unpacked(function)
        where = [compiled_here, folder, *([runtime] if function in USES_CLIENTS else [])]
        result = subprocess.run(  # noqa: S603 - an interpreter of this machine, our own question
            [
                *(compiler() or sys.executable, "-I", "-S", "-c", ASK),
                *(":".join(map(str, where)), function, json.dumps(event)),
            ],
            env={"PAGES_DIRECTORY": str(folder / "pages")},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(result.stderr)

    return ask


@pytest.fixture(scope="session")
def answer(returned):
    """What a package answers to a request."""

    def ask(function, path, method="GET", accept="application/json"):
        headers = {"accept": accept, "content-type": "application/x-www-form-urlencoded"}
        body = "language=fr&intent=calculate" if method == "POST" else None
        return returned(function, event(method, path, body, headers))

    return ask


@pytest.mark.parametrize("function", ["maintenance", "decision_register", FILLS_FORMS])
def test_same_sources_give_same_bytes(packed, function, tmp_path):
    package = packed(function)
    again = build_package(function, tmp_path)

    # Of bytes in millions a failing comparison would build a report for hours.
    assert digest(again) == digest(package)


def test_package_is_small(package):
    largest = LARGEST_WITH_FORMS if package.function == FILLS_FORMS else LARGEST
    assert package.size <= largest


def test_pdf_library_is_in_paper_forms_package_only(package, names):
    assert any(name.startswith("pikepdf/__init__.py") for name in names) == (
        package.function == FILLS_FORMS
    )


def test_packages_hold_no_optional_dependency_of_pdf_library(names):
    assert not {"PIL", "pillow.libs", "lxml", "packaging"} & {name.split("/")[0] for name in names}


def test_package_holds_no_handler_of_another_function(package, names):
    handlers = {name for name in names if name.startswith("functions/handlers/")}

    assert {Path(name).stem for name in handlers} == {"__init__", package.function}


def test_package_holds_no_aws_client_and_no_unlocked_library(names):
    assert not [name for name in names if name.split("/")[0].startswith(NOT_OF_OURS)]


def test_package_holds_no_development_files(names):
    assert not [name for name in names if "/tests/" in name or name.endswith((".pyi", ".c"))]


def test_compiled_modules_are_for_lambda_architecture(names):
    compiled = [name for name in names if name.endswith(".so")]

    assert compiled
    assert all("cpython-313-aarch64" in name for name in compiled)


def test_api_description_is_in_reference_package_only(package, names):
    assert ("functions/reference/openapi.yaml" in names) == (package.function == "reference")


@pytest.mark.parametrize("function", API_ROUTES.functions)
def test_package_runs_without_repository(answer, function):
    route = next(r for r in API_ROUTES.routes if r.function == function)

    assert answer(function, route.path, "DELETE")["statusCode"] == 405


@pytest.fixture(scope="session")
def loaded(unpacked, compiled_here, runtime):
    """The modules that a form posted to a package loads, and the data classes it compiles."""

    def load(entry, interpreter, *folders):
        asked = event(
            "POST",
            entry.path,
            "language=fr&intent=calculate",
            {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"},
        )
        where = folders or (compiled_here, unpacked(entry.domain), runtime)
        options = ("-I", "-S") if not folders else ("-I",)
        result = subprocess.run(  # noqa: S603 - an interpreter of this machine, our own script
            [
                *(interpreter, *options, "-c", LOADED),
                *(":".join(map(str, where)), entry.domain, json.dumps(asked)),
            ],
            env={"PAGES_DIRECTORY": str(unpacked(entry.domain) / "pages")},
            capture_output=True,
            text=True,
            check=True,
        )
        modules, compiled = json.loads(result.stderr)
        return set(modules), compiled

    return load


@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_package_loads_no_module_that_libraries_as_installed_do_not(loaded, name):
    entry = CALCULATORS[name]
    lean, _ = loaded(entry, compiler() or sys.executable)
    whole, _ = loaded(entry, sys.executable, FUNCTIONS.parent)
    of_libraries = {module for module in lean if module.startswith(LIBRARIES)}
    assert of_libraries <= whole
    assert NEVER_LOADED & lean == set()
    assert NEVER_LOADED & whole


@pytest.mark.skipif(compiler() is None, reason="no interpreter of the functions' version")
@pytest.mark.parametrize("name", CALCULATORS)
def test_packaged_data_classes_are_not_compiled_at_run_time(loaded, name):
    _, compiled = loaded(CALCULATORS[name], compiler())
    assert compiled == []


def test_packaged_library_still_reads_templates(unpacked):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import jinja2\n"
        "print(jinja2.Environment().from_string('{% if a %}{{ a + 1 }}{% endif %}').render(a=1))"
    )
    ran = subprocess.run(  # noqa: S603 - an interpreter of this machine, our own script
        [compiler() or sys.executable, "-I", "-S", "-c", script, unpacked("decision_register")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "2"


def test_queue_function_runs_from_its_package(returned):
    # No message, and no time left: what is not delivered is named, whatever the reason.
    record = {"messageId": "m-1", "body": "{}", "eventSource": "aws:sqs", "attributes": {}}

    assert returned("delivery", {"Records": [record]}) == {
        "batchItemFailures": [{"itemIdentifier": "m-1"}]
    }


@pytest.mark.parametrize(
    ("function", "path", "page"),
    [
        *((entry.domain, entry.path, entry.page) for entry in CALCULATORS.values()),
        ("contact", f"{BASE}/contactMessages", "help/contact"),
    ],
)
def test_package_renders_page_without_repository(unpacked, answer, function, path, page):
    assert f"{page}/index.html" in built(function)
    file = unpacked(function) / "pages" / "fr" / page / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE, encoding="utf-8")

    filled = answer(function, path, "POST", accept="text/html")

    # A page of which no question must be answered shows its result.
    assert any(part in filled["body"] for part in ('class="error-summary"', 'class="result"'))


def test_packaged_health_check_answers(answer):
    health = answer("reference", "/api/alimenta/v1/health")

    assert json.loads(health["body"])["status"] in {"UP", "DEGRADED"}
