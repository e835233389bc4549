"""Accepts a contact message: it is accepted once it is in the queue of its service."""

from __future__ import annotations

from functions.contact import settings
from functions.contact.clients import INTERACTIVE, sqs
from functions.contact.limits import TooMany, count
from functions.contact.messages import ContactMessage
from functions.contact.records import Reserved, is_known, reserve, take_back
from functions.contact.request import ContactRequest
from functions.contact.unavailable import Unavailable, needed
from functions.http import clock


def accept(key: str, message: ContactRequest, network: str) -> str:
    """The reference of a message that is now in the queue, or was before with the same key.

    ``network`` is the network address of who sends it. A message that was accepted before is
    answered again, however many others were sent since.

    A message that is not yet delivered is sent to the queue once more: whether it is there is
    unknown when a response was lost. Only one of the two is delivered.

    Raises:
        OtherContent: the key was used for another message.
        TooMany: the network or the e-mail address has sent too many messages.
        Unavailable: the message could not be accepted. Nothing of it is stored.
    """
    with needed("queue"):
        queue = settings.queue(message.about.service)
    try:
        count(network, message.email)
    except TooMany:
        if not is_known(key):
            raise
    reserved = reserve(key, message.about.service, message.content)
    if reserved.waits:
        _send(queue, reserved, message)
    return reserved.reference


def _send(queue: str, reserved: Reserved, message: ContactRequest) -> None:
    body = ContactMessage(
        reference=reserved.reference,
        content_digest=reserved.content_digest,
        topic=message.topic,
        service=message.about.service,
        language=message.answer_language,
        name=message.name,
        email=message.email,
        text=message.message,
        copy=message.copy,
        received_at=clock.seconds(),
    )
    try:
        with needed("queue"):
            sqs(INTERACTIVE).send_message(QueueUrl=queue, MessageBody=body.to_json())
    except Unavailable:
        take_back(reserved)
        raise
