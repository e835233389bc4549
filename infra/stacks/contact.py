"""Contact: a queue for each service, the state of each message, and who may send the mail."""

from __future__ import annotations

import json

from aws_cdk import Annotations, Stack
from aws_cdk.aws_iam import PolicyStatement
from aws_cdk.aws_lambda_event_sources import SqsEventSource
from aws_cdk.aws_ses import EmailIdentity, Identity
from constructs import Construct

from infra.settings import Settings
from infra.stacks.function import Needs, PackagedFunction
from infra.stacks.keys import READ_AND_WRITE, data_key, may_use, signing_key
from infra.stacks.nag_suppressions import SOURCES, suppress
from infra.stacks.queues import service_queues
from infra.stacks.tables import data_table, may_use_table

SENDS = "contact"
DELIVERS = "delivery"

BATCH = 10
DELIVERED_AT_A_TIME = 2
"""Mail goes out slowly and steadily; a campaign fills the queue, not the limits of SES."""


class ContactResources(Construct):
    """What stands behind the contact form.

    The text of a message is in the queue and in the mail only, encrypted; the table knows its
    reference, its service, its state and its times.
    """

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Make the keys, the queues, the table and the sender."""
        super().__init__(scope, "Contact")
        self._settings = settings
        self._key = data_key(self, "Key", "contact messages", settings)
        self._token_key = signing_key(self, "TokenKey", "contact forms given out", settings)
        self.queues = service_queues(self, self._key, settings)
        self.table = data_table(
            self,
            keys=("reference",),
            forgets_at="expires_at",
            encryption_key=self._key,
            settings=settings,
        )
        self._sender = EmailIdentity(
            self, "Sender", identity=Identity.domain(settings.contact.sender_domain)
        )
        if not settings.contact.is_set:
            Annotations.of(self).add_error("no addresses of contact: infra/settings.py")

    def needs(self) -> dict[str, Needs]:
        """What the two functions are told and may do."""
        return {SENDS: self._needs_to_send(), DELIVERS: self._needs_to_deliver()}

    def feed(self, delivers: PackagedFunction) -> None:
        """Let each queue invoke the function that delivers."""
        for each in self.queues:
            delivers.function.add_event_source(
                SqsEventSource(
                    each.queue,
                    batch_size=BATCH,
                    max_concurrency=DELIVERED_AT_A_TIME,
                    report_batch_item_failures=True,
                )
            )
        # The mapping is refused as long as the function may not yet read the queue.
        for mapping in delivers.function.node.children:
            if mapping.node.id.startswith("SqsEventSource"):
                mapping.node.add_dependency(delivers.policy)
                suppress(mapping, SOURCES)

    def _needs_to_send(self) -> Needs:
        return Needs(
            environment={
                "CONTACT_QUEUES": Stack.of(self).to_json_string(
                    {each.service: each.queue.queue_url for each in self.queues}
                ),
                "CONTACT_TABLE": self.table.table_name,
                "CONTACT_TOKEN_KEY": self._token_key.key_arn,
            },
            statements=[
                self._on_queues("SendMessage"),
                # Deletes only what it wrote itself a moment ago, for a message not accepted.
                may_use_table(self.table, "DeleteItem", "GetItem", "UpdateItem"),
                may_use(self._key, *READ_AND_WRITE),
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
                may_use(self._key, *READ_AND_WRITE),
                PolicyStatement(
                    actions=["ses:SendEmail"], resources=[self._sender.email_identity_arn]
                ),
            ],
        )

    def _on_queues(self, *actions: str) -> PolicyStatement:
        return PolicyStatement(
            actions=[f"sqs:{action}" for action in actions],
            resources=[each.queue.queue_arn for each in self.queues],
        )
