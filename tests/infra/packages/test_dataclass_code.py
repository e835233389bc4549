import subprocess

import pytest

from infra.packages import dataclass_code
from infra.packages.bytecode import compiler
from infra.packages.dataclass_code import MODULE, keep_dataclass_code

CLASSES = """
from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    cents: int
    notes: tuple[str, ...] = ()
    parts: list[int] = field(default_factory=list)
"""
NOT_THERE = "import a_library_that_is_not_there\n"
USED = """
import sys
sys.path.insert(0, sys.argv[1])
found = []
sys.addaudithook(lambda event, details: found.append(details) if event == "compile" else None)
from functions.amounts import Amount
texts = [text for text, _ in found if text and text.startswith(b"def __create_fn__")]
from dataclasses import make_dataclass
print(len(texts), Amount(cents=1) == Amount(cents=1), repr(Amount(cents=2)))
print(make_dataclass("A", ["b"])(1))
"""

pytestmark = pytest.mark.skipif(compiler() is None, reason="no interpreter of the functions")


@pytest.fixture
def package(tmp_path):
    return written(tmp_path)


def written(place):
    folder = place / "functions"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text('"""Code."""\n')
    (folder / "amounts.py").write_text(CLASSES)
    (folder / "clients.py").write_text(NOT_THERE)
    return place


def run(package):
    return subprocess.run(  # noqa: S603 - an interpreter of this machine, our own script
        [compiler(), "-I", "-S", "-B", "-c", USED, package],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_noted_class_is_not_compiled_again_and_other_class_is(package):
    before = run(package)
    keep_dataclass_code(package, package)
    assert (before[0], run(package)) == ("1", "0" + before[1:])


def test_same_classes_give_same_bytes(tmp_path):
    packages = [written(tmp_path / name) for name in ("one", "two")]
    for package in packages:
        keep_dataclass_code(package, package)
    first, second = ((p / "functions" / f"{MODULE}.pyc").read_bytes() for p in packages)
    assert first == second


def test_package_stays_unchanged_without_interpreter(package, monkeypatch):
    monkeypatch.setattr(dataclass_code, "compiler", lambda: None)
    keep_dataclass_code(package, package)
    assert (package / "functions" / "__init__.py").read_text() == '"""Code."""\n'
