"""The files that the Containerfile puts into its image are enough to serve."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from functions.http.paths import BASE
from infra.packages.templates import main as compile_templates
from tests.support.servers import ask, free_port, wait_for
from tools.dev.places import ROOT

CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}


def copied():
    """The sources and the target of each COPY of the image that is served."""
    for line in CONTAINERFILE.rpartition("\nFROM ")[2].splitlines():
        if line.startswith("COPY "):
            *sources, target = (word for word in line.split()[1:] if not word.startswith("--"))
            yield [source.removeprefix("/alimenta/") for source in sources], target


@pytest.fixture(scope="module")
def image(site, tmp_path_factory):
    """A folder with these files, and the compiled templates."""
    assert site == ROOT / "build" / "site"
    folder = tmp_path_factory.mktemp("image")
    for sources, target in copied():
        for source in sources:
            path = ROOT / source
            if path.is_dir():
                shutil.copytree(path, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                place = folder / target / (path.name if target.endswith("/") else "")
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
    compile_templates(folder)
    return folder


@pytest.fixture(scope="module")
def port(image):
    """The port of a server that runs on them alone."""
    port = free_port()
    command = [sys.executable, "-m", "server", "--quiet", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=image,
        env={"PATH": "/usr/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        wait_for(port, process)
        yield port
        process.terminate()


def test_image_serves_pages(port):
    assert ask(port, "GET", "/fr/").status == 200


def test_image_answers_form_with_page(port):
    answer = ask(port, "POST", f"{BASE}/calculateWaiver", b"intent=open&language=fr", FORM)
    assert (answer.status, b"<form" in answer.body) == (200, True)


def test_image_serves_description(port):
    assert ask(port, "GET", f"{BASE}/doc/openapi.json").status == 200


def test_health_command_succeeds_where_server_answers(port):
    code = f"from server.health import is_healthy; raise SystemExit(not is_healthy({port}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own script


def test_health_command_fails_where_nothing_listens():
    code = f"from server.health import is_healthy; raise SystemExit(not is_healthy({free_port()}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 1  # noqa: S603 - our own script
