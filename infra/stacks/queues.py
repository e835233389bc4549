"""SQS queues of the services, each with its dead-letter queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aws_cdk import Duration
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_sqs import DeadLetterQueue, Queue, QueueEncryption
from constructs import Construct

from functions.contact.delivery.backoff import MOST_RECEIVES
from functions.contact.messages import QUEUE_DAYS
from infra.settings import SERVICES, Settings
from infra.stacks.nag_suppressions import DEAD_LETTER_QUEUES, suppress

LONGEST_RETENTION = Duration.days(QUEUE_DAYS)
"""The maximum of SQS. It counts from when the message was accepted, in the DLQ as well."""

VISIBILITY_FACTOR = 6
"""The visibility timeout as a multiple of the function's timeout, as AWS recommends."""


@dataclass(frozen=True, slots=True)
class ServiceQueue:
    """The queue of a service, with its dead-letter queue."""

    service: str
    queue: Queue
    dead_letters: Queue


def service_queues(scope: Construct, key: IKey, settings: Settings) -> tuple[ServiceQueue, ...]:
    """Create both queues of each service."""
    queues, dead_letter_queues = Construct(scope, "Queues"), Construct(scope, "DeadLetters")
    return tuple(
        _both(service, _dead_letters(dead_letter_queues, service, key), queues, key, settings)
        for service in SERVICES
    )


def _dead_letters(scope: Construct, service: str, key: IKey) -> Queue:
    queue = _queue(scope, service, key)
    suppress(queue, DEAD_LETTER_QUEUES)
    return queue


def _both(
    service: str, dead_letters: Queue, scope: Construct, key: IKey, settings: Settings
) -> ServiceQueue:
    queue = _queue(
        scope,
        service,
        key,
        visibility_timeout=Duration.seconds(VISIBILITY_FACTOR * settings.delivery_seconds),
        dead_letter_queue=DeadLetterQueue(max_receive_count=MOST_RECEIVES, queue=dead_letters),
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
