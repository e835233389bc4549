"""Tests the API against its own description: schemathesis sends what it allows and what not.

Two checks of schemathesis are excluded where the API deliberately differs:

* positive data acceptance: the law refuses dates that contradict each other, which no schema can
  express;
* negative data rejection, for pages: a page with an unknown field returns the form with errors.
"""

from __future__ import annotations

import copy
import json
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from functions.reference import api_description
from infra.api_routes import METHODS
from tests.load.findings import Findings
from tests.load.gateway import HOST, running
from tests.load.http_client import TIMEOUT_SECONDS
from tests.load.paths import BUILD
from tests.load.signing_proxy import SigningProxy
from tests.support.environments import python_of
from tests.support.examples import JSON

EXCLUDED = ("positive_data_acceptance",)
EXCLUDED_FOR_PAGES = (*EXCLUDED, "negative_data_rejection")
YAML = "application/yaml"
SIGNED = "x-authorization"


@dataclass(frozen=True, slots=True)
class Suite:
    """A part of the API description, and its share of the time and of the requests."""

    name: str
    document: dict[str, Any]
    excluded: tuple[str, ...]
    share: float
    is_signed: bool = False


def check(site: Path, seconds: float, seed: int, requests: int | None = None) -> Findings:
    """The findings after about that many seconds, or after at least so many requests.

    Raises:
        NotInstalled: schemathesis does not install on this machine.
    """
    found = Findings("contract")
    sent = 0
    with running(site) as gateway, SigningProxy(f"{HOST}:{gateway.port}") as signer:
        for suite in suites(api_description.document()):
            port = signer.port if suite.is_signed else gateway.port
            command = schemathesis(suite, port, seconds, seed, requests)
            figure = read_report(found, suite.name, _run(suite, command))
            found.figures[f"{suite.name}: requests"] = figure
            sent += figure
    found.figures["requests"] = sent
    found.require(sent >= (requests or 1), f"only {sent} of {requests or 1} requests were sent")
    return found


def suites(document: dict[str, Any]) -> tuple[Suite, ...]:
    """Requests in JSON, those of pages beside them, and those that must be signed."""
    document = without_text_schemas(document)
    unsigned = part_of(document, is_signed=False)
    return (
        Suite("JSON", in_json_alone(unsigned), EXCLUDED, 0.5),
        Suite("JSON and pages", unsigned, EXCLUDED_FOR_PAGES, 0.3),
        Suite("signed", part_of(document, is_signed=True), EXCLUDED, 0.2, is_signed=True),
    )


def schemathesis(
    suite: Suite, port: int, seconds: float, seed: int, requests: int | None
) -> list[str]:
    """The command that runs a suite: for a time, or for a number of requests."""
    if requests is None:
        # Schemathesis repeats its phases until the time is spent.
        bound = ("--max-time", str(math.ceil(seconds * suite.share)))
    else:
        examples = math.ceil(requests * suite.share / len(_operations(suite.document)))
        bound = ("--max-examples", str(examples))
    return [
        *(str(python_of("schemathesis").with_name("schemathesis")), "run", str(_file(suite))),
        *("--url", f"http://{HOST}:{port}{suite.document['servers'][0]['url']}"),
        *("--seed", str(seed), *bound, "--continue-on-failure"),
        *("--checks", "all", "--exclude-checks", ",".join(suite.excluded)),
        *("--generation-database", "none", "--no-color", "--warnings", "off"),
        *("--request-timeout", str(TIMEOUT_SECONDS)),
    ]


def part_of(document: dict[str, Any], *, is_signed: bool) -> dict[str, Any]:
    """The description with only the paths whose requests must be signed, or only the others."""
    part = copy.deepcopy(document)
    paths = part["paths"].items()
    part["paths"] = {path: item for path, item in paths if (SIGNED in item) is is_signed}
    return part


def in_json_alone(document: dict[str, Any]) -> dict[str, Any]:
    """The description without the bodies that pages send."""
    part = copy.deepcopy(document)
    for operation in _operations(part):
        content = operation.get("requestBody", {}).get("content", {})
        for media_type in set(content) - {JSON}:
            del content[media_type]
    return part


def without_text_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """The description without the schema of YAML, which is returned as text and not as data."""
    part = copy.deepcopy(document)
    for operation in _operations(part):
        for response in operation["responses"].values():
            response.get("content", {}).get(YAML, {}).pop("schema", None)
    return part


def read_report(found: Findings, name: str, report: dict[str, Any]) -> int:
    """Add the failures of a suite; the number of requests that it sent."""
    for failure in report["failures"]:
        operations = ", ".join(failure["operations"])
        found.faults.append(f"{name}: {failure['title']} ({failure['count']}): {operations}")
    for error in report["errors"]:
        found.faults.append(f"{name}: {error.get('title', error)}")
    sent: int = report.get("test_cases", {}).get("generated", 0)
    return sent


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        item[method] for item in document["paths"].values() for method in METHODS if method in item
    ]


def _file(suite: Suite) -> Path:
    return BUILD / f"{suite.name.replace(' ', '-')}.json"


def _run(suite: Suite, command: list[str]) -> dict[str, Any]:
    """The report of schemathesis; what it prints goes into a log beside the description."""
    file = _file(suite)
    file.write_text(json.dumps(suite.document), encoding="utf-8")
    report, log = file.with_suffix(".report"), file.with_suffix(".log")
    report.unlink(missing_ok=True)
    with log.open("w") as output:
        subprocess.run(
            [*command, "--report-json-path", str(report)],
            cwd=BUILD,  # It writes a folder of its own there.
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if not report.is_file():
        return {"failures": [], "errors": [{"title": f"no report, see {log}"}]}
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read
