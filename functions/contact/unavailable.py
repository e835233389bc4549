"""Failures of AWS services: the message is not accepted, and the response says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact.settings import NotConfigured
from functions.http.logs import logger

RETRY_AFTER_SECONDS = 60


class Unavailable(Exception):
    """A message cannot be accepted now. ``step`` names the step that failed."""

    def __init__(self, step: str) -> None:
        """Keep the step."""
        super().__init__(step)
        self.step = step


@contextmanager
def needed(step: str) -> Iterator[None]:
    """Within the context, a failure of a service means that the message is not accepted.

    Raises:
        Unavailable: a service failed. Only the name of its error is logged: its text may repeat
            what was sent.
    """
    try:
        yield
    except (BotoCoreError, ClientError, NotConfigured) as failed:
        log_failed(step, failed)
        raise Unavailable(step) from None


def log_failed(step: str, failed: Exception) -> None:
    """One line that names the step and the kind of error."""
    name = type(failed).__name__
    if isinstance(failed, ClientError):
        name = str(failed.response.get("Error", {}).get("Code", name))
    logger.warning("a service failed", extra={"step": step, "error": name})
