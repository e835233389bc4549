import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORIGIN = "https://elsewhere.example/"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere") / "site"
    run = subprocess.run(  # noqa: S603 - the command that people type
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": ORIGIN},
        capture_output=True,
        text=True,
        check=True,
    )
    return folder, run


def test_one_command_builds_every_language(build):
    folder, _ = build
    assert {home.parent.name for home in folder.glob("*/index.html")} == {"fr", "nl", "de", "en"}


def test_build_output_has_no_warning(build):
    _, run = build
    lines = [line for line in f"{run.stdout}{run.stderr}".splitlines() if line.strip()]
    assert [line for line in lines if not line.startswith("INFO")] == []


def test_address_of_site_is_one_that_builder_names(build):
    folder, _ = build
    page = (folder / "de" / "forms" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ORIGIN}de/forms/">' in page
