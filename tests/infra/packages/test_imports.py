import pytest

from infra.packages.imports import reached
from infra.packages.places import FUNCTIONS


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "functions"
    (folder / "law").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "law" / "__init__.py").touch()
    for name in ("values", "terms"):
        (folder / "law" / f"{name}.py").touch()
    return folder


def found(source, text):
    handler = source / "handler.py"
    handler.write_text(text)
    return {path.relative_to(source).as_posix() for path in reached([handler], source)} - {
        "handler.py",
        "__init__.py",
    }


@pytest.mark.parametrize(
    "text",
    [
        "import functions.law.values",
        "from functions.law.values import Cents",
        "from functions.law import values",
        "def later():\n    from functions.law.values import Cents",
    ],
)
def test_module_is_reached_with_its_parent_package(source, text):
    assert found(source, text) == {"law/__init__.py", "law/values.py"}


def test_imports_of_module_are_reached_even_in_cycle(source):
    (source / "law" / "values.py").write_text("from functions.law.terms import Term")
    (source / "law" / "terms.py").write_text("from functions.law.values import Cents")
    everything = {"law/__init__.py", "law/values.py", "law/terms.py"}
    assert found(source, "import functions.law.values") == everything


def test_type_checking_imports_are_not_reached(source):
    text = "if TYPE_CHECKING:\n    from functions.law.values import Cents"
    assert found(source, text) == set()


def test_third_party_modules_are_not_reached(source):
    assert found(source, "import json\nfrom datetime import date") == set()


def test_function_without_results_does_not_reach_law():
    modules = reached((FUNCTIONS / "delivery").glob("*.py"), FUNCTIONS)
    assert not [path for path in modules if path.parent.name in {"maintenance", "waiver"}]
