"""The journeys by the keyboard alone that are gone every day; ``journeys.py`` goes them all."""

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.browser.keyboard import SCREENS, journeys, travel

EVERYDAY = [journey for journey in journeys() if journey.everyday]


@pytest.mark.browser
@pytest.mark.parametrize("journey", EVERYDAY, ids=lambda journey: journey.name)
def test_steps_of_scenario_end_at_expected_page(new_context, journey):
    travel(new_context(**journey.options()).new_page(), journey)


def test_forty_scenarios_cover_every_language_screen_and_script_setting():
    every = journeys()
    assert len(every) >= 40
    assert {journey.start.split("/")[1] for journey in every} >= set(LANGUAGES)
    assert {(journey.screen, journey.scripts) for journey in every} == {
        (screen, scripts) for screen in SCREENS for scripts in (True, False)
    }
