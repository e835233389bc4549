"""The mail to the mailbox of a message, and the copy to who wrote it: plain text, and no more.

What people typed stands in the body alone. The only thing of theirs in a header is the address to
reply to, and its form leaves no room for another line.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from functions.contact.delivery.clients import ses
from functions.contact.delivery.settings import settings
from functions.contact.messages import ContactMessage
from functions.http.today import day_in_brussels
from functions.i18n.catalog import words

if TYPE_CHECKING:
    from types_boto3_sesv2.type_defs import EmailContentTypeDef, SendEmailRequestTypeDef

CHARSET = "UTF-8"


def send_to_service(message: ContactMessage) -> None:
    """Send the message to its mailbox, to be answered directly.

    Raises:
        KeyError: the service has no mailbox.
        BotoCoreError, ClientError: the mail could not be handed over.
    """
    told = words(message.language)
    subject = told.text("contact.mail.subject", reference=message.reference, topic=_topic(message))
    body = _joined(
        told.text("contact.mail.intro"), told.text("contact.mail.reply"), *_parts(message)
    )
    _send(settings().recipients[message.service], subject, body, reply_to=message.email)


def send_copy(message: ContactMessage) -> None:
    """Send the person what they wrote.

    Raises:
        BotoCoreError, ClientError: the mail could not be handed over.
    """
    told = words(message.language)
    subject = told.text("contact.copy_mail.subject", reference=message.reference)
    body = _joined(
        told.text("contact.copy_mail.intro"),
        told.text("contact.copy_mail.not_you"),
        told.text("contact.copy_mail.no_reply"),
        *_parts(message),
        told.text("contact.form.no_deadline"),
    )
    _send(message.email, subject, body, reply_to=None)


def _topic(message: ContactMessage) -> str:
    return words(message.language).text(f"contact.questions.topic.options.{message.topic}")


def _parts(message: ContactMessage) -> tuple[str, str, str]:
    """The facts of a message, each on a line, then its text."""
    told = words(message.language)
    sent = day_in_brussels(datetime.fromtimestamp(message.received_at, UTC))
    facts = {
        "reference": message.reference,
        "topic": _topic(message),
        "name": message.name or told.text("contact.mail.no_name"),
        "email": message.email,
        "language": told.text(f"common.languages.{message.language}"),
        "day": told.figure(sent),
    }
    lines = (
        told.text("contact.mail.line", label=told.text(f"contact.mail.{name}"), entry=entry)
        for name, entry in facts.items()
    )
    return "\n".join(lines), told.text("contact.mail.text"), message.text


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def _send(recipient: str, subject: str, body: str, *, reply_to: str | None) -> None:
    content: EmailContentTypeDef = {
        "Simple": {
            "Subject": {"Data": subject, "Charset": CHARSET},
            "Body": {"Text": {"Data": body, "Charset": CHARSET}},
        }
    }
    mail: SendEmailRequestTypeDef = {
        "FromEmailAddress": settings().sender,
        "Destination": {"ToAddresses": [recipient]},
        "Content": content,
    }
    if reply_to is not None:
        mail["ReplyToAddresses"] = [reply_to]
    ses().send_email(**mail)
