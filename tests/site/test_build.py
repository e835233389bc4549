import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.dev.site import PAPER

ROOT = Path(__file__).parents[2]
ORIGIN = "https://elsewhere.example/"


def run(*command, **variables):
    return subprocess.run(  # noqa: S603 - the commands that people type
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """The whole site, with the forms that are already printed."""
    folder = tmp_path_factory.mktemp("built") / "site"
    return folder, run("mkdocs", "build", "--strict", "--site-dir", str(folder))


def test_one_command_builds_every_language(build):
    folder, _ = build
    assert {home.parent.name for home in folder.glob("*/index.html")} == {"fr", "nl", "de", "en"}


def test_build_output_has_no_warning(build):
    _, run = build
    lines = [line for line in f"{run.stdout}{run.stderr}".splitlines() if line.strip()]
    assert [line for line in lines if not line.startswith("INFO")] == []


@pytest.mark.usefixtures("site")
def test_address_of_site_is_one_that_builder_names(build):
    folder, _ = build
    # One language says it as well as four; the forms, which print it too, take half a minute.
    run(*("publishing", "--site-dir", str(folder), "--paper", str(PAPER), "de"), SITE_URL=ORIGIN)
    page = (folder / "de" / "forms" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ORIGIN}de/forms/">' in page
