"""Locked packages are asked about one by one; no answer is not the same as no finding."""

import json

import pytest

from tools.vulnerabilities import __main__ as command
from tools.vulnerabilities.osv import NotAsked, Package, findings, locked

PACKAGES = (Package("PyPI", "one", "1.0"), Package("npm", "two", "2.0"))


def answering(*results):
    return lambda _: json.dumps({"results": results}).encode()


def test_packages_of_every_lock_and_of_cdk_are_asked_about():
    packages = locked()
    names = {each.name for each in packages}

    assert {"jinja2", "schemathesis", "aws-cdk"} <= names
    assert {each.ecosystem for each in packages} == {"PyPI", "npm"}


def test_question_names_exact_version():
    asked = []

    def ask(question):
        asked.append(json.loads(question))
        return answering({}, {})(question)

    findings(PACKAGES, ask)
    assert asked[0]["queries"][0] == {
        "package": {"ecosystem": "PyPI", "name": "one"},
        "version": "1.0",
    }


def test_vulnerability_is_named_with_its_package():
    (found,) = findings(PACKAGES, answering({}, {"vulns": [{"id": "GHSA-x"}]}))

    assert (found.package, found.advisory) == (PACKAGES[1], "GHSA-x")


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"results": [{}]}', b"<html>"])
def test_incomplete_answer_is_no_pass(answer):
    with pytest.raises(NotAsked):
        findings(PACKAGES, lambda _: answer)


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(command, "locked", lambda: PACKAGES)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("results", "code"), [(({}, {}), 0), (({"vulns": [{"id": "GHSA-x"}]}, {}), 1)]
)
def test_exit_code_says_whether_there_is_vulnerability(capsys, results, code):
    assert command.main(answering(*results)) == code
    assert f"2 packages checked, {code} vulnerabilities" in capsys.readouterr().out


@pytest.mark.usefixtures("two")
def test_source_that_does_not_answer_is_no_pass(capsys):
    def fails(_):
        raise NotAsked("no network")

    assert command.main(fails) == 2
    assert capsys.readouterr().err == "not checked: no network\n"


@pytest.mark.usefixtures("two")
def test_accepted_advisory_is_left_aside_until_it_is_gone(monkeypatch, capsys):
    monkeypatch.setattr(command, "accepted", lambda: {"GHSA-x": "not used"})

    assert command.main(answering({"vulns": [{"id": "GHSA-x"}]}, {})) == 0
    assert command.main(answering({}, {})) == 1
    assert "no longer needed" in capsys.readouterr().out


def test_every_accepted_advisory_has_reason(tmp_path):
    path = tmp_path / "accepted.toml"
    path.write_text('[accepted]\n"GHSA-x" = "reason"\n')

    assert command.accepted(path) == {"GHSA-x": "reason"}
    assert all(len(reason.split()) > 5 for reason in command.accepted().values())
