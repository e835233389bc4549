"""The keyboard scenarios of the daily run; ``keyboard_scenarios.py`` runs all."""

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.browser.keyboard import SCREENS, run_scenario, scenarios

EVERYDAY = [scenario for scenario in scenarios() if scenario.everyday]


@pytest.mark.browser
@pytest.mark.parametrize("scenario", EVERYDAY, ids=lambda scenario: scenario.name)
def test_steps_of_scenario_end_at_expected_page(page_with, scenario):
    run_scenario(page_with(**scenario.options()), scenario)


def test_forty_scenarios_cover_every_language_screen_and_script_setting():
    every = scenarios()
    assert len(every) >= 40
    assert {scenario.start.split("/")[1] for scenario in every} >= set(LANGUAGES)
    assert {(scenario.screen, scenario.scripts) for scenario in every} == {
        (screen, scripts) for screen in SCREENS for scripts in (True, False)
    }
