import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_language
from mkdocs.config import load_config

from publishing.kept import Kept
from publishing.languages import language_config
from tools.dev.site import PAPER

ROOT = Path(__file__).parents[2]
ORIGIN = "https://elsewhere.example/"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """The whole site, with the forms that are already printed."""
    folder = tmp_path_factory.mktemp("built") / "site"
    run = subprocess.run(  # noqa: S603 - the command that people type
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
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


@pytest.mark.usefixtures("site")
def test_address_of_site_is_one_that_builder_names(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", ORIGIN)
    (tmp_path / "assets").mkdir()
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(tmp_path))
    # One language says it as well as four, and its forms, which print it too, take long to make.
    german = language_config(config, "de", PAPER / "de")
    german.extra["kept"] = Kept(tmp_path / "kept.json", "code")
    build_language(german)
    page = (tmp_path / "de" / "forms" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ORIGIN}de/forms/">' in page
