"""Delivers one contact message; continues from the state that its record has."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact.delivery.lock import Claim, Finding, claim, go_on, let_go
from functions.contact.delivery.mail import send_copy, send_to_service
from functions.contact.messages import ContactMessage, State
from functions.contact.settings import NotConfigured
from functions.http.logs import logger
from functions.http.metrics import counted

FOR_GOOD = ("MessageRejected", "BadRequestException", "MailFromDomainNotVerifiedException")
"""Errors of SES that a retry does not change."""


OPERATION = "deliverContactMessage"
DROPPED = "dropped"
"""The operation, and the outcome that an alarm looks at."""


class NotDelivered(Exception):
    """The delivery must be retried. ``step`` names the step that failed."""

    def __init__(self, step: str) -> None:
        """Keep the step."""
        super().__init__(step)
        self.step = step


def deliver(message: ContactMessage) -> None:
    """Send the mail of the message and the copy, each unless it was sent before.

    Raises:
        NotDelivered: a step must be retried.
    """
    try:
        held = claim(message.reference, message.content_digest)
    except (BotoCoreError, ClientError) as failed:
        raise _stopped("claim", message, failed) from None
    if held is Finding.BUSY:
        raise NotDelivered("busy")
    if held is Finding.DONE:
        _log("done", message)
        return
    if isinstance(held, Finding):
        _dropped(held, message)
        return
    if held.state is State.SENDING:
        held = _mailed(held, message)
    if held.state is State.COPYING:
        _copied(held, message)


def _mailed(held: Claim, message: ContactMessage) -> Claim:
    try:
        send_to_service(message)
    except (BotoCoreError, ClientError, NotConfigured) as failed:
        let_go(held)
        raise _stopped("mail", message, failed) from None
    _log("delivered", message)
    return go_on(held, State.COPYING if message.copy else State.SENT)


def _copied(held: Claim, message: ContactMessage) -> None:
    """Send the copy. An address that rejects mail is not retried."""
    try:
        send_copy(message)
    except (BotoCoreError, ClientError) as failed:
        if _code(failed) not in FOR_GOOD:
            let_go(held)
            raise _stopped("copy", message, failed) from None
        _log("copy refused", message)
    go_on(held, State.SENT)


def _stopped(step: str, message: ContactMessage, failed: Exception) -> NotDelivered:
    logger.warning(
        "not delivered",
        extra={"reference": message.reference, "step": step, "error": _code(failed)},
    )
    return NotDelivered(step)


def _code(failed: Exception) -> str:
    """The code of an error; its text may repeat what was sent."""
    if isinstance(failed, ClientError):
        return str(failed.response.get("Error", {}).get("Code", "ClientError"))
    return type(failed).__name__


def _dropped(why: Finding, message: ContactMessage) -> None:
    """Say that a message is not delivered, so that an alarm has a person look at it.

    Its author was informed that it was not accepted. A table restored to an earlier moment would
    lose accepted messages in the same way.
    """
    logger.error(
        "dropped",
        extra={
            **counted(OPERATION, DROPPED),
            "reference": message.reference,
            "service": message.service,
            "why": why.name.lower().replace("_", " "),
        },
    )


def _log(what: str, message: ContactMessage) -> None:
    logger.info(what, extra={"reference": message.reference, "service": message.service})
