"""The backoff before a delivery is retried: longer each time."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact import settings
from functions.contact.clients import BACKGROUND, sqs
from functions.http.logs import logger

FIRST_SECONDS = 30
LONGEST_SECONDS = 15 * 60

MOST_RECEIVES = 100
"""With these pauses, a message is tried for more than a day before it becomes a dead letter."""


def pause(receives: int) -> int:
    """The seconds to wait after that many receives: doubled each time, up to a limit.

    >>> [pause(n) for n in (1, 2, 3, 6, 99)]
    [30, 60, 120, 900, 900]
    """
    doubled = min(max(receives, 1) - 1, 10)
    return min(FIRST_SECONDS << doubled, LONGEST_SECONDS)


def wait(queue_arn: str, receipt_handle: str, receives: int) -> None:
    """Hide the message for its backoff; if that fails, for the visibility timeout of its queue."""
    name = queue_arn.rpartition(":")[2]
    urls = (url for url in settings.queue_urls() if url.rpartition("/")[2] == name)
    url = next(urls, None)
    if url is None:
        return
    try:
        sqs(BACKGROUND).change_message_visibility(
            QueueUrl=url, ReceiptHandle=receipt_handle, VisibilityTimeout=pause(receives)
        )
    except (BotoCoreError, ClientError) as failed:
        logger.warning("no pause", extra={"error": type(failed).__name__})
