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
    (path,) = module.parent.iterdir()
    return path.read_bytes()


@pytest.mark.usefixtures("this_interpreter")
def test_bytecode_does_not_depend_on_file_dates(module):
    compile_folder(module.parent)

    assert int.from_bytes(compiled(module)[4:8], "little") == UNCHECKED_HASH


@pytest.mark.usefixtures("this_interpreter")
def test_bytecode_names_runtime_folder_not_build_folder(module):
    compile_folder(module.parent)

    assert b"/var/task/module.py" in compiled(module)
    assert str(module.parent).encode() not in compiled(module)


@pytest.mark.usefixtures("this_interpreter")
def test_bytecode_is_beside_source_wherever_other_programs_keep_theirs(module, monkeypatch):
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(module.parent / "elsewhere"))
    compile_folder(module.parent)

    assert compiled(module)


@pytest.mark.usefixtures("this_interpreter")
def test_compiling_reports_success(module):
    assert compile_folder(module.parent)


def test_source_is_kept_without_matching_interpreter(module, monkeypatch):
    monkeypatch.setattr(bytecode.shutil, "which", lambda _: None)

    assert not compile_folder(module.parent)
    assert [*module.parent.iterdir()] == [module]


def test_interpreter_of_other_version_is_not_used(monkeypatch):
    monkeypatch.setattr(bytecode, "RUNTIME_VERSION", "3.0")
    monkeypatch.setattr(bytecode.shutil, "which", lambda _: sys.executable)

    assert compiler() is None


def test_bytecode_is_for_python_version_of_functions():
    assert RUNTIME_VERSION == "3.13"
