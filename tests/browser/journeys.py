"""Every journey by the keyboard alone (``journeys/*.toml``), each with the focus in sight.

    python -m pytest tests/browser/journeys.py -n 2

``dev.py test`` takes the part of them that is marked for every day
(``test_keyboard_journeys.py``); ``keyboard.py`` says how a journey is written.
"""

from __future__ import annotations

import pytest

from tests.browser.keyboard import journeys, travel

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("journey", journeys(), ids=lambda journey: journey.name)
def test_steps_of_scenario_end_at_expected_page(request, new_context, journey):
    if journey.writes:
        request.getfixturevalue("contact")
    travel(new_context(**journey.options()).new_page(), journey)
