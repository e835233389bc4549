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


def test_nothing_that_was_typed_is_ever_logged():
    ran = logged_run(SCRIPT)
    assert MARK not in ran.stdout + ran.stderr
    assert '"operation":"simulateAdvances"' in ran.stdout
    assert '"error":"ValueError"' in ran.stdout


@pytest.mark.parametrize("name", LIBRARIES_OF_AWS)
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_what_the_libraries_of_aws_send_is_not_told_whatever_the_level(name, level, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "level", level)
    library = logging.getLogger(f"{name}.endpoint")
    assert not library.isEnabledFor(level)
    assert library.isEnabledFor(logging.WARNING)
