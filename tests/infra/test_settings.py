from dataclasses import replace

import pytest

from infra.settings import CONTACT, SERVICES, STAGES, UnknownStage, settings_of


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_known_by_its_own_name(stage):
    assert settings_of(stage).stage == stage


def test_an_unknown_stage_is_refused_with_the_known_ones():
    with pytest.raises(UnknownStage, match="trial, acceptance, production"):
        settings_of("elsewhere")


@pytest.mark.parametrize("settings", STAGES.values(), ids=STAGES)
def test_every_stage_stands_in_the_european_union(settings):
    assert settings.region.startswith("eu-")


@pytest.mark.parametrize("settings", STAGES.values(), ids=STAGES)
def test_every_service_has_somebody_who_reads(settings):
    assert set(settings.contact.recipients) == set(SERVICES)


def test_addresses_that_stand_for_others_are_told_from_real_ones():
    real = replace(
        CONTACT,
        sender="contact@alimenta.test",
        recipients={service: f"{service}@alimenta.test" for service in SERVICES},
    )

    assert (CONTACT.is_set, real.is_set) == (False, True)


def test_one_address_that_is_missing_is_enough_to_refuse():
    half = replace(CONTACT, sender="contact@alimenta.test")

    assert not half.is_set


def test_only_the_trial_and_the_acceptance_may_be_thrown_away():
    assert {name for name, settings in STAGES.items() if settings.keeps_data} == {"production"}
