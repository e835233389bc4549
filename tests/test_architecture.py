"""Imports go one way: from the tools and the site down to the functions, never back."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED_FLOORS = ("law", "data", "parameters", "questions", "words", "edge")
MAY_IMPORT = {
    "law": {"law"},
    "data": {"data"},
    "parameters": {"law", "data", "parameters"},
    "questions": {"law", "data", "questions"},
    "words": {"law", "data", "questions", "words"},
    "edge": {"law", "data", "parameters", "questions", "words", "edge"},
}


def imported_modules(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module


def python_files(folder):
    return sorted(file for file in (ROOT / folder).rglob("*.py") if "__pycache__" not in file.parts)


def rooms(folder):
    return sorted(
        path.name for path in (ROOT / folder).iterdir() if (path / "__init__.py").exists()
    )


FUNCTIONS = [room for room in rooms("functions") if room not in SHARED_FLOORS]


@pytest.mark.parametrize("floor", SHARED_FLOORS)
def test_a_shared_floor_imports_only_from_the_floors_below(floor):
    reached = {
        module.split(".")[1]
        for file in python_files(f"functions/{floor}")
        for module in imported_modules(file)
        if module.startswith("functions.")
    }
    assert reached <= MAY_IMPORT[floor]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_imports_the_shared_floors_and_itself_but_no_other_function(function):
    reached = {
        module.split(".")[1]
        for file in python_files(f"functions/{function}")
        for module in imported_modules(file)
        if module.startswith("functions.")
    }
    assert reached <= {*SHARED_FLOORS, function}


OURS = {"analysis", "bench", "functions", "infra", "publishing", "tests", "tools"}
TOP_FOLDERS_MAY_IMPORT = {
    "functions": set(),
    "analysis": {"functions"},
    "infra": {"functions"},
    "site/publishing": {"functions"},
    "tools": {"functions", "infra"},
}


@pytest.mark.parametrize("folder", TOP_FOLDERS_MAY_IMPORT)
def test_imports_of_a_top_folder_go_only_to_the_folders_it_may_use(folder):
    reached = {
        module.split(".")[0] for file in python_files(folder) for module in imported_modules(file)
    }
    own = Path(folder).name
    assert reached & OURS <= {own} | TOP_FOLDERS_MAY_IMPORT[folder]


def test_the_functions_import_only_the_packages_that_they_ship_with():
    ours = {"functions"}
    shipped = {"aws_lambda_powertools", "jinja2", "markupsafe"}
    of_the_forms = {"functions/fill_form": {"pikepdf"}}
    of_the_runtime = {"boto3", "botocore"}
    foreign = {
        (str(file.relative_to(ROOT)), module)
        for file in python_files("functions")
        for module in imported_modules(file)
        if module.split(".")[0]
        not in ours
        | shipped
        | of_the_runtime
        | of_the_forms.get(str(file.parent.relative_to(ROOT)), set())
        | set(sys.stdlib_module_names)
        and not module.startswith("types_boto3_")
    }
    assert not foreign
