"""Packages of others are listed with licence and hashes, in the same bytes each time."""

import json
import shutil

import pytest

from tools.dev.python import LOCKS
from tools.sbom import cyclonedx, licences
from tools.sbom.licences import UnknownLicence, identifiers, licence_of, read_licences
from tools.sbom.locks import OURS, InvalidLock, canonical, needs, parts, read_lock
from tools.sbom.third_party import PAGE, page

EVERY = parts()
HASH = "0" * 64


@pytest.mark.parametrize("name", sorted({part.package.name for part in EVERY}))
def test_licence_of_every_package_is_known_and_accepted(name):
    assert identifiers(licence_of(name)) <= read_licences().accepted


def test_licences_toml_names_only_packages_without_clear_metadata():
    names = {part.package.name for part in EVERY}
    written = set(read_licences().packages)
    assert written <= names
    assert not {name for name in written if licences.said_by_metadata(name)}


def test_licence_of_unknown_package_is_error():
    with pytest.raises(UnknownLicence, match="read its licence"):
        licence_of("no-such-package")


def test_accepted_licences_are_all_used():
    used = {
        licence
        for expression in (
            *(licence_of(part.package.name) for part in EVERY),
            *read_licences().files.values(),
        )
        for licence in identifiers(expression)
    }
    assert used == read_licences().accepted


def test_third_party_page_matches_locks():
    assert page() == PAGE.read_text(encoding="utf-8"), "python3 dev.py sbom writes it"


def test_third_party_page_names_every_package():
    text = page()
    for part in EVERY:
        assert f"| {part.package.name} | {part.package.version} | " in text


def test_sbom_has_each_package_with_hashes_and_licence():
    components = {part["bom-ref"]: part for part in cyclonedx.sbom()["components"]}
    for part in EVERY:
        component = components[part.package.purl]
        assert [entry["content"] for entry in component["hashes"]] == list(part.package.hashes)
        assert component["licenses"]
        assert component["scope"] == (
            "required" if part.needed_for in ("functions", "forms") else "excluded"
        )
    assert len(components) == len(EVERY) + len(read_licences().files)


def test_sbom_dependencies_reach_every_package():
    below = {entry["ref"]: set(entry["dependsOn"]) for entry in cyclonedx.sbom()["dependencies"]}
    reached, ahead = set(), {OURS}
    while ahead:
        reached |= ahead
        ahead = set().union(*(below[name] for name in ahead)) - reached
    assert reached == set(below)


def test_sbom_of_same_locks_is_same():
    assert json.dumps(cyclonedx.sbom()) == json.dumps(cyclonedx.sbom())


def test_sbom_of_another_version_has_another_serial_number(tmp_path, monkeypatch):
    for lock in LOCKS:
        shutil.copy(f"requirements/{lock}.lock", tmp_path)
        file = tmp_path / f"{lock}.lock"
        file.write_text(file.read_text().replace("jinja2==3.1.6", "jinja2==3.1.7"))
    before = cyclonedx.sbom()["serialNumber"]
    monkeypatch.setattr(cyclonedx, "parts", lambda: parts(tmp_path))
    assert cyclonedx.sbom()["serialNumber"] != before


def test_lock_without_hash_is_refused():
    with pytest.raises(InvalidLock, match="one has no hash"):
        read_lock("one==1.0\n    # via two\n")


def test_lock_with_address_for_version_is_refused():
    with pytest.raises(InvalidLock, match="not understood"):
        read_lock(f"one @ https://elsewhere.example/one.whl \\\n    --hash=sha256:{HASH}\n")


def test_lock_is_read_with_markers_and_dependents():
    (one,) = read_lock(
        "One_Thing[extra]==1.0 ; sys_platform == 'win32' \\\n"
        f"    --hash=sha256:{HASH}\n"
        "    # via\n    #   alimenta (pyproject.toml:test)\n    #   two\n"
    )
    assert (one.purl, one.marker) == ("pkg:pypi/one-thing@1.0", "sys_platform == 'win32'")
    assert one.needed_by == ("alimenta", "two")


def test_package_names_have_one_spelling():
    assert canonical("Types_Boto3.S3") == "types-boto3-s3"


def test_dependency_on_package_of_two_versions_is_on_both():
    assert set(needs(EVERY)["pkg:pypi/cfn-lint@1.58.0"]) >= {
        part.package.purl for part in EVERY if part.package.name == "networkx"
    }
