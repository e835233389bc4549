"""Every calculator answers both its requests; the report of its process is read unchanged."""

import json
import subprocess
import sys
from importlib import import_module

import pytest

from bench import calculators as registry
from bench.calculators import NoSite, calculators
from bench.parts import start
from bench.paths import BASELINES
from functions.calculators.registry import CALCULATORS


@pytest.fixture(scope="module")
def measured(site, monkeypatch_module):
    monkeypatch_module.setattr(registry, "SITE", site)
    return calculators()


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(registry.PAGES_DIRECTORY, "")  # Restored after the module.
        yield patch


def test_every_calculator_of_registry_is_measured(measured):
    assert [calculator.name for calculator in measured] == list(CALCULATORS)


def test_page_request_is_answered_with_result_and_json_with_json(measured):
    for calculator in measured:
        module, _, name = calculator.handler.rpartition(".")
        handler = getattr(import_module(module), name)
        assert calculator.page.is_file(), calculator.name
        assert 'class="result' in handler(calculator.page_event, None)["body"], calculator.name
        assert json.loads(handler(calculator.json_event, None)["body"]), calculator.name


def test_calculators_without_built_site_raise_error_with_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "SITE", tmp_path)
    with pytest.raises(NoSite, match="Cure: python3 dev"):
        calculators()


def test_successor_is_of_same_function():
    def named(name, function):
        return registry.Calculator(name, function, "", None, {}, {})

    found = [named("a", "x"), named("b", "y"), named("c", "x"), named("d", "z")]
    names = [start.successor(found, number).name for number in range(4)]
    assert names == ["c", "b", "a", "d"]


def test_process_reports_status_and_cpu_time_of_each_request():
    task = {"folders": [str(BASELINES), *sys.path], "requests": [start.ROUTER_REQUEST] * 2}
    ran = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", "-S", str(start.SCRIPT)],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = json.loads(ran.stdout)
    assert first["status"] == second["status"] == 200
    assert first["cpu"] > second["cpu"] > 0


def test_failing_process_is_reported(monkeypatch):
    monkeypatch.setattr(start, "python", lambda: sys.executable)
    with pytest.raises(start.NoAnswer, match="nothing"):
        start.cpu(BASELINES, [("nothing.handler", {})])
