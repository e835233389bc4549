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
def test_a_module_is_reached_at_the_start_or_later_with_the_package_that_it_lies_in(source, text):
    assert found(source, text) == {"law/__init__.py", "law/values.py"}


def test_what_a_module_imports_is_reached_with_it_even_in_a_circle(source):
    (source / "law" / "values.py").write_text("from functions.law.terms import Term")
    (source / "law" / "terms.py").write_text("from functions.law.values import Cents")
    everything = {"law/__init__.py", "law/values.py", "law/terms.py"}
    assert found(source, "import functions.law.values") == everything


def test_what_only_the_checker_of_types_reads_is_not_reached(source):
    text = "if TYPE_CHECKING:\n    from functions.law.values import Cents"
    assert found(source, text) == set()


def test_what_is_not_ours_is_not_reached(source):
    assert found(source, "import json\nfrom datetime import date") == set()


def test_a_function_that_shows_no_result_does_not_reach_the_rules():
    modules = reached((FUNCTIONS / "delivery").glob("*.py"), FUNCTIONS)
    assert not [path for path in modules if path.parent.name in {"maintenance", "waiver"}]
