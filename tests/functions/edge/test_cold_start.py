import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
from tests.functions.api import events
assert events.post_json("/calculateWaiver", events.waiver()).status == 200
assert events.post_json("/simulateAdvances", events.application()).status == 200
assert events.post_json("/calculateWaiver", "{").status == 400
print(*sorted(sys.modules))
"""


@pytest.fixture(scope="module")
def loaded():
    ran = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("library", ["jinja2", "boto3", "botocore.session", "pydantic", "yaml"])
def test_a_request_in_json_does_not_wait_for_what_it_does_not_use(loaded, library):
    assert library not in loaded
