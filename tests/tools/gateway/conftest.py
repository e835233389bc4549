"""A toy site and toy functions behind a real gateway."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import children
from tools.dev.places import ROOT
from tools.gateway.subprocess_server import gateway_command, port_in

CONTRACT = """
openapi: 3.0.3
servers: [{url: /api/toy/v1}]
paths:
  /echo: {x-function: echo, post: {}}
  /echo/{colour}/of/{thing}: {x-function: echo, get: {}}
  /broken: {x-function: broken, get: {}}
  /slow: {x-function: slow, get: {}}
  /signed: {x-function: echo, x-authorization: aws-iam, get: {}}
"""

ECHO = """
import json, os, signal, time

def handler(event, context):
    order = json.loads(event.get("body") or "{}") if not event["isBase64Encoded"] else {}
    match order.get("do"):
        case "die": os.kill(os.getpid(), signal.SIGKILL)
        case "raise": raise ValueError("secret of the person")
        case "wait": time.sleep(order["seconds"])
        case "return": return order["value"]
    return {"event": event, "environment": dict(os.environ), "pid": os.getpid(),
            "remaining": context.get_remaining_time_in_millis(), "id": context.aws_request_id}
"""

PAGES = {
    "index.html": "<html><head></head><body>choose</body></html>",
    "404.html": "nowhere",
    "fr/index.html": "<html><head></head>accueil " + "é" * 400,
    "fr/404.html": "introuvable",
    "nl/index.html": "welkom",
    "nl/404.html": "niet gevonden",
    "fr/forms/index.html": "formulaires",
    "fr/forms/intervention.pdf": "%PDF",
    "assets/site.css": "a{}" * 400,
    "assets/font.woff2": "wOF2",
}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Toy:
    """A running gateway, and how to ask it something."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    site: Path

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            pairs = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, pairs, response.read())
        finally:
            connection.close()

    def echo(self, order: dict[str, Any] | None = None) -> Answer:
        headers = {"content-type": "application/json"}
        return self.ask("POST", "/api/toy/v1/echo", json.dumps(order or {}).encode(), headers)

    def workers(self) -> list[int]:
        return children(self.process.pid)


@dataclass
class Starter:
    """Starts gateways on copies of the toy, and ends them."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *options: str) -> Toy:
        log = self.folder / f"log-{len(self.started)}"
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [
                    *gateway_command(),
                    "--lambda",
                    *("--root", str(self.folder), "--site", str(self.folder / "built"), *options),
                ],
                cwd=ROOT,
                env={**os.environ, "AWS_SECRET_ACCESS_KEY": "never", "HOME": "/nowhere"},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        return Toy(process, port_in(log, process), log, self.folder / "built")

    def stop_all(self) -> None:
        for process in self.started:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def write_toy(folder: Path) -> None:
    functions = folder / "functions"
    sources = {"echo": ECHO, "reference": ECHO, "slow": ECHO, "broken": "import nowhere"}
    for folder_of_functions in ("handlers", "reference"):
        (functions / folder_of_functions).mkdir(parents=True)
    for name, source in sources.items():
        (functions / "handlers" / f"{name}.py").write_text(source)
    (functions / "reference" / "openapi.yaml").write_text(CONTRACT)
    for path, text in PAGES.items():
        page = folder / "built" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text)
    (folder / "outside.txt").write_text("not for the web")
    (folder / "built" / "link.txt").symlink_to(folder / "outside.txt")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    folder = tmp_path_factory.mktemp("toy")
    write_toy(folder)
    starter = Starter(folder)
    yield starter
    starter.stop_all()


@pytest.fixture(scope="module")
def toy(starter: Starter) -> Toy:
    """One gateway for all tests of a file."""
    return starter.start()


@pytest.fixture
def start_toy(tmp_path: Path) -> Iterator[Callable[..., Toy]]:
    """A gateway of its own for a test that stops it or changes its files."""
    write_toy(tmp_path)
    starter = Starter(tmp_path)
    yield starter.start
    starter.stop_all()
