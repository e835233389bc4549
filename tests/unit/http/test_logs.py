import logging

import pytest

from functions.http.logs import LIBRARIES_OF_AWS
from tests.logged_run import logged_run

MARK = "SENTINEL"
SCRIPT = f"""
import json
from unittest.mock import patch
from tests.api import events

mark = "{MARK}"
events.post_json("/calculateWaiver", events.waiver(debt=mark, **{{mark: mark}}))
events.post_json("/calculateWaiver", mark)
events.post_json("/simulateAdvances", events.application())
events.call("GET", "/" + mark, query=mark + "=" + mark, belgov_trace_id=mark)
events.call("GET", "/refData/problemTypes/" + mark)
events.post_form("/calculateWaiver", events.waiver_form(debt=mark))
with patch("functions.calculators.respond.parse_json_answers", side_effect=ValueError(mark)):
    print(events.post_json("/calculateWaiver", events.waiver(debt=mark)).status)
"""


def test_typed_values_are_not_logged():
    ran = logged_run(SCRIPT)
    assert MARK not in ran.stdout + ran.stderr
    assert '"operation":"simulateAdvances"' in ran.stdout
    assert '"error":"ValueError"' in ran.stdout


@pytest.mark.parametrize("name", LIBRARIES_OF_AWS)
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_aws_library_requests_are_not_logged_at_any_level(name, level, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "level", level)
    library = logging.getLogger(f"{name}.endpoint")
    assert not library.isEnabledFor(level)
    assert library.isEnabledFor(logging.WARNING)
