import boto3
import pytest
from botocore.stub import Stubber

from infra.operations.replay_contact_messages import NoSuchQueue, dead_letters_of, replay
from infra.settings import SERVICES

ARN = "arn:aws:sqs:eu-central-1:000000000000:dead"


@pytest.fixture
def sqs():
    """A client that knows the model of the service, and asks nobody."""
    return boto3.client(
        "sqs",
        region_name="eu-central-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",  # noqa: S106 - no key of anything
    )


def test_dead_letters_are_moved_to_source_queue_at_limited_rate(sqs):
    with Stubber(sqs) as stub:
        stub.add_response(
            "start_message_move_task",
            {"TaskHandle": "handle"},
            # No destination: AWS then moves each message back to its source queue.
            {"SourceArn": ARN, "MaxNumberOfMessagesPerSecond": 5},
        )

        assert replay(sqs, ARN) == "handle"


def test_move_that_aws_refuses_is_not_hidden(sqs):
    with Stubber(sqs) as stub:
        stub.add_client_error("start_message_move_task", "ResourceNotFoundException")

        with pytest.raises(sqs.exceptions.ResourceNotFoundException):
            replay(sqs, ARN)


@pytest.mark.parametrize("service", SERVICES)
def test_stack_names_dead_letters_of_each_service(synthesised, service):
    outputs = synthesised.template(synthesised.cloud.api)["Outputs"]

    assert "Fn::GetAtt" in dead_letters_of(service, {n: o["Value"] for n, o in outputs.items()})


def test_stage_that_is_not_deployed_has_no_dead_letters():
    with pytest.raises(NoSuchQueue, match="deployed"):
        dead_letters_of("site", {})
