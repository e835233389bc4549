"""The documents of the repository: present, linked, and in the formats that they name."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[1]
REQUIRED = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
    "CHANGELOG.md",
    "LICENSE",
    "publiccode.yml",
)
FOLDERS = (".", "decisions", "infra", "bench")
DOCUMENTS = sorted(file for folder in FOLDERS for file in (ROOT / folder).glob("*.md"))
RECORDS = sorted((ROOT / "decisions").glob("[0-9]*.md"))
MOST_LINES = 260

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(?P<text>.+)$", re.MULTILINE)
RELEASE = re.compile(r"^## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})$")
CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
TEST_PATH = re.compile(r"`(?P<path>tests/[^`]+)`")


def prose(file):
    return FENCE.sub("", file.read_text(encoding="utf-8"))


def name(file):
    return str(file.relative_to(ROOT))


def local_links(file):
    targets = (match["target"] for match in LINK.finditer(prose(file)))
    return [target for target in targets if not target.startswith(("https://", "http://"))]


def anchors(file):
    """The fragments that GitHub, GitLab and Forgejo give to the headings of a document."""
    texts = (match["text"].lower() for match in HEADING.finditer(prose(file)))
    return {re.sub(r"[^\w\- ]", "", text).replace(" ", "-") for text in texts}


def broken(file):
    for target in local_links(file):
        path, _, fragment = target.partition("#")
        linked = (file.parent / path).resolve() if path else file
        if not linked.exists() or (fragment and fragment not in anchors(linked)):
            yield target


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def changelog():
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def releases():
    return [match for line in changelog() if (match := RELEASE.match(line))]


def schema():
    text = (ROOT / "tests" / "publiccode.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


def errors(document):
    return [error.message for error in Draft202012Validator(schema()).iter_errors(document)]


@pytest.fixture
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", REQUIRED)
def test_document_required_of_repository_exists(document):
    assert (ROOT / document).is_file()


@pytest.mark.parametrize("file", DOCUMENTS, ids=name)
def test_link_between_documents_resolves(file):
    assert list(broken(file)) == []


@pytest.mark.parametrize(
    "target", ["missing.md", "README.md#missing-heading", "#missing-heading", "decisions/missing"]
)
def test_link_to_missing_file_or_heading_is_found(tmp_path, target):
    (tmp_path / "README.md").write_text("# Title\n", encoding="utf-8")
    file = tmp_path / "page.md"
    file.write_text(f"# Page\n\n[text]({target})\n", encoding="utf-8")
    assert list(broken(file)) == [target]


@pytest.mark.parametrize("target", ["README.md#a-title-of-2-parts", "#page", "README.md", "."])
def test_link_to_existing_file_or_heading_resolves(tmp_path, target):
    (tmp_path / "README.md").write_text("## A title, of 2 parts\n", encoding="utf-8")
    file = tmp_path / "page.md"
    file.write_text(f"# Page\n\n[text]({target})\n\n```\n[code](x.md)\n```\n", encoding="utf-8")
    assert list(broken(file)) == []


@pytest.mark.parametrize("file", DOCUMENTS, ids=name)
def test_document_length_is_within_limit(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_readme_links_every_required_document():
    linked = set(local_links(ROOT / "README.md"))
    assert set(REQUIRED) - {"README.md"} <= linked


def test_readme_image_exists():
    images = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", prose(ROOT / "README.md"))
    assert images
    assert [image for image in images if not (ROOT / image).is_file()] == []


@pytest.mark.parametrize("file", RECORDS, ids=name)
def test_decision_record_has_number_and_sections(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    sections = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert lines[0].startswith(f"# {int(file.name[:4])}. ")
    assert lines[2].startswith("Accepted 20")
    assert sections in (
        ["Context", "Options", "Decision", "Consequences"],
        ["Context", "Options and decision", "Consequences"],
    )


def test_decision_records_are_numbered_without_gap():
    assert [int(file.name[:4]) for file in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_decision_index_lists_every_record_with_its_title():
    rows = (ROOT / "decisions" / "README.md").read_text(encoding="utf-8")
    titles = {
        file.name: file.read_text(encoding="utf-8").splitlines()[0].partition(". ")[2]
        for file in RECORDS
    }
    assert [file for file, title in titles.items() if f"[{title}]({file})" not in rows] == []


def test_changelog_headings_follow_keep_changelog():
    headings = [line for line in changelog() if line.startswith("#")]
    assert headings[:2] == ["# Changelog", "## [Unreleased]"]
    second = [line for line in headings[2:] if line.startswith("## ")]
    assert second
    assert [line for line in second if not RELEASE.match(line)] == []
    third = {line.removeprefix("### ") for line in headings if line.startswith("### ")}
    assert third <= set(CHANGES)


def test_changelog_section_lists_changes_once_and_is_not_empty():
    for release in "\n".join(changelog()).split("\n## ")[1:]:
        sections = release.split("\n### ")[1:]
        names = [section.splitlines()[0] for section in sections]
        assert len(names) == len(set(names))
        assert [section for section in sections if "\n- " not in section] == []


def test_changelog_releases_are_newest_first():
    versions = [tuple(map(int, match["version"].split("."))) for match in releases()]
    dates = [match["date"] for match in releases()]
    assert versions == sorted(versions, reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_changelog_newest_release_is_version_of_project():
    assert releases()[0]["version"] == project()["version"]


def test_threat_model_names_tests_that_exist():
    paths = TEST_PATH.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert paths
    assert [path for path in paths if not (ROOT / path).is_file()] == []


def test_threat_model_names_test_for_every_row():
    rows = [line for line in (ROOT / "SECURITY.md").read_text().splitlines() if line[:2] == "| "]
    assert [row for row in rows[1:] if not TEST_PATH.search(row.split("|")[-2])] == []


def test_publiccode_schema_is_valid():
    Draft202012Validator.check_schema(schema())


def test_publiccode_follows_its_schema(publiccode):
    assert errors(publiccode) == []


@pytest.mark.parametrize("key", schema()["required"])
def test_publiccode_without_required_key_is_refused(publiccode, key):
    del publiccode[key]
    assert errors(publiccode)


@pytest.mark.parametrize(
    "maintenance",
    [
        {},
        {"type": "internal"},
        {"type": "community", "contacts": []},
        {"type": "community", "contacts": [{"email": "nobody@alimenta.example"}]},
        {"type": "contract"},
        {"type": "none", "contractors": [{"name": "Company", "until": "2027-01-01"}]},
        {"type": "contract", "contractors": [{"name": "Company"}]},
    ],
)
def test_publiccode_with_incomplete_maintenance_is_refused(publiccode, maintenance):
    publiccode["maintenance"] = maintenance
    assert errors(publiccode)


@pytest.mark.parametrize(
    "change",
    [
        {"publiccodeYmlVersion": 0.7},
        {"url": "alimenta"},
        {"releaseDate": "22/11/2026"},
        {"platforms": []},
        {"developmentStatus": "released"},
        {"description": {}},
        {"localisation": {"localisationReady": "yes", "availableLanguages": ["fr"]}},
        {"unknownKey": "value"},
    ],
)
def test_publiccode_with_wrong_value_is_refused(publiccode, change):
    assert errors(publiccode | change)


def test_publiccode_agrees_with_project(publiccode):
    released = releases()[0]
    languages = {folder.name for folder in (ROOT / "site" / "content").iterdir()} - {"choice"}
    assert publiccode["softwareVersion"] == project()["version"]
    assert publiccode["releaseDate"] == released["date"]
    assert publiccode["legal"]["license"] == project()["license"]
    assert set(publiccode["localisation"]["availableLanguages"]) == languages
    assert set(publiccode["description"]) == languages


def test_publiccode_screenshots_exist(publiccode):
    files = publiccode["description"]["en"]["screenshots"]
    assert [file for file in files if not (ROOT / file).is_file()] == []
