import pytest

from infra.settings import STAGES, UnknownStage, settings_of


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_known_by_its_own_name(stage):
    assert settings_of(stage).stage == stage


def test_an_unknown_stage_is_refused_with_the_known_ones():
    with pytest.raises(UnknownStage, match="trial, production"):
        settings_of("elsewhere")


@pytest.mark.parametrize("settings", STAGES.values(), ids=STAGES)
def test_every_stage_stands_in_the_european_union(settings):
    assert settings.region.startswith("eu-")
