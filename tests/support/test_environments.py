import json
import shutil

import pytest

from bench.baselines.places import LOCKS, PEERS
from bench.installed import NotThere, copy_packages
from bench.sites import stock_config
from bench.variants import first_events
from functions.words.load import LANGUAGES
from infra.contract import read_contract
from tests.support import environments
from tests.support.environments import NODE_FILES, NotInstalled, install_by_npm, python_of
from tests.support.lock import without_addresses


@pytest.mark.parametrize(
    "lock", [*sorted(LOCKS.glob("*.lock")), PEERS / "package-lock.json"], ids=str
)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "sha256:" in text or "sha512-" in text


@pytest.mark.parametrize("wanted", sorted(LOCKS.glob("*.in")), ids=str)
def test_every_package_that_is_wanted_is_locked_in_that_version(wanted):
    locked = wanted.with_suffix(".lock").read_text(encoding="utf-8")
    for line in wanted.read_text(encoding="utf-8").split():
        name, version = line.split("==")
        assert f"{name.partition('[')[0]}=={version}" in locked


def test_a_lock_of_npm_loses_its_addresses_and_keeps_its_hashes():
    lock = {
        "packages": {
            "node_modules/one": {
                "version": "1.0.0",
                "resolved": "https://registry.example/one.tgz",
                "integrity": "sha512-x",
                "funding": {"url": "https://money.example"},
            }
        }
    }
    found = json.loads(without_addresses(json.dumps(lock)))
    assert found["packages"] == {"node_modules/one": {"version": "1.0.0", "integrity": "sha512-x"}}


def test_a_peer_without_a_lock_is_told_in_one_line():
    with pytest.raises(NotInstalled, match=r"^nothing\.lock is not there$"):
        python_of("nothing")


def test_an_installer_that_refuses_is_told_in_one_line(monkeypatch, tmp_path):
    (tmp_path / "peer.lock").write_text("no-such-package==0 --hash=sha256:0\n", encoding="utf-8")
    monkeypatch.setattr(environments.sys, "_base_executable", shutil.which("false"))
    with pytest.raises(NotInstalled, match=r"^peer does not install: no reason given$"):
        python_of("peer", tmp_path, tmp_path / "environments")


@pytest.fixture
def locked(monkeypatch, tmp_path):
    """The folder of a lock for npm, and an npm that says yes to everything."""
    for name in ("node", "npm"):
        monkeypatch.setattr(environments, name, lambda: shutil.which("true"))
    (tmp_path / "sources").mkdir()
    for name in NODE_FILES:
        (tmp_path / "sources" / name).write_text("{}", encoding="utf-8")
    return tmp_path / "sources"


def test_npm_installs_once_for_each_state_of_its_lock(locked, tmp_path):
    folder = tmp_path / "peer"
    install_by_npm("it", locked, folder)
    (folder / "added").touch()
    install_by_npm("it", locked, folder)
    assert (folder / "added").is_file()
    (locked / NODE_FILES[1]).write_text("{ }", encoding="utf-8")
    install_by_npm("it", locked, folder)
    assert not (folder / "added").exists()
    assert (folder / NODE_FILES[1]).read_text(encoding="utf-8") == "{ }"


def test_what_npm_refuses_is_told_in_one_line_and_tried_again(monkeypatch, locked, tmp_path):
    monkeypatch.setattr(environments, "node", lambda: shutil.which("false"))
    for _ in range(2):
        with pytest.raises(NotInstalled, match=r"^npm does not install: no reason given$"):
            install_by_npm("it", locked, tmp_path / "peer")


def test_a_package_comes_with_what_it_needs_and_nothing_else(tmp_path):
    packages, target = tmp_path / "packages", tmp_path / "target"
    for name, requires in {"one": ["two>=1"], "two": ["three; extra == 'x'"], "three": []}.items():
        _install(packages, name, requires)
    copy_packages(["One"], packages, target)
    assert sorted(path.name for path in target.glob("*.py")) == ["one.py", "two.py"]


def test_a_package_that_is_not_installed_is_named(tmp_path):
    with pytest.raises(NotThere, match="nothing is not installed"):
        copy_packages(["nothing"], tmp_path, tmp_path / "target")


def test_every_function_has_an_event_to_start_with():
    assert set(first_events()) == set(read_contract().functions)


def test_the_stock_site_is_built_in_our_languages():
    plugin = stock_config()["plugins"][1]["i18n"]
    assert [one["locale"] for one in plugin["languages"]] == list(LANGUAGES)


def _install(packages, name, requires):
    info = packages / f"{name}-1.dist-info"
    info.mkdir(parents=True)
    (packages / f"{name}.py").write_text("", encoding="utf-8")
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{needs}"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    record = f"{name}.py,,\n{info.name}/METADATA,,\n../../bin/{name},,\n"
    (info / "RECORD").write_text(record, encoding="utf-8")
