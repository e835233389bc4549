from __future__ import annotations

import pytest

from infra.settings import SERVICES, settings_of
from tools.aws_emulator.emulator import AwsEmulator

EMULATOR = AwsEmulator(settings_of("trial"))


def test_environment_is_set_for_functions_that_use_aws_only():
    assert set(EMULATOR.environment()) == {
        "contact",
        "delivery",
        "decision_register",
    }


def test_environment_has_names_of_cloud(synthesised):
    in_the_cloud = {
        item["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: set(
            item["Properties"]["Environment"]["Variables"]
        )
        for item in synthesised.api.values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    for function, variables in EMULATOR.environment().items():
        ours = {name for name in variables if not name.startswith("AWS_")}
        assert ours <= in_the_cloud[function], function


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_queue(service):
    assert EMULATOR.queues[service].endswith(f"/alimenta-{service}")
