import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from functions.calculators.registry import CALCULATORS, Domain
from infra.contract import read_document

ROOT = Path(__file__).parents[3]
OTHER = {Domain.MAINTENANCE: Domain.WAIVER, Domain.WAIVER: Domain.MAINTENANCE}
SCRIPT = """
import json, sys
from importlib import import_module
from tests.support.api_gateway import event
task = json.load(sys.stdin)
handler = import_module(f"functions.handlers.{task['function']}").handler
for body, expected in task["requests"]:
    asked = event("POST", task["path"], body, {"Content-Type": "application/json"})
    assert handler(asked, None)["statusCode"] == expected
print(*sorted(sys.modules))
"""


@cache
def loaded_by(name):
    """The modules that are loaded after a JSON request of a calculator, and one in bad JSON."""
    entry = CALCULATORS[name]
    content = read_document()["paths"][f"/{entry.operation}"]["post"]["requestBody"]["content"]
    example = next(iter(content["application/json"]["examples"].values()))["value"]
    requests = [[json.dumps(example, default=str), 200], ["{", 400]]
    task = {"function": entry.domain, "path": entry.path, "requests": requests}
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


@pytest.mark.parametrize("library", ["jinja2", "boto3", "botocore.session", "pydantic", "yaml"])
@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_a_json_request_loads_no_library_that_it_does_not_use(name, library):
    assert library not in loaded_by(name)


@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_a_json_request_of_one_domain_loads_nothing_of_the_other(name):
    other = OTHER[CALCULATORS[name].domain]
    foreign = [f"functions.law.{other}"]
    foreign += [
        f"functions.calculators.{entry.name}"
        for entry in CALCULATORS.values()
        if entry.domain is other
    ]
    assert not [one for one in loaded_by(name) if one.startswith(tuple(foreign))]


@pytest.mark.parametrize("name", ["advances", "waiver"])
def test_a_json_request_loads_no_calculator_but_its_own_and_what_that_imports(name):
    loaded = {one for one in loaded_by(name) if one.endswith(".calculator")}
    assert loaded == {f"functions.calculators.{name}.calculator"}
