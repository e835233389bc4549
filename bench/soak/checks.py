"""The contract as a list of promises: schemathesis sends what it allows and what it does not.

Two of its expectations are not ours, and are left aside where they do not hold:

* that whatever fits the schema is accepted: the law refuses dates that contradict each other,
  which no schema can say;
* that a page refuses an unknown field: it gives the form back, with what is wrong beside it.
"""

from __future__ import annotations

import copy
import itertools
import json
import math
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers.environments import python_of
from bench.saying import say
from bench.soak.asking import PATIENCE
from bench.soak.findings import Findings
from bench.soak.gateway import running
from bench.soak.operations import CONTRACT, JSON
from bench.soak.places import BUILD, ENVIRONMENTS, LOCKS
from bench.soak.signing import signing
from infra.contract import METHODS
from tools.dev.port import HOST

NOT_OURS = ("positive_data_acceptance",)
NOT_OF_PAGES = ("negative_data_rejection",)
YAML = "application/yaml"
SIGNED = "x-authorization"
EXAMPLES = 100_000
"""More than any run has time for: the time decides."""
TASTE = 10
"""Where a number is wanted, a tenth of the examples comes first: it shows how many they make."""
LONGEST_SECONDS = 3600.0
"""What so many requests as are wanted may take at most, all kinds together."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to ask: a part of the contract, and its share of the time and of the requests."""

    name: str
    document: dict[str, Any]
    left_aside: tuple[str, ...]
    share: float
    is_signed: bool = False


def check(site: Path, seconds: float, seed: int, wanted: int | None = None) -> Findings:
    """The findings after about that many seconds, or after as many requests as are wanted.

    Raises:
        NotInstalled: schemathesis does not install on this machine.
    """
    python = python_of("schemathesis", LOCKS, ENVIRONMENTS)
    found = Findings("contract")
    sent = 0
    with running(site) as gateway, signing(gateway.port) as signer:
        for kind in kinds(json.loads(CONTRACT.read_text(encoding="utf-8"))):
            port = signer if kind.is_signed else gateway.port
            sent += _of_kind(found, python, kind, port, seconds, seed, wanted)
    found.figures["calls"] = sent
    found.must(sent >= (wanted or 1), f"only {sent} of {wanted or 1} calls were sent")
    return found


def kinds(document: dict[str, Any]) -> tuple[Kind, ...]:
    """In JSON as clients do, also as pages do, and what must be signed."""
    document = without_text_schemas(document)
    open_to_all = part_of(document, is_signed=False)
    return (
        Kind("JSON", in_json_alone(open_to_all), NOT_OURS, 0.5),
        Kind("JSON and pages", open_to_all, NOT_OURS + NOT_OF_PAGES, 0.3),
        Kind("signed", part_of(document, is_signed=True), NOT_OURS, 0.2, is_signed=True),
    )


def _of_kind(  # noqa: PLR0913, PLR0917 - what to ask, where, and how long
    found: Findings,
    python: Path,
    kind: Kind,
    port: int,
    seconds: float,
    seed: int,
    wanted: int | None,
) -> int:
    """How many requests of a kind were sent: once for a time, or again until they are enough."""
    contract = BUILD / f"{kind.name.replace(' ', '-')}.json"
    contract.write_text(json.dumps(kind.document), encoding="utf-8")
    operations = len(_operations(kind.document))
    enough = None if wanted is None else math.ceil(wanted * kind.share)
    end = time.monotonic() + (seconds if enough is None else LONGEST_SECONDS) * kind.share
    sent, examples = 0, EXAMPLES if enough is None else math.ceil(enough / operations / TASTE)
    for number in itertools.count():
        command = [
            *(str(python.with_name("schemathesis")), "run", str(contract)),
            *("--url", f"http://{HOST}:{port}{kind.document['servers'][0]['url']}"),
            *("--seed", str(seed + number), "--max-examples", str(examples)),
            *("--checks", "all", "--exclude-checks", ",".join(kind.left_aside)),
            *("--max-time", str(max(int(end - time.monotonic()), 1)), "--continue-on-failure"),
            *("--generation-database", "none", "--no-color", "--warnings", "off"),
            *("--request-timeout", str(PATIENCE)),
            # The examples and the edges are the same each time: once is enough.
            *(("--phases", "fuzzing") if number else ()),
        ]
        more = read_report(found, kind.name, _run(command, contract))
        sent += more
        if enough is None or not more or sent >= enough or time.monotonic() >= end:
            break
        say(f"  {kind.name}: {sent:,} of {enough:,} calls ...")
        examples = math.ceil((enough - sent) * examples / more)
    found.figures[f"{kind.name}: calls"] = sent
    return sent


def part_of(document: dict[str, Any], *, is_signed: bool) -> dict[str, Any]:
    """The contract with only the paths whose requests must be signed, or only the others."""
    part = copy.deepcopy(document)
    paths = part["paths"].items()
    part["paths"] = {path: item for path, item in paths if (SIGNED in item) is is_signed}
    return part


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


def read_report(found: Findings, name: str, report: dict[str, Any]) -> int:
    """Take over what did not keep the contract, and tell how much was sent."""
    for failure in report["failures"]:
        places = ", ".join(failure["operations"])
        found.faults.append(f"{name}: {failure['title']} ({failure['count']}): {places}")
    for error in report["errors"]:
        found.faults.append(f"{name}: {error.get('title', error)}")
    sent: int = report.get("test_cases", {}).get("generated", 0)
    return sent
