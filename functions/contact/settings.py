"""The settings of the contact functions, read from their environment variables at each use.

Both functions have the queues and the table; only the one that accepts a message has the key of the
tokens, only the one that delivers it has the mailboxes and the sender.
"""

from __future__ import annotations

import json
import os


class NotConfigured(RuntimeError):
    """A setting is missing or cannot be read. The message names its variable, never its value."""


def queue(service: str) -> str:
    """The URL of the queue of a service.

    Raises:
        NotConfigured: the service has no queue.
    """
    return _of_service("CONTACT_QUEUES", service)


def queue_urls() -> tuple[str, ...]:
    """The URL of the queue of every service.

    Raises:
        NotConfigured: the queues are not set.
    """
    return tuple(_by_service("CONTACT_QUEUES").values())


def mailbox(service: str) -> str:
    """The address that the messages for a service are mailed to.

    Raises:
        NotConfigured: the service has no mailbox.
    """
    return _of_service("CONTACT_RECIPIENTS", service)


def table() -> str:
    """The name of the table of records.

    Raises:
        NotConfigured: it is not set.
    """
    return _variable("CONTACT_TABLE")


def limits_table() -> str:
    """The name of the table of limits.

    Raises:
        NotConfigured: it is not set.
    """
    return _variable("CONTACT_LIMITS_TABLE")


def token_key() -> str:
    """The ARN of the KMS key that signs the tokens of the form.

    Raises:
        NotConfigured: it is not set.
    """
    return _variable("CONTACT_TOKEN_KEY")


def sender() -> str:
    """The address that the mail is sent from.

    Raises:
        NotConfigured: it is not set.
    """
    return _variable("CONTACT_SENDER")


def configuration_set() -> str | None:
    """The SES configuration set of the mail; none on a developer's machine."""
    return os.environ.get("CONTACT_CONFIGURATION_SET")


def _of_service(name: str, service: str) -> str:
    try:
        return _by_service(name)[service]
    except KeyError:
        raise NotConfigured(name) from None


def _by_service(name: str) -> dict[str, str]:
    try:
        return {str(service): str(text) for service, text in json.loads(_variable(name)).items()}
    except (ValueError, AttributeError):
        raise NotConfigured(name) from None


def _variable(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        raise NotConfigured(name) from None
