import sys

import pytest

from infra.packages import bytecode
from infra.packages.bytecode import RUNTIME_VERSION, compile_folder, compiler

UNCHECKED_HASH = 0b01


@pytest.fixture(autouse=True)
def _asked_anew():
    compiler.cache_clear()
    yield
    compiler.cache_clear()


@pytest.fixture
def module(tmp_path):
    path = tmp_path / "package" / "module.py"
    path.parent.mkdir()
    path.write_text("NAMES = frozenset({'one', 'two', 'three'})\n")
    return path


@pytest.fixture
def this_interpreter(monkeypatch):
    """Any interpreter serves to see how modules are compiled: here the one that runs."""
    monkeypatch.setattr(bytecode, "RUNTIME_VERSION", "{}.{}".format(*sys.version_info))
    monkeypatch.setattr(bytecode.shutil, "which", lambda _: sys.executable)


def compiled(module):
    (path,) = (module.parent / "__pycache__").iterdir()
    return path.read_bytes()


@pytest.mark.usefixtures("this_interpreter")
def test_bytecode_goes_by_no_date(module):
    compile_folder(module.parent)

    assert int.from_bytes(compiled(module)[4:8], "little") == UNCHECKED_HASH


@pytest.mark.usefixtures("this_interpreter")
def test_bytecode_names_the_folder_where_it_runs_and_not_where_it_was_made(module):
    compile_folder(module.parent)

    assert b"/var/task/module.py" in compiled(module)
    assert str(module.parent).encode() not in compiled(module)


@pytest.mark.usefixtures("this_interpreter")
def test_compiling_says_that_it_did(module):
    assert compile_folder(module.parent)


def test_without_the_interpreter_the_source_is_left_as_it_is(module, monkeypatch):
    monkeypatch.setattr(bytecode.shutil, "which", lambda _: None)

    assert not compile_folder(module.parent)
    assert not (module.parent / "__pycache__").exists()


def test_a_command_that_is_another_python_is_not_taken(monkeypatch):
    monkeypatch.setattr(bytecode, "RUNTIME_VERSION", "3.0")
    monkeypatch.setattr(bytecode.shutil, "which", lambda _: sys.executable)

    assert compiler() is None


def test_the_bytecode_is_for_the_python_of_the_functions():
    assert RUNTIME_VERSION == "3.13"
