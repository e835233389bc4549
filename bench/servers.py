"""The same two questions over HTTP: each server, how it is asked, how its answer is read."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bench.cases import APPLICATION_MONTH, advance_case, waiver_case
from bench.engines import openfisca_environment, publicodes_environment
from bench.peers.environments import node, python_of
from bench.peers.places import BUILD, PEERS, ROOT

WORKERS = 2
MONTHS = 12
"""The fewest that a page or a client may ask for."""

ADVANCE = "advance"
WAIVER = "waiver"
QUESTIONS = (ADVANCE, WAIVER)
EXPECTED = {ADVANCE: Decimal("130.26"), WAIVER: Decimal("720.00")}
"""The advance is 130.00 with the index of March 2026, less 20.00 received; 60 % of 1 200.00."""

OURS = "ours"
BARE = "bare JSON handler in our gateway"
BASE = "/api/alimenta/v1"

OUR_BODIES: Mapping[str, Mapping[str, Any]] = {
    ADVANCE: {
        "applicationDate": "2026-11-01",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": {
            "kind": "judgment",
            "date": "2022-03-03",
            "served": True,
            "indexation": "consumerPriceIndex",
        },
        "children": [{"birthDate": "2020-01-15", "monthlyMaintenance": "130.00"}],
        "paymentHistory": "nothing",
        "expectedMonthlyPayment": "20.00",
        "months": MONTHS,
    },
    WAIVER: {
        "debt": "1200.00",
        "requestDate": "2026-11-21",
        "fraudProven": False,
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "partner": False,
        "childrenWithChildBenefit": 2,
        "debtorResources": {"work": "1800.00"},
    },
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent where, and which figure of the answer tells that it is right."""

    path: str
    body: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started on a port, and how it is asked."""

    name: str
    command: Callable[[int], list[str]]
    extra: Mapping[str, str]
    folder: Path
    questions: Mapping[str, Question]


def ours() -> Server:
    """The local gateway with the real handlers, each in two processes of the Lambda runtime."""
    root = BUILD / "gateway"
    _link_functions(root)
    return Server(
        OURS,
        lambda port: _gateway(root, port),
        {"PYTHONPATH": str(ROOT)},
        ROOT,
        {
            ADVANCE: Question(
                f"{BASE}/simulateAdvances",
                json.dumps(OUR_BODIES[ADVANCE]),
                lambda answer: answer["schedules"][0]["months"][0]["advance"],
            ),
            WAIVER: Question(
                f"{BASE}/calculateWaiver",
                json.dumps(OUR_BODIES[WAIVER]),
                lambda answer: answer["waiver"]["waived"],
            ),
        },
    )


def bare() -> Server:
    """The same gateway and runtime with a handler that does nothing: no answer can be faster."""
    root = BUILD / "floor"
    _write_bare_function(root)
    asked = Question(f"{BASE}/bare", '{"amount":13026}', lambda answer: answer["advance"])
    return Server(
        BARE,
        lambda port: _gateway(root, port),
        {"PYTHONPATH": str(ROOT)},
        ROOT,
        {ADVANCE: asked, WAIVER: asked},
    )


def fastapi() -> Server:
    """Our rules and answers behind FastAPI.

    Raises:
        NotInstalled: it does not install.
    """
    python = str(python_of("fastapi"))
    asked = ours().questions
    paths = {ADVANCE: "/simulateAdvances", WAIVER: "/calculateWaiver"}
    return Server(
        "FastAPI, uvicorn, our rules",
        lambda port: [python, "-m", "bench.peers.fastapi_server", str(port), str(WORKERS)],
        {"PYTHONPATH": str(ROOT)},
        ROOT,
        {name: Question(paths[name], one.body, one.read) for name, one in asked.items()},
    )


def openfisca() -> Server:
    """OpenFisca's own web API with our country package.

    Raises:
        NotInstalled: it does not install.
    """
    program = str(python_of("openfisca").with_name("openfisca"))
    words = ("serve", "--country-package", "openfisca_alimenta", "--workers", str(WORKERS))
    month = "2026-11"
    advance = {
        "title_month": {"ETERNITY": 2022 * 12 + 2},
        "birth_month": {"ETERNITY": 2020 * 12},
        "maintenance_in_title": {"ETERNITY": 130},
        "received_each_term": {"ETERNITY": 0},
        "expected_each_month": {"ETERNITY": 20},
        "lives_in_belgium": {"ETERNITY": True},
        "enforceable_title": {"ETERNITY": True},
        "intervention": {month: None},
        "advance": dict.fromkeys(_months(MONTHS)),
        "contribution": {month: None},
    }
    waiver = {
        "debt": {month: 1200},
        "resources": {month: 1800},
        "persons": {month: 2},
        "good_faith": {month: True},
        "uncertain_situation": {month: True},
        "percentage": {month: None},
        "waived": {month: None},
        "recovered": {month: None},
    }

    def asked(situation: Mapping[str, Any], name: str) -> Question:
        body = json.dumps({"children": {"one": situation}})
        return Question("/calculate", body, lambda answer: answer["children"]["one"][name][month])

    return Server(
        "OpenFisca web API",
        lambda port: [program, *words, "--port", str(port)],
        openfisca_environment(),
        PEERS,
        {ADVANCE: asked(advance, "advance"), WAIVER: asked(waiver, "waived")},
    )


def publicodes() -> Server:
    """A small Node server with our two models.

    Raises:
        NotInstalled: it does not install.
    """
    server = str(PEERS / "publicodes" / "server.mjs")
    extra = publicodes_environment()
    return Server(
        "publicodes, Node",
        lambda port: [str(node()), server, str(port), str(WORKERS)],
        extra,
        PEERS,
        {
            ADVANCE: Question(
                "/advance",
                json.dumps(advance_case(expected=2_000, months=MONTHS)),
                lambda answer: answer["advances"][0],
            ),
            WAIVER: Question("/waiver", json.dumps(waiver_case()), lambda answer: answer["waived"]),
        },
    )


SERVERS = (bare, ours, fastapi, openfisca, publicodes)


def _months(count: int) -> list[str]:
    """The months of a schedule, from that of the application on."""
    year, month = APPLICATION_MONTH
    places = range(month - 1, month - 1 + count)
    return [f"{year + place // 12}-{place % 12 + 1:02d}" for place in places]


def _gateway(root: Path, port: int) -> list[str]:
    command = [sys.executable, "-m", "tools.gateway", "--quiet", "--port", str(port)]
    return [*command, "--root", str(root), "--site", str(BUILD / "page")]


def _link_functions(root: Path) -> None:
    """The product's functions, with a contract of two operations: no more workers than needed."""
    fresh = _fresh(root)
    source = ROOT / "functions"
    for path in source.iterdir():
        if not path.name.startswith(("openapi.", "__pycache__")):
            (fresh / path.name).symlink_to(path)
    contract = yaml.safe_load((source / "openapi.yaml").read_text(encoding="utf-8"))
    kept = ("/simulateAdvances", "/calculateWaiver")
    contract["paths"] = {path: contract["paths"][path] for path in kept}
    (fresh / "openapi.yaml").write_text(yaml.safe_dump(contract), encoding="utf-8")


def _write_bare_function(root: Path) -> None:
    fresh = _fresh(root)
    (fresh / "__init__.py").touch()
    # The gateway always asks for the function that answers what no route takes.
    for name in ("bare", "reference_data"):
        (fresh / name).mkdir()
        (fresh / name / "__init__.py").touch()
        shutil.copyfile(PEERS / "start" / "bare.py", fresh / name / "handler.py")
    contract = {
        "servers": [{"url": BASE}],
        "paths": {"/bare": {"x-function": "bare", "post": {}}},
    }
    (fresh / "openapi.yaml").write_text(yaml.safe_dump(contract), encoding="utf-8")


def _fresh(root: Path) -> Path:
    """An empty folder for functions, and one page: the gateway serves nothing without a site."""
    shutil.rmtree(root, ignore_errors=True)
    functions = root / "functions"
    functions.mkdir(parents=True)
    page = BUILD / "page" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("<!doctype html><title>-</title>\n", encoding="utf-8")
    return functions
