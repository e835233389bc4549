"""The Lambda function behind the queues of contact messages.

It answers which messages of a batch must come again; the others are deleted from the queue. What
comes again too often goes to the queue of dead letters, where an alarm waits.

The records are kept by hand and not by the toolkit's idempotency: the function that accepts a
message writes the same record, and a copy that fails must not send the mail again.
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

NEEDED_MILLISECONDS = 6000
"""What one message may take at worst: a message is only begun if it can be ended."""

processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


def handler(event: dict[str, Any], context: Any) -> Mapping[str, Any]:
    """Delivers a batch, and says which of its messages must come again."""
    return process_partial_response(
        event=event,
        record_handler=deliver_record,
        processor=processor,
        context=context,
    )


def deliver_record(record: SQSRecord, lambda_context: Any) -> None:
    """Deliver one message; what must come again waits first.

    Raises:
        Exception: it must come again, whatever the reason.
    """
    if lambda_context.get_remaining_time_in_millis() < NEEDED_MILLISECONDS:
        raise NotDelivered("time")
    try:
        deliver(ContactMessage.from_json(record.body))
    except Exception as error:
        if not isinstance(error, NotDelivered):
            # What nobody foresaw: its place is logged, and nothing that it says.
            log_failure(error, record.message_id)
        receives = int(record.attributes.approximate_receive_count)
        wait(record.event_source_arn, record.receipt_handle, receives)
        raise
