import json
import shutil

import pytest

from tests.support import environments
from tests.support.environments import (
    LOCKS,
    NODE_FILES,
    ROOT,
    NotInstalled,
    install_by_npm,
    python_of,
)
from tools.dev.python import SEPARATE_LOCKS

NPM_LOCKS = (
    ROOT / "bench" / "baselines",
    ROOT / "tests" / "site" / "paper" / "pdf_js",
    ROOT / "tests" / "site" / "lighthouse_flow",
    ROOT / "tests" / "programs" / "calendar_node",
    ROOT / "tests" / "programs" / "hey_api",
    ROOT / "tests" / "programs" / "typescript",
)


@pytest.mark.parametrize("name", SEPARATE_LOCKS)
def test_lock_of_separate_environment_has_hashes_and_no_address(name):
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text


@pytest.mark.parametrize("folder", NPM_LOCKS, ids=lambda folder: folder.name)
def test_npm_lock_has_hashes_and_no_address_of_registry(folder):
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [each for name, each in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in each and "resolved" not in each for each in packages)


def test_missing_lock_is_reported_in_one_line():
    with pytest.raises(NotInstalled, match=r"^nothing\.lock is not there$"):
        python_of("nothing")


def test_failing_installer_is_reported_in_one_line_and_tried_again(tmp_path):
    (tmp_path / "tool.lock").write_text("no-such-package==0 --hash=sha256:0\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(NotInstalled, match=r"^tool does not install: no reason given$"):
            python_of("tool", shutil.which("false"), locks=tmp_path, environments=tmp_path / "made")


@pytest.fixture
def locked(monkeypatch, tmp_path):
    """The folder of a lock for npm, and an npm that always succeeds."""
    for name in ("node", "npm"):
        monkeypatch.setattr(environments, name, lambda: shutil.which("true"))
    (tmp_path / "sources").mkdir()
    for name in NODE_FILES:
        (tmp_path / "sources" / name).write_text("{}", encoding="utf-8")
    return tmp_path / "sources"


def test_npm_installs_once_for_each_state_of_its_lock(locked, tmp_path):
    folder = tmp_path / "tool"
    install_by_npm(locked, folder)
    (folder / "added").touch()
    install_by_npm(locked, folder)
    assert (folder / "added").is_file()
    (locked / NODE_FILES[1]).write_text("{ }", encoding="utf-8")
    install_by_npm(locked, folder)
    assert not (folder / "added").exists()
    assert (folder / NODE_FILES[1]).read_text(encoding="utf-8") == "{ }"


def test_failing_npm_is_reported_in_one_line_and_tried_again(monkeypatch, locked, tmp_path):
    monkeypatch.setattr(environments, "node", lambda: shutil.which("false"))
    for _ in range(2):
        with pytest.raises(NotInstalled, match=r"^npm does not install: no reason given$"):
            install_by_npm(locked, tmp_path / "tool")
