"""Every task by the keyboard alone (``keyboard_scenarios/*.toml``), each with the focus in sight.

    python -m pytest tests/browser/keyboard_scenarios.py -n 2

``dev.py test`` takes the part of them that is marked for every day
(``test_keyboard_scenarios.py``); ``keyboard.py`` says how a keyboard scenario is written.
"""

from __future__ import annotations

import pytest

from tests.browser.keyboard import run_scenario, scenarios

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_steps_of_scenario_end_at_expected_page(request, page_with, scenario):
    if scenario.writes:
        request.getfixturevalue("contact")
    run_scenario(page_with(**scenario.options()), scenario)
