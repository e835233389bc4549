"""Accepts a message: it is accepted once it stands in the queue of its mailbox, and not before."""

from __future__ import annotations

from functions.contact.clients import sqs
from functions.contact.messages import ContactMessage
from functions.contact.records import Reserved, reserve, take_back
from functions.contact.request import ContactRequest
from functions.contact.settings import NotConfigured, settings
from functions.contact.unavailable import Unavailable, needed
from functions.http import clock


def accept(key: str, message: ContactRequest) -> str:
    """The reference of a message that is now in the queue, or was before with the same key.

    A message that still waits goes to the queue once more: nobody can know whether it is there
    when an answer was lost. The deliverer sends one of the two.

    Raises:
        OtherContent: the key was used for another message.
        Unavailable: the message could not be taken. Nothing of it is kept.
    """
    queue = _queue(message.about.service)
    reserved = reserve(key, message.about.service, message.content)
    if reserved.waits:
        _send(queue, reserved, message)
    return reserved.reference


def _queue(service: str) -> str:
    with needed("queue"):
        queues = settings().queues
        if service not in queues:
            raise NotConfigured(service)
        return queues[service]


def _send(queue: str, reserved: Reserved, message: ContactRequest) -> None:
    body = ContactMessage(
        reference=reserved.reference,
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
            sqs().send_message(QueueUrl=queue, MessageBody=body.to_json())
    except Unavailable:
        take_back(reserved)
        raise
