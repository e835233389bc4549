"""The direction of imports: between the top-level folders, and between the layers of functions."""

import ast
import sys
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS

ROOT = Path(__file__).parents[1]
LAYERS = (
    ("law",),
    ("config_files",),
    ("parameters",),
    ("forms",),
    ("i18n",),
    ("http",),
    ("exports",),
    ("pages",),
    ("calculators",),
    ("paper_forms", "contact", "decision_register", "reference", "quick_answers"),
    ("letters", "embedding"),
    ("handlers",),
)
"""The layers of functions, the lowest first. Packages of one layer do not import each other."""
LAYER_OF = {name: depth for depth, names in enumerate(LAYERS) for name in names}
CLOUD = {"boto3", "botocore"}
USES_THE_CLOUD = {"contact", "decision_register"}
SHARED = "shared"
BUILDS_ON = {
    "eligibility": {"arrears"},
}
"""Calculators that use the form of another one beside what is shared."""


def imported_modules(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def python_files(folder):
    return sorted(file for file in (ROOT / folder).rglob("*.py") if "__pycache__" not in file.parts)


def module_of(file):
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports():
    """The modules of the functions, each with those of them that it imports."""
    files = {module_of(file): file for file in python_files("functions")}
    return {
        module: {found for found in imported_modules(file) if found in files and found != module}
        for module, file in files.items()
    }


def layer_name(module):
    return module.split(".")[1]


def test_every_package_of_functions_has_its_layer():
    found = {layer_name(module) for module in imports() if "." in module}
    assert found == set(LAYER_OF)


@pytest.mark.parametrize("name", LAYER_OF)
def test_layer_imports_only_from_lower_layers(name):
    upward = {
        (module, found)
        for module, reached in imports().items()
        for found in reached
        if "." in module
        and "." in found
        and layer_name(module) == name != layer_name(found)
        and LAYER_OF[layer_name(found)] >= LAYER_OF[name]
    }
    assert upward == set()


def test_no_module_of_functions_imports_itself_through_others():
    waiting = dict(imports())
    while free := [module for module, reached in waiting.items() if not reached & waiting.keys()]:
        for module in free:
            del waiting[module]
    assert sorted(waiting) == []


@pytest.mark.parametrize("name", CALCULATORS)
def test_calculator_imports_no_other_calculator(name):
    others = {
        found.split(".")[2]
        for module, reached in imports().items()
        if module.startswith(f"functions.calculators.{name}.")
        for found in reached
        if found.startswith("functions.calculators.") and found.split(".")[2] in CALCULATORS
    }
    assert others <= {name} | BUILDS_ON.get(name, set())


def test_calculators_are_folders_of_registry():
    folders = {
        path.name for path in (ROOT / "functions" / "calculators").iterdir() if path.is_dir()
    }
    assert folders - {SHARED, "__pycache__"} == set(CALCULATORS)


@pytest.mark.parametrize("name", CALCULATORS)
def test_calculator_is_whole(name):
    folder = ROOT / "functions" / "calculators" / name
    wanted = {"calculator.py", "view.py", "questions.toml"}
    wanted |= {"fr.toml", "nl.toml", "de.toml", "en.toml"}
    assert wanted <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", CALCULATORS)
def test_view_takes_what_its_calculator_gives(name):
    view = getattr(import_module(f"functions.calculators.{name}.view"), f"{name}_view")
    calculator = load(name)
    given = 2 + (calculator.view_parameters is not None) + calculator.counts_days
    assert len(signature(view).parameters) == given


@pytest.mark.parametrize("name", sorted(set(LAYER_OF) - USES_THE_CLOUD - {"handlers"}))
def test_stateless_packages_import_no_aws_client(name):
    files = [*python_files(f"functions/{name}")] or [ROOT / "functions" / f"{name}.py"]
    reached = {module.partition(".")[0] for file in files for module in imported_modules(file)}
    assert not reached & CLOUD


OURS = {"analysis", "bench", "functions", "infra", "publishing", "server", "tests", "tools"}
TOP_FOLDERS_MAY_IMPORT = {
    "functions": set(),
    "analysis": {"functions"},
    "infra": {"functions"},
    "site/publishing": {"functions"},
    "server": {"functions", "infra"},
    "tools": {"functions", "infra", "server"},
}


@pytest.mark.parametrize("folder", TOP_FOLDERS_MAY_IMPORT)
def test_top_folder_imports_only_allowed_folders(folder):
    reached = {
        module.split(".")[0] for file in python_files(folder) for module in imported_modules(file)
    }
    own = Path(folder).name
    assert reached & OURS <= {own} | TOP_FOLDERS_MAY_IMPORT[folder]


def test_functions_import_only_packaged_dependencies():
    shipped = {"functions", "aws_lambda_powertools", "jinja2", "markupsafe", "orjson", *CLOUD}
    only_in = {
        "functions/paper_forms": {"pikepdf"},
        # Only in a checkout: a package holds the description as JSON.
        "functions/reference": {"yaml"},
    }
    foreign = {
        (str(file.relative_to(ROOT)), module)
        for file in python_files("functions")
        for module in imported_modules(file)
        if module.split(".")[0]
        not in shipped
        | only_in.get(str(file.parent.relative_to(ROOT)), set())
        | set(sys.stdlib_module_names)
        and not module.startswith("types_boto3_")
    }
    assert not foreign
