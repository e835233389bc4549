"""Who publishes the site: named whole by the environment of the build, or by nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import BuildError

from publishing.publisher import Publisher, publisher

ROOT = Path(__file__).parents[3]
WHOLE = {
    "PUBLISHER_NAME": "A Publisher",
    "PUBLISHER_ADDRESS": "A Street 1, 1000 A Town",
    "PUBLISHER_ENTERPRISE_NUMBER": "0123.456.749",
    "PUBLISHER_CONTACT": "mail@publisher.test",
}


def test_build_on_own_machine_has_no_publisher():
    assert publisher({}) is None


def test_publisher_is_read_whole():
    expected = Publisher(*WHOLE.values())
    assert publisher({**WHOLE, "SITE_STAGE": "production"}) == expected


@pytest.mark.parametrize("name", WHOLE)
def test_missing_part_is_refused_by_its_name(name):
    with pytest.raises(BuildError, match=name):
        publisher({**WHOLE, name: " "})


def test_stage_without_publisher_is_refused():
    with pytest.raises(BuildError, match="stage trial"):
        publisher({"SITE_STAGE": "trial"})


@pytest.mark.parametrize("number", ["0123.456.748", "2123.456.749", "123456749", "BE0123456749"])
def test_wrong_enterprise_number_is_refused(number):
    with pytest.raises(BuildError, match="ENTERPRISE_NUMBER"):
        publisher({**WHOLE, "PUBLISHER_ENTERPRISE_NUMBER": number})


def test_contact_that_is_no_mail_address_is_refused():
    with pytest.raises(BuildError, match="CONTACT"):
        publisher({**WHOLE, "PUBLISHER_CONTACT": "https://publisher.test/"})


def test_build_of_stage_without_publisher_fails(tmp_path):
    run = subprocess.run(  # noqa: S603 - the command that people type
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "SITE_STAGE": "trial"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, "PUBLISHER_NAME" in run.stderr) == (1, True)
