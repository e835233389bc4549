"""Contact: a queue for each service, the table of records, the keys, and the SES identity."""

from __future__ import annotations

import json

from aws_cdk import Annotations, Stack
from aws_cdk.aws_iam import PolicyStatement
from aws_cdk.aws_lambda_event_sources import SqsEventSource
from constructs import Construct

from functions.contact.limits import COUNTER, EXPIRES_AT
from infra.settings import Settings
from infra.stacks.function import Needs, PackagedFunction
from infra.stacks.keys import READ_AND_WRITE, data_key, may_use, signing_key
from infra.stacks.mail import MailResources
from infra.stacks.nag_suppressions import EVENT_SOURCES, suppress
from infra.stacks.queues import service_queues
from infra.stacks.tables import counting_table, data_table, may_use_table

SENDS = "contact"
DELIVERS = "delivery"

BATCH = 1
"""The function has its whole time for one message: none counts as tried that was not."""

DELIVERED_AT_A_TIME = 2
"""Limits the rate of mail: a campaign fills the queue and does not exceed the quota of SES."""


class ContactResources(Construct):
    """The resources of the contact form.

    The text of a message is in the encrypted queue and in the mail only; the table holds its
    reference, service, state and times.
    """

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Create the keys, the queues, the table and the SES identity."""
        super().__init__(scope, "Contact")
        self._settings = settings
        self.key = data_key(self, "Key", "contact messages", settings)
        self._token_key = signing_key(self, "TokenKey", "contact forms given out", settings)
        self.queues = service_queues(self, self.key, settings)
        self.table = data_table(
            self,
            keys=("reference",),
            ttl_attribute="expires_at",
            encryption_key=self.key,
            settings=settings,
        )
        self.limits = counting_table(
            self, key=COUNTER, ttl_attribute=EXPIRES_AT, encryption_key=self.key
        )
        self.mail = MailResources(self, settings)
        if not settings.contact.is_set:
            Annotations.of(self).add_error("no addresses of contact: infra/settings.py")

    def needs(self) -> dict[str, Needs]:
        """The environment variables and permissions of the two functions."""
        return {SENDS: self._needs_to_send(), DELIVERS: self._needs_to_deliver()}

    def connect_queues(self, delivers: PackagedFunction) -> None:
        """Add each queue as an event source of the function that delivers."""
        for each in self.queues:
            delivers.live.add_event_source(
                SqsEventSource(
                    each.queue,
                    batch_size=BATCH,
                    max_concurrency=DELIVERED_AT_A_TIME,
                    report_batch_item_failures=True,
                )
            )
        # Lambda rejects the mapping until the function may read the queue.
        for mapping in delivers.live.node.children:
            if mapping.node.id.startswith("SqsEventSource"):
                mapping.node.add_dependency(delivers.policy)
                suppress(mapping, EVENT_SOURCES)

    def _needs_to_send(self) -> Needs:
        return Needs(
            environment={
                "CONTACT_QUEUES": Stack.of(self).to_json_string(
                    {each.service: each.queue.queue_url for each in self.queues}
                ),
                "CONTACT_TABLE": self.table.table_name,
                "CONTACT_LIMITS_TABLE": self.limits.table_name,
                "CONTACT_TOKEN_KEY": self._token_key.key_arn,
            },
            statements=[
                self._on_queues("SendMessage"),
                # Deletes only the record that it has just written, of a message not accepted.
                may_use_table(self.table, "DeleteItem", "GetItem", "UpdateItem"),
                may_use_table(self.limits, "UpdateItem"),
                may_use(self.key, *READ_AND_WRITE),
                may_use(self._token_key, "kms:GenerateMac", "kms:VerifyMac"),
            ],
        )

    def _needs_to_deliver(self) -> Needs:
        contact = self._settings.contact
        return Needs(
            environment={
                "CONTACT_TABLE": self.table.table_name,
                "CONTACT_RECIPIENTS": json.dumps(dict(contact.recipients)),
                "CONTACT_SENDER": contact.sender,
                "CONTACT_CONFIGURATION_SET": self.mail.configuration_set_name,
                "CONTACT_QUEUES": Stack.of(self).to_json_string(
                    {each.service: each.queue.queue_url for each in self.queues}
                ),
            },
            statements=[
                self._on_queues(
                    "ReceiveMessage",
                    "DeleteMessage",
                    "ChangeMessageVisibility",
                    "GetQueueAttributes",
                ),
                may_use_table(self.table, "UpdateItem"),
                may_use(self.key, *READ_AND_WRITE),
                self.mail.may_send(),
            ],
        )

    def _on_queues(self, *actions: str) -> PolicyStatement:
        return PolicyStatement(
            actions=[f"sqs:{action}" for action in actions],
            resources=[each.queue.queue_arn for each in self.queues],
        )
