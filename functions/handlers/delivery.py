"""The Lambda function behind the queues of contact messages.

It reports which messages of a batch must be retried; the others are deleted from the queue. A
message that was received too often goes to the dead-letter queue, which has an alarm.

The state of a message is in its record, not in the idempotency of Powertools: the function that
accepts a message writes the same record, and a copy that fails must not send the mail again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from functions.contact.delivery.backoff import wait
from functions.contact.delivery.deliver import NotDelivered, deliver
from functions.contact.messages import ContactMessage
from functions.http.logs import log_failure

processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


def handler(event: dict[str, Any], context: Any) -> Mapping[str, Any]:
    """Deliver a batch, and report which of its messages must be retried."""
    return process_partial_response(
        event=event,
        record_handler=deliver_record,
        processor=processor,
        context=context,
    )


def deliver_record(record: SQSRecord) -> None:
    """Deliver one message; one that must be retried is hidden for its backoff.

    Raises:
        Exception: the message must be retried, whatever the reason.
    """
    try:
        deliver(ContactMessage.from_json(record.body))
    except Exception as error:
        if not isinstance(error, NotDelivered):
            # An unexpected error: the log names its place, not its message.
            log_failure(error, record.message_id)
        receives = int(record.attributes.approximate_receive_count)
        wait(record.event_source_arn, record.receipt_handle, receives)
        raise
