"""Gives dead letters back to their queue, once what stopped them is put right.

``python -m infra.operations.replay_contact_messages --stage trial --service maintenance``

AWS moves them itself: no message passes through the machine of who asks. A message that was sent
all the same is not sent again: the function that delivers finds its state in the table.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from infra.operations.deploy import Outputs, read_outputs
from infra.settings import SERVICES, STAGES, settings_of

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

A_SECOND = 5
"""How many messages a second go back: fewer than the mail service takes."""


class NoSuchQueue(LookupError):
    """The stage is not deployed, or has no such service."""


def dead_letters_of(service: str, outputs: Outputs) -> str:
    """The queue of dead letters of a service, as the stack of the API names it.

    Raises:
        NoSuchQueue: the stack names none.
    """
    name = f"DeadLetters{service.title().replace('-', '')}"
    try:
        return outputs[name]
    except KeyError:
        raise NoSuchQueue(f"the stack has no output {name}: is the stage deployed?") from None


def replay(sqs: SQSClient, queue_arn: str) -> str:
    """Begin to move every dead letter of a queue back; the handle of the task."""
    return sqs.start_message_move_task(SourceArn=queue_arn, MaxNumberOfMessagesPerSecond=A_SECOND)[
        "TaskHandle"
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Begin the replay of a service; the exit code."""
    parser = argparse.ArgumentParser(prog="replay_contact_messages", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--service", choices=SERVICES, required=True)
    options = parser.parse_args(arguments)
    import boto3  # noqa: PLC0415 - a wrong word on the command line does not wait for it

    region = settings_of(options.stage).region
    try:
        queue = dead_letters_of(
            options.service, read_outputs(f"Alimenta-{options.stage}-Api", region)
        )
    except NoSuchQueue as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    handle = replay(boto3.client("sqs", region_name=region), queue)
    sys.stdout.write(f"begun: {queue}\n{handle}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
