"""The mail to the mailbox of a service, and the confirmation to the author, in plain text.

What people typed is in the body of the first only, except the Reply-To address, whose validated
form excludes line breaks. Nobody checked that the author's address is the author's: the
confirmation carries no text that a person could choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from functions.contact import settings
from functions.contact.clients import ses
from functions.contact.messages import ContactMessage
from functions.http.clock import day_in_brussels
from functions.i18n.catalog import catalog_of

if TYPE_CHECKING:
    from types_boto3_sesv2.type_defs import EmailContentTypeDef, SendEmailRequestTypeDef

CHARSET = "UTF-8"


def send_to_service(message: ContactMessage) -> None:
    """Send the message to its mailbox; a reply goes to the author.

    Raises:
        NotConfigured: the service has no mailbox.
        BotoCoreError, ClientError: SES did not accept the mail.
    """
    catalog = catalog_of(message.language)
    subject = catalog.gettext(
        "contact.mail.subject", reference=message.reference, topic=_topic(message)
    )
    body = _joined(
        catalog.gettext("contact.mail.intro"),
        catalog.gettext("contact.mail.reply"),
        *_parts(message),
    )
    _send(settings.mailbox(message.service), subject, body, reply_to=message.email)


def send_copy(message: ContactMessage) -> None:
    """Send the author a confirmation, without the text and the name.

    Raises:
        BotoCoreError, ClientError: SES did not accept the mail.
    """
    catalog = catalog_of(message.language)
    subject = catalog.gettext("contact.copy_mail.subject", reference=message.reference)
    body = _joined(
        catalog.gettext("contact.copy_mail.intro"),
        catalog.gettext("contact.copy_mail.not_you"),
        catalog.gettext("contact.copy_mail.no_reply"),
        _lines(message, ("reference", "topic", "day")),
        catalog.gettext("contact.form.no_deadline"),
    )
    _send(message.email, subject, body, reply_to=None)


def _topic(message: ContactMessage) -> str:
    return catalog_of(message.language).gettext(f"contact.questions.topic.options.{message.topic}")


def _parts(message: ContactMessage) -> tuple[str, str, str]:
    """The metadata of a message, one item on each line, then its text."""
    names = ("reference", "topic", "name", "email", "language", "day")
    intro = catalog_of(message.language).gettext("contact.mail.text")
    return _lines(message, names), intro, message.text


def _lines(message: ContactMessage, names: Sequence[str]) -> str:
    """The metadata of those names, one item on each line."""
    catalog = catalog_of(message.language)
    sent = day_in_brussels(datetime.fromtimestamp(message.received_at, UTC))
    facts = {
        "reference": message.reference,
        "topic": _topic(message),
        "name": message.name or catalog.gettext("contact.mail.no_name"),
        "email": message.email,
        "language": catalog.gettext(f"common.languages.{message.language}"),
        "day": catalog.format(sent),
    }
    return "\n".join(
        catalog.gettext(
            "contact.mail.line", label=catalog.gettext(f"contact.mail.{name}"), entry=facts[name]
        )
        for name in names
    )


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
        "FromEmailAddress": settings.sender(),
        "Destination": {"ToAddresses": [recipient]},
        "Content": content,
    }
    if configuration := settings.configuration_set():
        mail["ConfigurationSetName"] = configuration
    if reply_to is not None:
        mail["ReplyToAddresses"] = [reply_to]
    ses().send_email(**mail)
