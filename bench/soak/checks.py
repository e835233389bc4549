"""The contract as a list of promises: schemathesis sends what it allows and what it does not.

Two of its expectations are not ours, and are left aside where they do not hold:

* that whatever fits the schema is accepted: the law refuses dates that contradict each other,
  which no schema can say;
* that a page refuses an unknown field: it gives the form back, with what is wrong beside it.
"""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

from bench.peers.environments import python_of
from bench.soak.findings import Findings
from bench.soak.gateway import running
from bench.soak.operations import CONTRACT, JSON
from bench.soak.places import BUILD, ENVIRONMENTS, LOCKS
from infra.contract import METHODS

NOT_OURS = ("positive_data_acceptance",)
NOT_OF_PAGES = ("negative_data_rejection",)
YAML = "application/yaml"
EXAMPLES = 100_000
"""More than any run has time for: the time decides."""


def check(site: Path, seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds: two thirds in JSON, the rest as pages do.

    Raises:
        NotInstalled: schemathesis does not install on this machine.
    """
    python = python_of("schemathesis", LOCKS, ENVIRONMENTS)
    found = Findings("contract")
    document = without_text_schemas(json.loads(CONTRACT.read_text(encoding="utf-8")))
    with running(site) as gateway:
        address = f"http://127.0.0.1:{gateway.port}{document['servers'][0]['url']}"
        for name, part, left_aside, share in (
            ("JSON", in_json_alone(document), NOT_OURS, 2 / 3),
            ("JSON and pages", document, NOT_OURS + NOT_OF_PAGES, 1 / 3),
        ):
            contract = BUILD / f"{name.replace(' ', '-')}.json"
            contract.write_text(json.dumps(part), encoding="utf-8")
            command = [
                *(str(python.with_name("schemathesis")), "run", str(contract)),
                *("--url", address, "--seed", str(seed), "--max-examples", str(EXAMPLES)),
                *("--checks", "all", "--exclude-checks", ",".join(left_aside)),
                *("--max-time", str(max(int(seconds * share), 1)), "--continue-on-failure"),
                *("--generation-database", "none", "--no-color", "--warnings", "off"),
            ]
            read_report(found, name, _run(command, contract))
    return found


def in_json_alone(document: dict[str, Any]) -> dict[str, Any]:
    """The contract without the bodies that pages send."""
    part = copy.deepcopy(document)
    for operation in _operations(part):
        content = operation.get("requestBody", {}).get("content", {})
        for media_type in [media_type for media_type in content if media_type != JSON]:
            del content[media_type]
    return part


def without_text_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """The contract without the schema of a YAML text, which would be held to what it describes."""
    part = copy.deepcopy(document)
    for operation in _operations(part):
        for response in operation["responses"].values():
            response.get("content", {}).get(YAML, {}).pop("schema", None)
    return part


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        item[method] for item in document["paths"].values() for method in METHODS if method in item
    ]


def _run(command: list[str], contract: Path) -> dict[str, Any]:
    """What schemathesis reports; its own words stand beside the contract, in a log."""
    report = contract.with_suffix(".report")
    report.unlink(missing_ok=True)
    with contract.with_suffix(".log").open("w") as log:
        subprocess.run(
            [*command, "--report-json-path", str(report)],
            # It leaves a folder of its own where it stands.
            cwd=BUILD,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if not report.is_file():
        return {"failures": [], "errors": [{"title": f"no report, see {log.name}"}]}
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


def read_report(found: Findings, name: str, report: dict[str, Any]) -> None:
    """Take over what was sent, and what did not keep the contract."""
    found.figures[f"{name}: calls"] = report.get("test_cases", {}).get("generated", 0)
    for failure in report["failures"]:
        places = ", ".join(failure["operations"])
        found.faults.append(f"{name}: {failure['title']} ({failure['count']}): {places}")
    for error in report["errors"]:
        found.faults.append(f"{name}: {error.get('title', error)}")
