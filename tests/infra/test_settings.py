from dataclasses import replace

import pytest

from infra.settings import CONTACT, SERVICES, STAGES, UnknownStage, settings_of


@pytest.mark.parametrize("stage", STAGES)
def test_stage_is_known_by_its_own_name(stage):
    assert settings_of(stage).stage == stage


def test_unknown_stage_is_refused_with_known_ones():
    with pytest.raises(UnknownStage, match="trial, acceptance, production"):
        settings_of("elsewhere")


@pytest.mark.parametrize("settings", STAGES.values(), ids=STAGES)
def test_every_stage_is_in_european_union_region(settings):
    assert settings.region.startswith("eu-")


@pytest.mark.parametrize("settings", STAGES.values(), ids=STAGES)
def test_every_service_has_recipient(settings):
    assert set(settings.contact.recipients) == set(SERVICES)


def test_placeholder_addresses_are_recognised():
    real = replace(
        CONTACT,
        sender="contact@alimenta.test",
        recipients={service: f"{service}@alimenta.test" for service in SERVICES},
    )

    assert (CONTACT.is_set, real.is_set) == (False, True)


def test_one_missing_address_is_refused():
    half = replace(CONTACT, sender="contact@alimenta.test")

    assert not half.is_set


def test_only_trial_and_acceptance_may_be_destroyed():
    assert {name for name, settings in STAGES.items() if settings.keeps_data} == {"production"}
