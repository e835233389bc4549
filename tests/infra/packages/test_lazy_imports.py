import importlib
import sys

import pytest

from infra.packages.lazy_imports import import_lazily, import_when_called

INIT = """'''A library.'''

from library.large import Large, other as renamed
from .small import Small
from .same import same

__all__ = ["Large"]
"""


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A package whose ``__init__`` imports all its modules, before it is rewritten."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "__init__.py").write_text(INIT)
    (folder / "large.py").write_text("class Large: ...\nother = 1\n")
    (folder / "small.py").write_text("class Small: ...\n")
    (folder / "same.py").write_text("def same(): ...\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] == "library"]:
        del sys.modules[name]


def test_module_is_imported_when_name_is_first_used(library):
    import_lazily(library, "library")

    package = importlib.import_module("library")
    assert "library.large" not in sys.modules
    assert package.Large is importlib.import_module("library.large").Large
    assert package.Small.__module__ == "library.small"
    assert "Large" in vars(package)


def test_every_name_of_original_can_be_imported(library):
    names = {"Large", "renamed", "Small", "same"}
    import_lazily(library, "library")

    package = importlib.import_module("library")
    assert {*package.__all__} == names
    assert all(hasattr(package, name) for name in names)


def test_name_of_function_and_of_its_module_stays_function(library):
    import_lazily(library, "library")

    importlib.import_module("library.same")
    assert callable(importlib.import_module("library").same)


def test_unknown_name_is_attribute_error(library):
    import_lazily(library, "library")

    with pytest.raises(AttributeError, match="'library' has no attribute 'nothing'"):
        importlib.import_module("library").nothing  # noqa: B018


def test_other_statements_stay_with_imports_that_they_need(library):
    init = library / "library" / "__init__.py"
    init.write_text(INIT + "VERSION = renamed + 1\nprepare()\n")
    import_lazily(library, "library", without_calls=["prepare"])

    package = importlib.import_module("library")
    assert (package.VERSION, package.renamed) == (2, 1)
    assert "library.large" in sys.modules
    assert "library.small" not in sys.modules


def test_module_is_imported_when_one_of_its_classes_is_called(library):
    import_lazily(library, "library")
    import_when_called(library, "library.large")

    stub = importlib.import_module("library.large")
    assert "library.whole_large" not in sys.modules
    assert type(stub.Large()).__name__ == "Large"
    assert stub.other == 1
    assert not hasattr(stub, "__path__")
