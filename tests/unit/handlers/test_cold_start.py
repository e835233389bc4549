import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest

from functions.calculators.registry import CALCULATORS, Domain
from functions.forms.definition import form_definition
from functions.pages.built_pages import PAGES_DIRECTORY
from infra.api_routes import read_document
from infra.packages.imports import reached
from infra.packages.places import FUNCTIONS
from tests.site.result_pages import answered

ROOT = Path(__file__).parents[3]
OTHER = {Domain.MAINTENANCE: Domain.WAIVER, Domain.WAIVER: Domain.MAINTENANCE}
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BOTH = pytest.mark.parametrize("media_type", [JSON, FORM])
PAGE = "<html><head><title>A</title></head><!-- simulator:start --><!-- simulator:end --></html>"
RESULT = 'class="result'
PARTS = ("calculator", "response", "view")
SCRIPT = """
import json, sys
from importlib import import_module
from tests.support.api_gateway import event
task = json.load(sys.stdin)
handler = import_module(f"functions.handlers.{task['function']}").handler
headers = {"Content-Type": task["media_type"], "Accept": task["accept"]}
for body, status, content in task["requests"]:
    response = handler(event("POST", task["path"], body, headers), None)
    assert response["statusCode"] == status
    assert content in response["body"]
print(*sorted(sys.modules))
"""


@pytest.fixture(scope="module")
def loaded_by(tmp_path_factory):
    """The modules that a fresh process has loaded after the first requests of one calculator.

    They are a JSON request and one in bad JSON, or the form of a page whose answer is the result.
    """
    pages = tmp_path_factory.mktemp("pages")
    for entry in CALCULATORS.values():
        file = pages / "en" / entry.page / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(PAGE)

    @cache
    def load(name, media_type):
        entry = CALCULATORS[name]
        task = {
            "function": entry.domain,
            "path": entry.path,
            "media_type": media_type,
            "accept": JSON if media_type == JSON else "text/html",
            "requests": requests(entry, media_type),
        }
        ran = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=True,
        )
        return set(ran.stdout.splitlines()[-1].split())

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PAGES_DIRECTORY, str(pages))
        yield load


def requests(entry, media_type):
    """The body of each request, with the status of its response and a part of its content."""
    content = read_document()["paths"][f"/{entry.operation}"]["post"]["requestBody"]["content"]
    example = next(iter(content[JSON]["examples"].values()))["value"]
    if media_type == JSON:
        return [(json.dumps(example, default=str), 200, ""), ("{", 400, "")]
    fields = answered(form_definition(entry.name), example, "en")
    return [(urlencode(fields), 200, RESULT)]


@pytest.mark.parametrize("library", ["jinja2", "boto3", "botocore.session", "pydantic", "yaml"])
@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_json_request_loads_no_unused_library(loaded_by, name, library):
    assert library not in loaded_by(name, JSON)


@pytest.mark.parametrize("library", ["boto3", "botocore.session", "pydantic", "yaml", "tomli"])
@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_page_loads_no_unused_library(loaded_by, name, library):
    assert library not in loaded_by(name, FORM)


@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_json_request_loads_no_view(loaded_by, name):
    assert not [one for one in loaded_by(name, JSON) if one.endswith((".view", ".form_post"))]


@pytest.mark.parametrize("name", CALCULATORS)
def test_page_loads_its_own_parts_and_none_of_another_calculator(loaded_by, name):
    parts = {f"functions.calculators.{one}.{part}" for one in CALCULATORS for part in PARTS}
    folder = FUNCTIONS / "calculators" / name
    written = [part for part in PARTS if (folder / f"{part}.py").is_file()]
    own = {f"functions.calculators.{name}.{part}" for part in written}
    assert parts & loaded_by(name, FORM) == own


@pytest.mark.parametrize("name", CALCULATORS)
def test_page_loads_no_law_that_its_calculator_does_not_import(loaded_by, name):
    folder = FUNCTIONS / "calculators" / name
    imported = reached([folder / "calculator.py", folder / "view.py"], FUNCTIONS)
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in imported}
    law = {one for one in loaded_by(name, FORM) if one.startswith("functions.law.")}
    assert not {one for one in law if {one, f"{one}.__init__"}.isdisjoint(modules)}


@BOTH
@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_request_of_one_domain_loads_nothing_of_other(loaded_by, name, media_type):
    other = OTHER[CALCULATORS[name].domain]
    foreign = [f"functions.law.{other}"]
    foreign += [
        f"functions.calculators.{entry.name}"
        for entry in CALCULATORS.values()
        if entry.domain is other
    ]
    loaded = loaded_by(name, media_type)
    assert not [one for one in loaded if one.startswith(tuple(foreign))]
