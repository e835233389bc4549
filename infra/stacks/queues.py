"""A queue, and the queue beside it for what could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aws_cdk import Duration
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_sqs import DeadLetterQueue, Queue, QueueEncryption
from constructs import Construct

from functions.contact.messages import QUEUE_DAYS
from infra.settings import SERVICES, Settings
from infra.stacks.nag_suppressions import LAST_RESORT, suppress

LONGEST_RETENTION = Duration.days(QUEUE_DAYS)
"""SQS keeps no message longer. A dead letter goes on counting from when it was accepted."""

TRIES = 8
"""How often a delivery is tried, further and further apart, before somebody must look at it."""

WAITS_TIMES = 6
"""A message being delivered is hidden for six times as long as the function may take."""


@dataclass(frozen=True, slots=True)
class ServiceQueue:
    """The queue of a service, with its dead letters."""

    service: str
    queue: Queue
    dead_letters: Queue


def service_queues(scope: Construct, key: IKey, settings: Settings) -> tuple[ServiceQueue, ...]:
    """Make both queues of each service."""
    wing, last_resort = Construct(scope, "Queues"), Construct(scope, "DeadLetters")
    return tuple(
        _both(service, _dead_letters(last_resort, service, key), wing, key, settings)
        for service in SERVICES
    )


def _dead_letters(scope: Construct, service: str, key: IKey) -> Queue:
    queue = _queue(scope, service, key)
    suppress(queue, LAST_RESORT)
    return queue


def _both(
    service: str, dead_letters: Queue, scope: Construct, key: IKey, settings: Settings
) -> ServiceQueue:
    queue = _queue(
        scope,
        service,
        key,
        visibility_timeout=Duration.seconds(WAITS_TIMES * settings.timeout_seconds),
        dead_letter_queue=DeadLetterQueue(max_receive_count=TRIES, queue=dead_letters),
    )
    return ServiceQueue(service, queue, dead_letters)


def _queue(scope: Construct, name: str, key: IKey, **more: Any) -> Queue:
    return Queue(
        scope,
        name,
        encryption=QueueEncryption.KMS,
        encryption_master_key=key,
        enforce_ssl=True,
        retention_period=LONGEST_RETENTION,
        **more,
    )
